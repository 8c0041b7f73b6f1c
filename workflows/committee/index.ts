import { adjusted, ADJUSTMENT_LABELS, type Deadline, type ProcessDefinition } from '../contract/index.js';
import type { CommitteeContext } from './case.js';
import { committeeMachine } from './machine.js';
import { rungDeadlines } from './rungs.js';

export type { CommitteeContext, CommitteeEvent, CommitteeProduct } from './case.js';
export { RUNGS, rungAt, rungOn, type Rung } from './rungs.js';

export const committee: ProcessDefinition<typeof committeeMachine> = {
  name: 'committee',
  version: 1,
  machine: committeeMachine,
  labels: {
    process: 'Comité d’investissement',
    states: {
      proposed: 'Proposé',
      planned: 'Planifié',
      convened: 'Convoqué',
      preparing: 'En préparation',
      'sitting.presentation': 'Séance : présentation',
      'sitting.questions': 'Séance : questions',
      'sitting.deliberation': 'Séance : délibération',
      decided: 'Décidé, relevés en cours',
      closed: 'Clos',
      postponed: 'Reporté',
      cancelled: 'Annulé',
    },
    events: {
      'committee.planned': 'Comité planifié',
      'committee.convened': 'Comité convoqué',
      'committee.moved': 'Comité déplacé',
      'committee.postponed': 'Comité reporté',
      'committee.cancelled': 'Comité annulé',
      'members.changed': 'Composition modifiée',
      'preparation.opened': 'Préparation ouverte',
      'rung.reached': 'Rappel de préparation',
      'dossier.submitted': 'Dossier déposé',
      'sitting.opened': 'Séance ouverte',
      'attendance.recorded': 'Présences relevées',
      'product.called': 'Produit appelé',
      'questions.opened': 'Questions ouvertes',
      'deliberation.opened': 'Délibération ouverte',
      'decision.recorded': 'Décision enregistrée',
      'sitting.closed': 'Séance levée',
      'record.settled': 'Relevé abouti',
      ...ADJUSTMENT_LABELS,
    },
  },
  effects: {
    'invitations.send': 'mail',
    'cancellations.send': 'mail',
    'dossiers.open': 'bookkeeping',
    'reminder.send': 'mail',
    'operations.notify': 'mail',
    'records.open': 'bookkeeping',
  },
  deadlines: ({ value, context }): readonly Deadline[] => {
    if (value !== 'convened' && value !== 'preparing') return [];
    const { startsAt, rungs, adjustments } = context as unknown as CommitteeContext;
    return adjusted(rungDeadlines(startsAt, rungs), adjustments);
  },
  refusals: {
    SITTING_WITHOUT_DECISION: 'La séance ne peut pas être levée\u00A0: chaque produit doit recevoir une décision.',
    ATTENDANCE_NOT_RECORDED: 'Relevez les présences avant d’ouvrir la délibération.',
    MANDATORY_MEMBER_ABSENT:
      'Une personne dont la présence est requise manque\u00A0: indiquez pourquoi la séance se poursuit sans elle.',
  },
  refusal: ({ value, context }, event) => {
    if (typeof value !== 'object') return undefined;
    const { products, attendance } = context as unknown as CommitteeContext;
    if (event.type === 'sitting.closed' && products.some((product) => product.decision === null))
      return 'SITTING_WITHOUT_DECISION';
    if (event.type !== 'deliberation.opened') return undefined;
    if (attendance === null) return 'ATTENDANCE_NOT_RECORDED';
    return attendance.absentMandatory.length > 0 ? 'MANDATORY_MEMBER_ABSENT' : undefined;
  },
  undoable: {
    // An invitation that has left is answered by a cancellation, which people receive, not by silence.
    'committee.convened': { unlessDone: ['invitations.send'] },
    'committee.postponed': { byFeature: true },
    'committee.cancelled': { byFeature: true },
    'sitting.opened': {},
    'attendance.recorded': { byFeature: true },
    'product.called': {},
    'questions.opened': {},
    'deliberation.opened': {},
    'decision.recorded': { byFeature: true },
    'sitting.closed': { byFeature: true },
    'deadline.moved': {},
    'deadline.stopped': {},
  },
  migrations: {},
};
