import { agenda, type CommitteeView, frenchDuration, frenchTime } from '#libs/committees/index.js';
import { type Completeness, dossierDueOn, progressKey } from '#libs/dossiers/index.js';
import { counted } from '#libs/kernel/index.js';
import {
  Alert,
  Badge,
  DataTable,
  DateTimeText,
  KeyFacts,
  PhaseBadge,
  type PhaseKind,
  Section,
  Stepper,
} from '#libs/ui/index.js';
import { LIFECYCLE_LABELS } from '#workflows/contract/index.js';

import { CommitteeActions, Convene } from './committee-actions.parts.js';
import { CommitteeAlerts } from './committee-alerts.parts.js';
import { Checklist } from './committee-checklist.parts.js';
import { Members } from './committee-members.parts.js';
import type { CommitteePageView } from './committee-page.view.js';
import { STRINGS } from './committee.strings.js';

export function CommitteePage(view: CommitteePageView) {
  const { committee, refused } = view;
  return (
    <>
      {refused && (
        <Alert severity="error" title={STRINGS.refused} level={2} live>
          <p>{[refused.message, ...Object.values(refused.errors)].join(' ')}</p>
        </Alert>
      )}
      <Progression committee={committee} />
      <CommitteeAlerts view={view} />
      <Facts committee={committee} />
      <Convene view={view} />
      <Agenda view={view} />
      <Members view={view} />
      {committee.state !== 'cancelled' && <Checklist view={view} />}
      {view.manages && <CommitteeActions view={view} />}
    </>
  );
}

const STEPS = ['Planifié', 'Convoqué', 'En préparation', 'Séance', 'Relevés', 'Clos'] as const;
const STEP_OF: Readonly<Record<string, number>> = {
  planned: 1,
  convened: 2,
  preparing: 3,
  sitting: 4,
  decided: 5,
  closed: 6,
};

function Progression({ committee: { state } }: { readonly committee: CommitteeView }) {
  if (state === 'cancelled') return <Alert severity="error">Ce comité est annulé. Le journal en garde le motif.</Alert>;
  if (state === 'postponed')
    return (
      <Alert severity="warning">
        Ce comité est reporté et n’a plus de date. Fixez-en une nouvelle pour envoyer les convocations.
      </Alert>
    );
  const current = STEP_OF[state.split('.')[0] ?? ''] ?? 1;
  return <Stepper title={STEPS[current - 1] ?? ''} current={current} total={STEPS.length} next={STEPS[current]} />;
}

function Facts({ committee }: { readonly committee: CommitteeView }) {
  const { startsAt, durationMinutes, place, videoUrl, incubatorName, members } = committee;
  const lead = members.find(({ holds }) => holds.some(({ role }) => role === 'incubator-lead'));
  return (
    <KeyFacts
      facts={[
        { term: 'Date', value: <DateTimeText instant={startsAt} />, note: frenchDuration(durationMinutes) },
        { term: 'Lieu', value: place ?? 'À distance' },
        ...(videoUrl === null ? [] : [{ term: 'Visioconférence', value: <a href={videoUrl}>Rejoindre</a> }]),
        { term: 'Incubateur', value: incubatorName },
        ...(lead ? [{ term: 'Animation', value: lead.person.name }] : []),
      ]}
    />
  );
}

/** A phase's kind is the first word of its path. */
const phaseKind = (phase: string): PhaseKind | undefined => {
  const [kind = ''] = phase.split('.');
  return kind === 'proposed' ? undefined : (kind as PhaseKind);
};

function Agenda({ view: { committee, progress, today } }: { readonly view: CommitteePageView }) {
  const rows = agenda(committee).map((item) => ({
    ...item,
    phase: committee.products.find(({ id }) => id === item.productId)?.phase ?? 'proposed',
    dossier: committee.context.products.find(({ productId }) => productId === item.productId)?.dossier,
  }));
  const opened = committee.context.rungs['D-21'] === 'done';
  return (
    <Section id="ordre-du-jour" title="Ordre du jour">
      <DataTable
        caption="Produits examinés"
        captionHidden
        rows={rows}
        rowKey={({ productId }) => productId}
        columns={[
          {
            key: 'time',
            header: 'Horaire',
            nowrap: true,
            cell: ({ startsAt, endsAt }) => `${frenchTime(startsAt)} – ${frenchTime(endsAt)}`,
          },
          {
            key: 'product',
            header: 'Produit',
            rowHeader: true,
            cell: ({ productId, name }) => <a href={`/produits/${productId}`}>{name}</a>,
          },
          {
            key: 'phase',
            header: 'Phase',
            cell: ({ phase }) => {
              const kind = phaseKind(phase);
              return kind ? <PhaseBadge phase={kind}>{LIFECYCLE_LABELS[phase]}</PhaseBadge> : LIFECYCLE_LABELS[phase];
            },
          },
          {
            key: 'dossier',
            header: 'Dossier',
            cell: ({ productId, dossier }) => (
              <Dossier
                opened={opened}
                submitted={dossier === 'submitted'}
                isLate={dossierDueOn(committee.context) < today}
                progress={progress.get(progressKey(committee.id, productId))}
                href={dossierPath(committee.id, productId)}
              />
            ),
          },
        ]}
      />
    </Section>
  );
}

const dossierPath = (committeeId: string, productId: string): string => `/comites/${committeeId}/dossiers/${productId}`;

function Dossier(props: {
  readonly opened: boolean;
  readonly submitted: boolean;
  readonly isLate: boolean;
  /** For those who run the committee. */
  readonly progress: Completeness | undefined;
  readonly href: string;
}) {
  const { progress } = props;
  const isMissing = !props.submitted && props.isLate;
  if (!props.opened) return <Badge size="sm">Pas encore ouvert</Badge>;
  return (
    <>
      <Badge severity={props.submitted ? 'success' : isMissing ? 'error' : 'info'} size="sm">
        {props.submitted ? 'Déposé' : isMissing ? 'En retard' : 'En préparation'}
      </Badge>{' '}
      <a href={props.href}>Ouvrir le dossier</a>
      {progress && progress.done < progress.total && (
        <span class="fr-hint-text">{`${counted(progress.done, 'partie remplie', 'parties remplies')} sur ${progress.total}`}</span>
      )}
    </>
  );
}
