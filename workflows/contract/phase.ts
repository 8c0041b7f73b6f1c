/** The states a product's lifecycle can stand in, as stored and shown everywhere. */
export const LIFECYCLE_STATES = [
  'proposed',
  'investigation',
  'construction',
  'acceleration',
  'sustainability.consolidation',
  'sustainability.operated',
  'sustainability.transferred',
  'safeguard',
  'stopped.inconclusive',
  'stopped.abandoned',
  'stopped.dormant',
] as const;

export type LifecycleState = (typeof LIFECYCLE_STATES)[number];

export const LIFECYCLE_LABELS: Readonly<Record<LifecycleState, string>> = {
  proposed: 'Sans phase connue',
  investigation: 'Investigation',
  construction: 'Construction',
  acceleration: 'Accélération',
  'sustainability.consolidation': 'Consolidation',
  'sustainability.operated': 'Opéré',
  'sustainability.transferred': 'Transféré',
  safeguard: 'Sauvegarde',
  'stopped.inconclusive': 'Investigation non concluante',
  'stopped.abandoned': 'Arrêté',
  'stopped.dormant': 'En dormance',
};

/** Phases in which a committee is owed every six months (domain: of 662 products, 230 are in an active phase). */
export const ACTIVE_STATES: ReadonlySet<LifecycleState> = new Set([
  'investigation',
  'construction',
  'acceleration',
  'sustainability.consolidation',
  'safeguard',
]);

/** What a decision does to the phase: stay where the product is, or where it goes (domain, cycle rule 6). */
export const PHASE_DECISIONS = [
  'stay',
  'construction',
  'acceleration',
  'sustainability.consolidation',
  'sustainability.operated',
  'sustainability.transferred',
  'safeguard',
  'stopped.inconclusive',
  'stopped.abandoned',
  'stopped.dormant',
] as const;

export type PhaseDecision = (typeof PHASE_DECISIONS)[number];

/** Where a decision may take a product from each state; everything else is refused when the decision is recorded. */
export const PHASE_MOVES: Readonly<Record<LifecycleState, readonly PhaseDecision[]>> = {
  proposed: [],
  investigation: ['stay', 'construction', 'stopped.inconclusive'],
  construction: [
    'stay',
    'acceleration',
    'sustainability.consolidation',
    'safeguard',
    'stopped.abandoned',
    'stopped.dormant',
  ],
  acceleration: ['stay', 'sustainability.consolidation', 'safeguard', 'stopped.abandoned', 'stopped.dormant'],
  'sustainability.consolidation': [
    'stay',
    'sustainability.operated',
    'sustainability.transferred',
    'safeguard',
    'stopped.abandoned',
    'stopped.dormant',
  ],
  'sustainability.operated': ['stay', 'sustainability.transferred', 'stopped.abandoned', 'stopped.dormant'],
  'sustainability.transferred': ['stay'],
  safeguard: [
    'stay',
    'construction',
    'acceleration',
    'sustainability.consolidation',
    'stopped.abandoned',
    'stopped.dormant',
  ],
  'stopped.inconclusive': [],
  'stopped.abandoned': [],
  'stopped.dormant': [],
};

/** What a decision does to the means (domain, cycle rule 6). */
export const MEANS_DECISIONS = ['same', 'more', 'less', 'provisional', 'maintenance', 'pivot', 'stop'] as const;

export type MeansDecision = (typeof MEANS_DECISIONS)[number];

export const MEANS_LABELS: Readonly<Record<MeansDecision, string>> = {
  same: 'Poursuite avec le même budget',
  more: 'Poursuite avec un budget plus important',
  less: 'Poursuite avec un budget réduit',
  provisional: 'Budget provisoire, dans l’attente de preuves',
  maintenance: 'Mise en maintenance',
  pivot: 'Pivot',
  stop: 'Arrêt',
};
