import type { Place } from './place.js';

/** The steps of the preparation whose days before the sitting a programme sets; named after their usual days. */
export const LADDER_STEPS = ['D-45', 'D-30', 'D-21', 'D-14', 'D-7', 'D-1'] as const;

export type LadderStep = (typeof LADDER_STEPS)[number];

/** Days of the year as `MM-DD`: when the administration closes its accounts (domain, half-yearly cycle, rule 2). */
export interface YearEndClosing {
  /** After it, nothing is paid any more on the year. */
  readonly lastPayment: string;
  /** The first day on which no new order leaves. */
  readonly ordersEnd: string;
  /** The first day, the year after, on which orders leave again. */
  readonly ordersResume: string;
  /** Days from a sitting to the order that follows: the record is signed, then an order takes about a month (rule 7). */
  readonly orderTakesDays: number;
}

/** Who reads what a sponsor answered to the grid: sponsors and those who run the committee; its members; the team as well. */
export const GRID_READERS = ['sponsors', 'members', 'team'] as const;

export type GridReaders = (typeof GRID_READERS)[number];

/** How an incubator runs its committees. */
export interface Programme {
  /** Months between two committees of a product at most. */
  readonly cadenceMonths: number;
  /** Weeks an investigation lasts at most before its closing committee. */
  readonly investigationWeeks: number;
  /** Products operated or transferred keep a yearly committee. */
  readonly yearlyInSustainability: boolean;
  readonly place: Place;
  /** Days before the sitting. */
  readonly ladder: Readonly<Record<LadderStep, number>>;
  /** Minutes of each stage of a product's turn. */
  readonly stages: Readonly<Record<'presentation' | 'questions' | 'deliberation', number>>;
  /** Minutes between two products. */
  readonly breakMinutes: number;
  /** Products that a sitting takes at most. */
  readonly maxProducts: number;
  /** Days before the envelope runs out between which a committee is best held. */
  readonly envelopeWindow: { readonly earliest: number; readonly latest: number };
  readonly closing: YearEndClosing;
  /** Working days given to sign a record. */
  readonly answerWorkingDays: number;
  /** Working days between two steps of the escalation of a late committee. */
  readonly escalationWorkingDays: number;
  readonly gridReaders: GridReaders;
  /** A code by mail is asked for on top of the link when a record is signed. */
  readonly secondFactor: boolean;
  /** The sealed record is attached to the mail that tells of it; else the mail leads to its page. */
  readonly recordAttached: boolean;
  /** What was decided of each product is told to the public: decision and phase, never a name. */
  readonly publishesSummaries: boolean;
  /** And for how much. */
  readonly publishesAmounts: boolean;
}

/** What a programme says until its incubator says otherwise: the white paper, and the template of the committees. */
export const DEFAULT_PROGRAMME: Programme = {
  cadenceMonths: 6,
  investigationWeeks: 9,
  yearlyInSustainability: false,
  place: 'metropole',
  ladder: { 'D-45': 45, 'D-30': 30, 'D-21': 21, 'D-14': 14, 'D-7': 7, 'D-1': 1 },
  stages: { presentation: 15, questions: 15, deliberation: 20 },
  breakMinutes: 10,
  maxProducts: 3,
  envelopeWindow: { earliest: 45, latest: 30 },
  closing: { lastPayment: '11-30', ordersEnd: '12-15', ordersResume: '02-07', orderTakesDays: 30 },
  answerWorkingDays: 10,
  escalationWorkingDays: 5,
  gridReaders: 'members',
  secondFactor: true,
  recordAttached: true,
  publishesSummaries: false,
  publishesAmounts: false,
};

/** Minutes that a product's turn takes. */
export const turnMinutes = ({ stages }: Pick<Programme, 'stages'>): number =>
  stages.presentation + stages.questions + stages.deliberation;
