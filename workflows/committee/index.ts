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
  refusal: ({ value, context }, event) => {
    if (typeof value !== 'object') return undefined;
    const { products, attendance } = context as unknown as CommitteeContext;
    if (event.type === 'sitting.closed' && products.some((product) => product.decision === null))
      return {
        code: 'SITTING_WITHOUT_DECISION',
        message: 'La séance ne peut pas être levée : chaque produit doit recevoir une décision.',
      };
    if (event.type === 'deliberation.opened' && attendance === null)
      return {
        code: 'ATTENDANCE_NOT_RECORDED',
        message: 'Relevez les présences avant d’ouvrir la délibération.',
      };
    if (event.type === 'deliberation.opened' && (attendance?.absentMandatory.length ?? 0) > 0)
      return {
        code: 'MANDATORY_MEMBER_ABSENT',
        message:
          'Une personne dont la présence est requise manque : indiquez pourquoi la séance se poursuit sans elle.',
      };
    return undefined;
  },
  migrations: {},
};
