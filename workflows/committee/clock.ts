import { addMilliseconds, type Instant } from '#libs/kernel/index.js';

/** The three stages of a product's turn, in order. */
export const SITTING_STAGES = ['presentation', 'questions', 'deliberation'] as const;
export type SittingStage = (typeof SITTING_STAGES)[number];

export type StageMinutes = Readonly<Record<SittingStage, number>>;

/** The minutes each stage takes, unless the programme says otherwise (domain, half-yearly cycle, rule 4). */
export const STAGE_MINUTES: StageMinutes = { presentation: 15, questions: 15, deliberation: 20 };

/** The most that a stage is extended by at once, in minutes. */
export const LONGEST_EXTENSION = 60;

const MINUTE = 60_000;

/** The time of the stage that goes on. Each moment is one of the log: whoever reads it counts the same. */
export interface StageClock {
  readonly stage: SittingStage;
  readonly startedAt: Instant;
  /** With what was added to it. */
  readonly allottedMs: number;
  /** Null while it runs. */
  readonly pausedAt: Instant | null;
  /** Of the pauses that are over. */
  readonly pausedMs: number;
  /** True once the log says that its time was up; false again when it is given more. */
  readonly overran: boolean;
}

const between = (from: Instant, to: Instant): number => Math.max(0, Date.parse(to) - Date.parse(from));

/** A stage that begins. */
export const started = (stage: SittingStage, at: Instant, minutes: StageMinutes = STAGE_MINUTES): StageClock => ({
  stage,
  startedAt: at,
  allottedMs: minutes[stage] * MINUTE,
  pausedAt: null,
  pausedMs: 0,
  overran: false,
});

export const paused = (clock: StageClock, at: Instant): StageClock =>
  // Two processes may differ by some milliseconds: a pause never begins before its stage.
  ({ ...clock, pausedAt: clock.pausedAt ?? (at < clock.startedAt ? clock.startedAt : at) });

export const resumed = (clock: StageClock, at: Instant): StageClock => ({
  ...clock,
  pausedAt: null,
  pausedMs: pausedFor(clock, at),
});

export const extended = (clock: StageClock, minutes: number): StageClock => ({
  ...clock,
  allottedMs: clock.allottedMs + minutes * MINUTE,
  overran: false,
});

/** Milliseconds of pause, up to `at`. */
export const pausedFor = ({ pausedAt, pausedMs }: StageClock, at: Instant): number =>
  pausedMs + (pausedAt === null ? 0 : between(pausedAt, at));

/** Milliseconds that the stage has run, pauses aside, up to `at`. */
export const elapsed = (clock: StageClock, at: Instant): number =>
  Math.max(0, between(clock.startedAt, at) - pausedFor(clock, at));

/** Milliseconds left at `at`; negative once its time is up. */
export const remaining = (clock: StageClock, at: Instant): number => clock.allottedMs - elapsed(clock, at);

/** When its time is up, unless it is paused or extended before. */
export const endsAt = ({ startedAt, allottedMs, pausedMs }: StageClock): Instant =>
  addMilliseconds(startedAt, allottedMs + pausedMs);

/** True when its time is up and the log does not say so yet. */
export const hasRunOut = (clock: StageClock, at: Instant): boolean =>
  clock.pausedAt === null && !clock.overran && endsAt(clock) <= at;
