import { adjusted, ADJUSTMENT_LABELS, type Deadline, type ProcessDefinition } from '../contract/index.js';
import type { CommitteeContext } from './case.js';
import { endsAt } from './clock.js';
import { committeeMachine } from './machine.js';
import { fromVersion1 } from './migrations.js';
import { rungDeadlines } from './rungs.js';
import { hasQuorum, mayDeliberate } from './sitting.js';

export type { CommitteeContext, CommitteeEvent, CommitteeProduct, Quorum, TeamPlace } from './case.js';
export * from './clock.js';
export { adjournedProducts, afterClockEvent, hasQuorum } from './sitting.js';
export { RUNGS, rungAt, rungOn, type Rung } from './rungs.js';

/** The time of a stage runs out by itself: that is no reason to keep what was done by mistake just before. */
const timed = { over: ['stage.overran'] } as const;

export const committee: ProcessDefinition<typeof committeeMachine> = {
  name: 'committee',
  version: 2,
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
      'stage.skipped': 'Étape passée',
      'stage.overran': 'Temps de l’étape écoulé',
      'clock.paused': 'Chronomètre suspendu',
      'clock.resumed': 'Chronomètre repris',
      'clock.extended': 'Étape prolongée',
      'team.placed': 'Place de l’équipe notée',
      'product.adjourned': 'Produit renvoyé à une autre date',
      'sitting.adjourned': 'Séance ajournée à une autre date',
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
    'notes.erase': 'bookkeeping',
  },
  deadlines: ({ value, context }): readonly Deadline[] => {
    const { startsAt, rungs, adjustments, clock } = context as unknown as CommitteeContext;
    if (clock !== null && clock.pausedAt === null && !clock.overran)
      return [{ key: 'overrun', dueAt: endsAt(clock), event: { type: 'stage.overran' } }];
    if (value !== 'convened' && value !== 'preparing') return [];
    return adjusted(rungDeadlines(startsAt, rungs), adjustments);
  },
  refusals: {
    SITTING_WITHOUT_DECISION:
      'La séance ne peut pas être levée\u00A0: chaque produit doit recevoir une décision, ou être renvoyé à une nouvelle date.',
    ATTENDANCE_NOT_RECORDED: 'Relevez les présences avant d’ouvrir la délibération.',
    MANDATORY_MEMBER_ABSENT:
      'Une personne dont la présence est requise manque\u00A0: indiquez pourquoi la séance se poursuit sans elle.',
    QUORUM_NOT_MET:
      'Trop peu de personnes sont présentes ou représentées\u00A0: indiquez pourquoi la séance se poursuit malgré tout.',
    CLOCK_ALREADY_SO: 'Le chronomètre est déjà dans cet état\u00A0: quelqu’un vient sans doute de le changer.',
    PRODUCT_ALREADY_DECIDED:
      'Une décision est enregistrée sur ce produit\u00A0: il ne se renvoie plus à une autre date.',
    SITTING_HAS_DECIDED:
      'Une décision est déjà enregistrée\u00A0: renvoyez les autres produits un à un, puis levez la séance.',
  },
  refusal: ({ value, context }, event) => {
    if (typeof value !== 'object') return undefined;
    const committee = context as unknown as CommitteeContext;
    const { products, attendance } = committee;
    switch (event.type) {
      case 'sitting.closed':
        return 'SITTING_WITHOUT_DECISION';
      case 'clock.paused':
      case 'clock.resumed':
        return committee.clock === null ? undefined : 'CLOCK_ALREADY_SO';
      case 'product.adjourned': {
        const { productId } = event as { productId?: unknown };
        const known = products.find((product) => product.productId === productId);
        return known && known.decision !== null ? 'PRODUCT_ALREADY_DECIDED' : undefined;
      }
      case 'sitting.adjourned':
        return products.some(({ decision }) => decision !== null) ? 'SITTING_HAS_DECIDED' : undefined;
      case 'deliberation.opened':
      case 'stage.skipped':
        if (attendance === null) return 'ATTENDANCE_NOT_RECORDED';
        if (mayDeliberate(committee)) return undefined;
        return hasQuorum(attendance) ? 'MANDATORY_MEMBER_ABSENT' : 'QUORUM_NOT_MET';
      default:
        return undefined;
    }
  },
  undoable: {
    // An invitation that has left is answered by a cancellation, which people receive, not by silence.
    'committee.convened': { unlessDone: ['invitations.send'] },
    'committee.postponed': { byFeature: true },
    'committee.cancelled': { byFeature: true },
    'sitting.opened': timed,
    'attendance.recorded': { byFeature: true, ...timed },
    'product.called': timed,
    'questions.opened': timed,
    'deliberation.opened': timed,
    'stage.skipped': timed,
    'clock.extended': timed,
    'product.adjourned': timed,
    'decision.recorded': { byFeature: true, ...timed },
    'sitting.closed': { byFeature: true },
    'deadline.moved': {},
    'deadline.stopped': {},
  },
  migrations: { 1: fromVersion1 },
};
