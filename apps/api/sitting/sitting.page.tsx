import type { ComponentChildren } from 'preact';

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
import { adjournedProducts, hasQuorum } from '#workflows/committee/index.js';

import { Agenda } from './agenda.js';
import { Adjournment, type TypedAdjournment } from './adjournment.form.js';
import { AttendanceForm, type TypedAttendance } from './attendance.form.js';
import { DecisionForm } from './decision.form.js';
import { blankForm, type DecisionForm as DecisionFormValues, formOf } from './decision-form.values.js';
import { DecisionSummary } from './decision-summary.js';
import { LiveNotices } from './clock-face.js';
import { ScreensLinks } from './screens-links.js';
import { Notes } from './sitting-notes.js';
import { rulesOfTheGame } from './sitting.strings.js';
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
  readonly adjournment?: TypedAdjournment;
  readonly adjournmentErrors?: Readonly<Record<string, string>>;
  readonly note?: string;
  readonly noteErrors?: Readonly<Record<string, string>>;
}

/** « Séance »: opened, timed, decided and closed by the incubator's lead. */
export function SittingPage(props: SittingProps & { readonly typed?: SittingTyped }) {
  const { view, csrf, path, typed = {} } = props;
  const common = { view, csrf, path };
  return (
    <>
      <div data-sitting data-stream={`${path}/flux`} data-version={view.board.version}>
        <LiveNotices />
        <noscript>
          <p>
            <a href={path}>Actualiser la page</a> pour voir ce qui a changé.
          </p>
        </noscript>
      </div>
      <Zone name="entree">
        {view.step === 'none' && <NotHeld {...common} />}
        {view.step === 'before' && <Before {...common} />}
      </Zone>
      <Zone name="agenda">
        {(view.step === 'sitting' || view.step === 'after') && <Agenda {...common} />}
        <StageControl {...common} />
      </Zone>
      <Zone name="presents">{view.step === 'sitting' && <Attendance {...common} typed={typed} />}</Zone>
      <Zone name="decider">
        {view.deliberation && <Deciding {...common} deliberation={view.deliberation} typed={typed} />}
      </Zone>
      <Zone name="prises">
        {view.decided.length > 0 && (
          <Section id="decisions" title="Décisions enregistrées">
            {view.decided.map((decided) => (
              <DecisionSummary key={decided.decision.id} {...common} decided={decided} />
            ))}
          </Section>
        )}
      </Zone>
      <Zone name="notees">
        <Notes {...common} typed={typed.note} errors={typed.noteErrors} />
      </Zone>
      <Zone name="renvoyer">
        {view.step === 'sitting' && (
          <Adjournment {...common} typed={typed.adjournment} errors={typed.adjournmentErrors} />
        )}
      </Zone>
      <Zone name="fin">{view.step === 'sitting' && <Closing {...common} />}</Zone>
      <Zone name="liens">{(view.step === 'before' || view.step === 'sitting') && <ScreensLinks {...common} />}</Zone>
    </>
  );
}

/** A part of the page that follows the sitting by itself, unless somebody is filling it in. */
function Zone({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div id={`vif-${name}`} data-live>
      {children}
    </div>
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
  const { view, csrf, path } = props;
  return (
    <>
      <Callout title="Les règles du jeu, à dire au début" level={2}>
        <ol>
          {rulesOfTheGame(view.board.minutes).map((rule) => (
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
  const isFew = attendance !== null && !hasQuorum(attendance);
  const isMissed = attendance !== null && (attendance.absentMandatory.length > 0 || isFew);
  return (
    <Section id="presences" title="Présences">
      {isMissed && (
        <Alert
          severity={attendance.reason ? 'info' : 'warning'}
          title={attendance.reason ? 'La séance se poursuit malgré tout' : 'La délibération ne peut pas s’ouvrir'}
        >
          <p>
            {attendance.absentMandatory.length > 0 &&
              `Manque\u00A0: ${attendance.absentMandatory.map((role) => ROLE_LABELS[role as Role].toLowerCase()).join(', ')}. `}
            {isFew &&
              attendance.quorum &&
              `Quorum\u00A0: ${counted(attendance.quorum.present, 'personne')} sur les ${attendance.quorum.needed} qu’il faut, présentes ou représentées. `}
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
  const putOff = new Set(adjournedProducts(view.committee.context).map(({ productId }) => productId));
  const undecided = view.committee.products.filter(
    ({ id }) => !putOff.has(id) && !view.decided.some((decided) => decided.product.id === id),
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
            {putOff.size > 0 && ' Les produits renvoyés sont convoqués à leur nouvelle date.'}
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
