import type { CalendarDate } from '#libs/kernel/index.js';
import type { LifecycleState, MeansDecision, PhaseDecision } from '#workflows/contract/index.js';
import type { SignOffChoice } from '#workflows/deliberation-record/index.js';

/** How somebody deals with what Jalon asks of them. */
export interface Profile {
  /** How often one mail makes them act. */
  readonly heeds: number;
  /** Days from the mail to the act, as a median. */
  readonly delay: number;
  /** How often, in a month, they look at the dashboard by themselves and deal with what it shows. */
  readonly looks: number;
}

export const PROFILE_NAMES = ['prompt', 'average', 'slow', 'forgetful'] as const;

export type ProfileName = (typeof PROFILE_NAMES)[number];

/**
 * What people do when nothing reminds them: how many never hold a committee, and the days past six months of those who do.
 * Negative when early.
 */
export interface Habits {
  readonly never: number;
  readonly lateness: readonly number[];
}

/**
 * All that is assumed of people. Sources and assumptions are told apart in docs/guide/simuler.md, which a change here
 * must be carried to.
 */
export interface SimulationModel {
  readonly profiles: Readonly<Record<ProfileName, Profile>>;
  /** How often each profile is met. */
  readonly mix: Readonly<Record<ProfileName, number>>;
  readonly habits: Habits;
  /** How often a lead goes through the dashboard when Jalon comes in, and within how many days. */
  readonly adoption: { readonly rate: number; readonly days: number };
  readonly planning: {
    /** Days left before the day a committee must not pass, when there is a choice. */
    readonly margin: readonly [number, number];
    /** Days of notice that members are given at least. */
    readonly notice: readonly [number, number];
    /** How often several products that are due share a sitting. */
    readonly grouped: number;
    readonly moved: number;
    readonly postponed: number;
    readonly cancelled: number;
    /** How often a sitting is put off for want of a dossier. */
    readonly putOff: number;
    readonly sittingsAWeek: number;
  };
  readonly sitting: { readonly absent: number; readonly corrected: number; readonly closedTooSoon: number };
  readonly record: { readonly edited: number; readonly pressFails: number; readonly sealFails: number };
  readonly answers: Readonly<Record<SignOffChoice, number>>;
  /** How often a call of the lead gets an answer out of a silent sponsor, week after week. */
  readonly called: number;
  /** How often the same form is sent twice. */
  readonly doubleClick: number;
  readonly means: Readonly<Record<MeansDecision, number>>;
  /** How often an investigation ends there, at its closing committee. */
  readonly inconclusive: number;
  /** Where a product that goes on goes to, once it has been long enough (days) in its phase. */
  readonly moves: Readonly<
    Partial<
      Record<LifecycleState, { readonly after: number; readonly to: Readonly<Partial<Record<PhaseDecision, number>>> }>
    >
  >;
  /** How often a new product takes the place of one that ended; how often what stopped is taken up again. */
  readonly launched: number;
  readonly resumed: number;
}

export const MODEL: SimulationModel = {
  profiles: {
    prompt: { heeds: 0.97, delay: 2, looks: 0.9 },
    average: { heeds: 0.9, delay: 5, looks: 0.6 },
    slow: { heeds: 0.8, delay: 10, looks: 0.4 },
    forgetful: { heeds: 0.6, delay: 14, looks: 0.2 },
  },
  mix: { prompt: 0.25, average: 0.45, slow: 0.2, forgetful: 0.1 },
  habits: { never: 0.64, lateness: [-60, -30, -20, -10, 0, 7, 15, 25, 40, 55, 90, 170] },
  adoption: { rate: 1, days: 20 },
  planning: {
    margin: [5, 14],
    notice: [21, 42],
    grouped: 0.35,
    moved: 0.12,
    postponed: 0.04,
    cancelled: 0.02,
    putOff: 0.35,
    sittingsAWeek: 2,
  },
  sitting: { absent: 0.1, corrected: 0.05, closedTooSoon: 0.03 },
  record: { edited: 0.15, pressFails: 0.01, sealFails: 0.01 },
  answers: { approve: 0.78, 'approve-with-reservations': 0.12, 'request-changes': 0.06, decline: 0.04 },
  called: 0.6,
  doubleClick: 0.03,
  means: { same: 0.52, more: 0.18, less: 0.09, provisional: 0.07, pivot: 0.05, stop: 0.06, maintenance: 0.03 },
  inconclusive: 0.38,
  moves: {
    construction: { after: 270, to: { acceleration: 0.35, 'sustainability.consolidation': 0.05 } },
    acceleration: { after: 330, to: { 'sustainability.consolidation': 0.35 } },
    'sustainability.consolidation': {
      after: 150,
      to: { 'sustainability.transferred': 0.4, 'sustainability.operated': 0.1 },
    },
    safeguard: { after: 90, to: { construction: 0.2, acceleration: 0.3 } },
  },
  launched: 0.6,
  resumed: 0.08,
};

const everybody = (profile: Profile): SimulationModel['profiles'] => ({
  prompt: profile,
  average: profile,
  slow: profile,
  forgetful: profile,
});

/** The same people, all of whom act upon that share of their mails. */
export function heeding(model: SimulationModel, heeds: number): SimulationModel {
  const profiles = Object.fromEntries(
    PROFILE_NAMES.map((name) => [name, { ...model.profiles[name], heeds }] as const),
  ) as Record<ProfileName, Profile>;
  return { ...model, profiles };
}

/** Nobody is ever late, absent or against: what the engine alone makes of a portfolio. */
export const DILIGENT: SimulationModel = {
  ...MODEL,
  profiles: everybody({ heeds: 1, delay: 0, looks: 1 }),
  adoption: { rate: 1, days: 1 },
  planning: {
    ...MODEL.planning,
    margin: [0, 7],
    notice: [14, 14],
    moved: 0,
    postponed: 0,
    cancelled: 0,
    putOff: 0,
    sittingsAWeek: 5,
  },
  sitting: { ...MODEL.sitting, absent: 0 },
  answers: { approve: 1, 'approve-with-reservations': 0, 'request-changes': 0, decline: 0 },
};

/** Nobody reads anything, nor does anything by themselves. */
export const DEAF: SimulationModel = {
  ...MODEL,
  profiles: everybody({ heeds: 0, delay: 0, looks: 0 }),
  habits: { never: 1, lateness: [] },
  adoption: { rate: 0, days: 1 },
  called: 0,
};

/** Month and day between which no order is placed (domain, half-yearly cycle, rule 2): a committee comes before. */
export const CLOSING = { begins: '12-15', ends: '02-07', before: '12-10' } as const;

/** A day from which nothing but its month and day counts. */
export const isClosed = (on: CalendarDate): boolean => on.slice(5) >= CLOSING.begins || on.slice(5) < CLOSING.ends;
