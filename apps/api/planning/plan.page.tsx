import { type CalendarDate, counted, frenchDateTime, newId } from '#libs/kernel/index.js';
import type { PlanView } from '#libs/planning/index.js';
import {
  Accordion,
  Alert,
  Button,
  ButtonGroup,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Form,
  HiddenField,
  KeyFacts,
  Section,
  TextField,
} from '#libs/ui/index.js';

import { AbsencesPanel } from './absences.parts.js';
import { ParametersFields } from './parameters.fields.js';
import { PlanCalendar } from './plan-calendar.js';
import type { ParametersDraft } from './plan.form.js';
import { reportFacts } from './plan-report.js';
import { Aside, Shortfalls } from './plan-shortfalls.js';
import { PlanSittingCard } from './plan-sitting.js';

export interface PlanPageProps {
  readonly view: PlanView;
  readonly draft: ParametersDraft;
  readonly errors: Readonly<Record<string, string>>;
  readonly personId: string;
  readonly today: CalendarDate;
  readonly csrf: string;
}

/** A plan: what it is worth, the half-year at a glance, what it lacks, and each sitting. */
export function PlanPage(props: PlanPageProps) {
  const { view, csrf } = props;
  const isDraft = view.stage === 'draft';
  return (
    <>
      <ErrorSummary errors={props.errors} ids={idsOf(props.errors)} />
      {!isDraft && <Invitations view={view} csrf={csrf} />}
      {isDraft && <KeyFacts facts={reportFacts(view)} />}
      {isDraft && <Shortfalls {...props} />}
      <Section id="calendrier" title="Calendrier">
        <PlanCalendar view={view} />
      </Section>
      <Section
        id="liste"
        title={
          <>
            Séances <span class="jl-count">{view.sittings.length}</span>
          </>
        }
        actions={isDraft && <Resolving view={view} csrf={csrf} />}
      >
        {view.sittings.length === 0 ? (
          <EmptyState title="Aucune séance">
            <p>Aucun produit de cette période n’attend de comité, ou aucun n’a trouvé de jour.</p>
          </EmptyState>
        ) : (
          <ol class="jl-plan">
            {view.sittings.map((sitting, index) => (
              <li key={sitting.id}>
                <PlanSittingCard {...props} sitting={sitting} rank={index + 1} />
              </li>
            ))}
          </ol>
        )}
      </Section>
      {isDraft && <Settings {...props} />}
    </>
  );
}

/** Fields that stand once a sitting have ids of their own. */
const idsOf = (errors: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(errors).flatMap((name) => (/^(?:on|produits)-/u.test(name) ? [[name, name]] : [])));

function Resolving({ view, csrf }: Pick<PlanPageProps, 'view' | 'csrf'>) {
  return (
    <Form action={`/planification/${view.plan.id}/recalculer`} csrf={csrf}>
      <HiddenField name="revision" value={String(view.plan.revision)} />
      <ButtonGroup>
        <Button kind="secondary" size="sm" name="mode" value="resolve">
          Recalculer le reste
        </Button>
        <Button kind="tertiary" size="sm" name="mode" value="afresh">
          Tout reprendre, épingles exceptées
        </Button>
      </ButtonGroup>
    </Form>
  );
}

function Invitations({ view, csrf }: Pick<PlanPageProps, 'view' | 'csrf'>) {
  const { plan, stage, invitesAt } = view;
  const created = plan.sittings.filter(({ committeeId }) => committeeId !== null).length;
  const waiting = plan.sittings.filter(({ committeeId, refusal }) => committeeId === null && refusal === null).length;
  const refused = plan.sittings.length - created - waiting;
  return (
    <>
      <Alert
        severity={refused > 0 ? 'warning' : 'success'}
        title={`Plan confirmé\u00A0: ${counted(created, 'comité créé', 'comités créés')}`}
        level={2}
      >
        <p>
          {stage === 'settling'
            ? invitesAt === null
              ? 'Les convocations sont retenues\u00A0: elles partiront quand vous les enverrez.'
              : `Les convocations partent ${frenchDateTime(invitesAt)}. D’ici là, ce que vous changez dans ces comités est dit dans la convocation elle-même\u00A0: une personne, un courriel par comité.`
            : 'Chaque comité se suit et se change désormais sur sa page.'}
          {refused > 0 &&
            ` ${counted(refused, 'séance n’a pas pu devenir un comité', 'séances n’ont pas pu devenir des comités')}\u00A0: voyez pourquoi ci-dessous.`}
        </p>
      </Alert>
      {waiting > 0 && (
        <Form action={`/planification/${plan.id}/confirmer`} csrf={csrf}>
          <HiddenField name="revision" value={String(plan.revision)} />
          <HiddenField name="idempotencyKey" value={newId()} />
          <Button kind="secondary">Créer {counted(waiting, 'comité manquant', 'comités manquants')}</Button>
        </Form>
      )}
      {stage === 'settling' && <Release planId={plan.id} held={invitesAt === null} csrf={csrf} />}
    </>
  );
}

function Release({ planId, held, csrf }: { readonly planId: string; readonly held: boolean; readonly csrf: string }) {
  return (
    <div class="jl-screen-only">
      <Form action={`/planification/${planId}/convocations`} csrf={csrf}>
        <HiddenField name="idempotencyKey" value={newId()} />
        <ButtonGroup>
          <Button kind="secondary" name="intention" value="envoyer">
            Envoyer les convocations maintenant
          </Button>
        </ButtonGroup>
      </Form>
      {!held && (
        <Accordion title="Retenir les convocations">
          <Form action={`/planification/${planId}/convocations`} csrf={csrf}>
            <HiddenField name="idempotencyKey" value={newId()} />
            <TextField name="reason" label="Motif" hint="Conservé au journal." />
            <Button kind="secondary" name="intention" value="retenir">
              Retenir les convocations
            </Button>
          </Form>
        </Accordion>
      )}
    </div>
  );
}

function Settings(props: PlanPageProps) {
  const { view, draft, errors, personId, today, csrf } = props;
  const { plan } = view;
  const hasErrors = Object.keys(errors).some((name) => name in draft || name.startsWith('avoid'));
  return (
    <Section id="reglages" title="Réglages">
      <Aside {...props} />
      <Accordion title="Absences des personnes" id="absences" open={'personne' in errors || 'absent-to' in errors}>
        <AbsencesPanel view={view} errors={errors} personId={personId} today={today} csrf={csrf} />
      </Accordion>
      <Accordion title="Période, séances et jours à éviter" open={hasErrors}>
        <Form action={`/planification/${plan.id}/reglages`} csrf={csrf}>
          <HiddenField name="revision" value={String(plan.revision)} />
          <ParametersFields draft={draft} errors={errors} today={today} />
          <Button kind="secondary">Recalculer avec ces réglages</Button>
        </Form>
      </Accordion>
      <div class="jl-screen-only">
        <Form action={`/planification/${plan.id}/abandonner`} csrf={csrf}>
          <HiddenField name="revision" value={String(plan.revision)} />
          <ButtonGroup>
            <ButtonLink href={`/planification/${plan.id}/confirmer`}>Relire et confirmer</ButtonLink>
            <Button kind="tertiary">Abandonner ce plan</Button>
          </ButtonGroup>
        </Form>
      </div>
    </Section>
  );
}
