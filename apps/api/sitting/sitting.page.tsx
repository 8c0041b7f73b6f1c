import { ROLE_LABELS, type Role } from '#libs/identity/index.js';
import { counted, newId } from '#libs/kernel/index.js';
import {
  Accordion,
  Alert,
  Button,
  ButtonLink,
  Callout,
  EmptyState,
  Form,
  HiddenField,
  Section,
} from '#libs/ui/index.js';

import { Agenda } from './agenda.js';
import { AttendanceForm, type TypedAttendance } from './attendance.form.js';
import { DecisionForm } from './decision.form.js';
import { blankForm, type DecisionForm as DecisionFormValues, formOf } from './decision-form.values.js';
import { DecisionSummary } from './decision-summary.js';
import { RULES_OF_THE_GAME } from './sitting.strings.js';
import type { Deliberation, SittingView } from './sitting-view.js';
import { StageControl } from './stage-control.js';

/** What every part of the page is given. */
export interface SittingProps {
  readonly view: SittingView;
  readonly csrf: string;
  /** `/comites/<id>/seance` */
  readonly path: string;
}

/** What a refused form shows again. */
export interface SittingTyped {
  readonly decision?: DecisionFormValues;
  readonly decisionErrors?: Readonly<Record<string, string>>;
  readonly attendance?: TypedAttendance;
  readonly attendanceErrors?: Readonly<Record<string, string>>;
}

/** « Séance »: opened, timed, decided and closed by the incubator's lead. */
export function SittingPage(props: SittingProps & { readonly typed?: SittingTyped }) {
  const { view, csrf, path, typed = {} } = props;
  const common = { view, csrf, path };
  if (view.step === 'none') return <NotHeld {...common} />;
  if (view.step === 'before') return <Before {...common} />;
  return (
    <>
      <Agenda {...common} />
      <StageControl {...common} />
      {view.step === 'sitting' && <Attendance {...common} typed={typed} />}
      {view.deliberation && <Deciding {...common} deliberation={view.deliberation} typed={typed} />}
      {view.decided.length > 0 && (
        <Section id="decisions" title="Décisions enregistrées">
          {view.decided.map((decided) => (
            <DecisionSummary key={decided.decision.id} {...common} decided={decided} />
          ))}
        </Section>
      )}
      {view.step === 'sitting' && <Closing {...common} />}
    </>
  );
}

function NotHeld({ view }: SittingProps) {
  return (
    <EmptyState
      title="La séance ne peut pas s’ouvrir"
      level={2}
      action={<ButtonLink href={`/comites/${view.committee.id}`}>Voir le comité</ButtonLink>}
    >
      {view.committee.state === 'planned'
        ? 'Le comité n’est pas encore convoqué. Convoquez-le avant d’ouvrir la séance.'
        : 'Le comité est reporté ou annulé.'}
    </EmptyState>
  );
}

function Before(props: SittingProps) {
  const { csrf, path } = props;
  return (
    <>
      <Callout title="Les règles du jeu, à dire au début" level={2}>
        <ol>
          {RULES_OF_THE_GAME.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ol>
      </Callout>
      <Agenda {...props} />
      <Form action={`${path}/ouverture`} csrf={csrf}>
        <HiddenField name="idempotencyKey" value={newId()} />
        <Button size="lg">Ouvrir la séance</Button>
      </Form>
    </>
  );
}

function Attendance(props: SittingProps & { readonly typed: SittingTyped }) {
  const { view, typed } = props;
  const { members, context } = view.committee;
  const { attendance } = context;
  const counts = (
    [
      ['present', 'présent·e'],
      ['represented', 'représenté·e'],
      ['absent', 'absent·e'],
    ] as const
  ).map(([state, word]) => ({ word, count: members.filter((member) => member.attendance === state).length }));
  const isMissed = attendance !== null && attendance.absentMandatory.length > 0;
  return (
    <Section id="presences" title="Présences">
      {isMissed && (
        <Alert
          severity={attendance.reason ? 'info' : 'warning'}
          title={attendance.reason ? 'La séance se poursuit malgré une absence' : 'Une présence requise manque'}
        >
          <p>
            {`Manque\u00A0: ${attendance.absentMandatory.map((role) => ROLE_LABELS[role as Role].toLowerCase()).join(', ')}. `}
            {attendance.reason ??
              'Indiquez pourquoi la séance se poursuit\u00A0: la délibération ne s’ouvre pas sans motif.'}
          </p>
        </Alert>
      )}
      <Accordion
        title={
          attendance === null
            ? 'Relever les présences'
            : counts.flatMap(({ word, count }) => (count > 0 ? counted(count, word) : [])).join(', ')
        }
        open={attendance === null || typed.attendanceErrors !== undefined || (isMissed && !attendance.reason)}
      >
        <AttendanceForm {...props} typed={typed.attendance} errors={typed.attendanceErrors} />
      </Accordion>
    </Section>
  );
}

function Deciding(props: SittingProps & { readonly deliberation: Deliberation; readonly typed: SittingTyped }) {
  const { view, csrf, path, deliberation, typed } = props;
  const { product } = deliberation;
  const recorded = view.decided.find((decided) => decided.product.id === product.id)?.decision;
  const form = recorded ? formOf(recorded, deliberation) : blankForm(deliberation);
  return (
    <Section
      id="decision"
      title={`Décision sur ${product.name}`}
      lead="Tout tient sur cette page. Rien n’est définitif avant que la séance soit levée."
    >
      <DecisionForm
        view={view}
        csrf={csrf}
        path={path}
        deliberation={deliberation}
        form={typed.decision ?? form}
        errors={typed.decisionErrors ?? {}}
      />
    </Section>
  );
}

function Closing({ view, csrf, path }: SittingProps) {
  const undecided = view.committee.products.filter(
    ({ id }) => !view.decided.some((decided) => decided.product.id === id),
  );
  return (
    <Section id="lever" title="Lever la séance">
      {undecided.length > 0 ? (
        <Alert severity="info" title="La séance ne se lève pas sans décision">
          <p>{`Il manque une décision sur\u00A0: ${undecided.map(({ name }) => name).join(', ')}.`}</p>
        </Alert>
      ) : (
        <>
          <p>
            À la levée, les opérations reçoivent ce qui est à commander et les relevés de décision s’ouvrent. Les
            décisions ne se corrigent plus ici.
          </p>
          <Form action={`${path}/cloture`} csrf={csrf}>
            <HiddenField name="idempotencyKey" value={newId()} />
            <Button>Lever la séance</Button>
          </Form>
        </>
      )}
    </Section>
  );
}
