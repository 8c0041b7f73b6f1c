import { adjusted, ADJUSTMENT_LABELS, type ProcessDefinition } from '../contract/index.js';
import { type RecordContext, recordDeadlines, type RecordEvent, reviewDeadlines } from './case.js';
import { deliberationRecordMachine } from './machine.js';

export {
  ANSWER_WORKING_DAYS,
  type FollowUp,
  type RecordContext,
  type RecordEvent,
  type Signatory,
  SIGN_OFF_CHOICES,
  type SignOffChoice,
} from './case.js';

export const deliberationRecord: ProcessDefinition<typeof deliberationRecordMachine> = {
  name: 'deliberation-record',
  version: 1,
  machine: deliberationRecordMachine,
  labels: {
    process: 'Relevé de décision',
    states: {
      proposed: 'Proposé',
      drafting: 'En rédaction',
      inReview: 'En relecture',
      awaitingSignOff: 'En attente de validation',
      changesRequested: 'Modifications demandées',
      signed: 'Validé, scellement en cours',
      sealed: 'Scellé',
      declined: 'Refusé',
      superseded: 'Remplacé',
    },
    events: {
      'record.opened': 'Relevé ouvert',
      'pdf.issued': 'PDF produit',
      'pdf.failed': 'Échec de production du PDF',
      'record.edited': 'Relevé modifié',
      'review.overdue': 'Relevé en attente de l’incubateur',
      'sign-off.requested': 'Validation demandée',
      'answer.given': 'Réponse d’un sponsor',
      'reminder.due': 'Rappel aux sponsors',
      'answer.overdue': 'Délai de réponse dépassé',
      'record.sealed': 'Relevé scellé',
      'seal.failed': 'Échec du scellement',
      'record.superseded': 'Relevé remplacé',
      ...ADJUSTMENT_LABELS,
    },
  },
  effects: {
    'record.issue': 'documents',
    'record.remind-review': 'mail',
    'sign-off.ask': 'mail',
    'sign-off.remind': 'mail',
    'sign-off.escalate': 'mail',
    'sign-off.report-changes': 'mail',
    'sign-off.report-declined': 'mail',
    'decision.take-effect': 'bookkeeping',
    'record.seal': 'documents',
    'record.deliver': 'mail',
  },
  deadlines: ({ value, context }) => {
    const record = context as unknown as RecordContext;
    if (value === 'awaitingSignOff') return adjusted(recordDeadlines(record), record.adjustments);
    if (value === 'inReview' || value === 'changesRequested')
      return adjusted(reviewDeadlines(record), record.adjustments);
    return [];
  },
  refusals: {
    NO_REQUIRED_SIGNATORY: 'La validation demande au moins un signataire requis, et une seule fois chaque personne.',
    SIGN_OFF_CLOSED: 'Ce relevé n’attend plus de réponse.',
    ALREADY_ANSWERED: 'Une réponse a déjà été donnée avec ce lien.',
    SIGN_OFF_REPLACED: 'Ce lien porte sur une demande de validation qui a été remplacée.',
  },
  refusal: ({ value, context }, event) => {
    if (event.type === 'sign-off.requested' && value === 'inReview') return 'NO_REQUIRED_SIGNATORY';
    if (event.type !== 'answer.given') return undefined;
    if (value !== 'awaitingSignOff') return 'SIGN_OFF_CLOSED';
    const { signatoryId } = event as Extract<RecordEvent, { type: 'answer.given' }>;
    const { signatories } = context as unknown as RecordContext;
    const asked = signatories.some((signatory) => signatory.signatoryId === signatoryId);
    return asked ? 'ALREADY_ANSWERED' : 'SIGN_OFF_REPLACED';
  },
  undoable: {
    // Withdrawn from its signatories, those who approved included: they are to be asked again, with other links.
    'sign-off.requested': {
      over: ['answer.given', 'reminder.due', 'answer.overdue', 'deadline.moved', 'deadline.stopped'],
      byFeature: true,
    },
    'deadline.moved': {},
    'deadline.stopped': {},
  },
  migrations: {},
};
