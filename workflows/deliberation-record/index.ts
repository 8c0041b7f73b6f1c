import { adjusted, ADJUSTMENT_LABELS, type ProcessDefinition } from '../contract/index.js';
import { type RecordContext, recordDeadlines, type RecordEvent, reviewDeadlines } from './case.js';
import { deliberationRecordMachine } from './machine.js';
import { fromVersion1 } from './migrations.js';
import { mayAnswer } from './signing.js';

export {
  ANSWER_WORKING_DAYS,
  type Delegation,
  type FollowUp,
  type FormerSignatory,
  type RecordContext,
  type RecordEvent,
  type Replacement,
  type Signatory,
  SIGN_OFF_CHOICES,
  type SignOffChoice,
  type SigningRules,
} from './case.js';
export { answerBy, answererOf, awaitedSignatories, mayAnswer, neededApprovals } from './signing.js';

export const deliberationRecord: ProcessDefinition<typeof deliberationRecordMachine> = {
  name: 'deliberation-record',
  version: 2,
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
      abandoned: 'Abandonné',
    },
    events: {
      'record.opened': 'Relevé ouvert',
      'pdf.issued': 'PDF produit',
      'pdf.failed': 'Échec de production du PDF',
      'record.edited': 'Relevé modifié',
      'review.overdue': 'Relevé en attente de l’incubateur',
      'sign-off.requested': 'Validation demandée',
      'answer.given': 'Réponse d’un sponsor',
      'signature.delegated': 'Signature déléguée',
      'signatory.replaced': 'Signataire remplacé',
      'reminder.due': 'Rappel aux sponsors',
      'answer.overdue': 'Délai de réponse dépassé',
      'record.sealed': 'Relevé scellé',
      'seal.failed': 'Échec du scellement',
      'record.superseded': 'Relevé remplacé',
      'record.abandoned': 'Rectification abandonnée',
      ...ADJUSTMENT_LABELS,
    },
  },
  effects: {
    'record.issue': 'documents',
    'record.remind-review': 'mail',
    'sign-off.ask': 'mail',
    'sign-off.remind': 'mail',
    'sign-off.escalate': 'mail',
    'sign-off.report-delegated': 'mail',
    'sign-off.report-replaced': 'mail',
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
    NO_REQUIRED_SIGNATORY:
      'La validation demande au moins un signataire requis, et une seule fois chaque personne, et un quorum et un délai qui puissent être tenus.',
    SIGN_OFF_CLOSED: 'Ce relevé n’attend plus de réponse.',
    ALREADY_ANSWERED: 'Une réponse a déjà été donnée avec ce lien.',
    NOT_YOUR_TURN:
      'Ce n’est pas encore à vous\u00A0: les signataires répondent dans l’ordre, et une réponse est attendue avant la vôtre.',
    DELEGATION_REFUSED:
      'Cette délégation n’est pas possible\u00A0: indiquez un motif, et une personne par qui cette signature n’est pas déjà passée.',
    REPLACEMENT_REFUSED:
      'Ce remplacement n’est pas possible\u00A0: indiquez un motif, et une personne qui ne signe pas déjà ce relevé. Qui a répondu ne se remplace plus.',
    SIGN_OFF_REPLACED: 'Ce lien porte sur une demande de validation qui a été remplacée.',
  },
  refusal: ({ value, context }, event) => {
    if (event.type === 'sign-off.requested' && value === 'inReview') return 'NO_REQUIRED_SIGNATORY';
    if (!isAboutAPlace(event)) return undefined;
    if (value !== 'awaitingSignOff') return 'SIGN_OFF_CLOSED';
    const record = context as unknown as RecordContext;
    const place = record.signatories.find((one) => one.signatoryId === event.signatoryId);
    if (!place) return 'SIGN_OFF_REPLACED';
    if (event.type === 'signatory.replaced') return 'REPLACEMENT_REFUSED';
    if (place.answer !== null) return 'ALREADY_ANSWERED';
    if (!mayAnswer(record, event.signatoryId)) return 'NOT_YOUR_TURN';
    return 'DELEGATION_REFUSED';
  },
  undoable: {
    // Withdrawn from its signatories, those who approved included: they are to be asked again, with other links.
    'sign-off.requested': {
      over: [
        'answer.given',
        'signature.delegated',
        'signatory.replaced',
        'reminder.due',
        'answer.overdue',
        'deadline.moved',
        'deadline.stopped',
      ],
      byFeature: true,
    },
    'deadline.moved': {},
    'deadline.stopped': {},
  },
  migrations: { 1: fromVersion1 },
};

type AboutAPlace = Extract<RecordEvent, { readonly signatoryId: string }>;

function isAboutAPlace(event: { readonly type: string }): event is AboutAPlace {
  return ['answer.given', 'signature.delegated', 'signatory.replaced'].includes(event.type);
}
