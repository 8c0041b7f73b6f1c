import type { CalendarDate, Cents, Instant } from '#libs/kernel/index.js';
import type { LifecycleState, MeansDecision, PhaseDecision } from '#workflows/contract/index.js';

import type { BudgetLine } from './budget-line.js';

/** What a committee says of an objective set last time (domain, half-yearly cycle, rule 6). */
export const OBJECTIVE_OUTCOMES = ['validated', 'modified', 'invalidated'] as const;
export type ObjectiveOutcome = (typeof OBJECTIVE_OUTCOMES)[number];

/** Why a product stops (domain, « Lifecycle », stopped). */
export const STOP_REASONS = [
  'unconfirmed',
  'low-impact',
  'no-funding',
  'not-carried',
  'no-intrapreneur',
  'other',
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

export interface JudgedObjective {
  /** The objective of the baseline that is judged; null for one recalled at the sitting only. */
  readonly objectiveId: string | null;
  /** As it stood when it was judged. */
  readonly text: string;
  readonly outcome: ObjectiveOutcome;
  readonly result: string;
  /** What it becomes when it is modified; what is to be noted else. */
  readonly note: string | null;
}

export interface GrantedAmount {
  readonly line: BudgetLine;
  readonly cents: Cents;
  /** What the team asked for on that line; null when it is not known. */
  readonly requestedCents: Cents | null;
}

/** The part of one funder; all of them make up the total granted. */
export interface FunderShare {
  /** An organisation of the portfolio; null for one known by name only. */
  readonly organisationId: string | null;
  readonly name: string;
  readonly cents: Cents;
}

export interface Blocker {
  readonly what: string;
  readonly who: string;
  readonly by: CalendarDate;
}

export interface NextObjective {
  readonly text: string;
  readonly criterionThreeMonths: string | null;
  readonly criterionSixMonths: string;
}

/** Both days are in the period. */
export interface Period {
  readonly opensOn: CalendarDate;
  readonly closesOn: CalendarDate;
}

/** What a committee decides on one product. Texts are trimmed; empty ones are null or left out. */
export interface DecisionDraft {
  readonly means: MeansDecision;
  readonly phase: PhaseDecision;
  readonly stopReason: StopReason | null;
  /** The period that the money granted covers; null when none is. A provisional budget ends with it. */
  readonly period: Period | null;
  /** The evidence a provisional budget waits for. */
  readonly evidenceAwaited: string | null;
  readonly objectives: readonly JudgedObjective[];
  readonly amounts: readonly GrantedAmount[];
  readonly funders: readonly FunderShare[];
  readonly reservations: readonly string[];
  readonly blockers: readonly Blocker[];
  readonly nextObjectives: readonly NextObjective[];
  /** Never imposes features. */
  readonly roadmapOpinion: string | null;
  /** What was presented and discussed. */
  readonly summary: string;
}

/** A decision as recorded. There is one of a committee for a product; recording again replaces it until the sitting closes. */
export interface Decision extends DecisionDraft {
  readonly id: string;
  readonly committeeId: string;
  readonly productId: string;
  /** The day of the sitting. */
  readonly heldOn: CalendarDate;
  readonly phaseBefore: LifecycleState;
  /** Sum of the amounts. */
  readonly totalCents: Cents;
  /** The end of a provisional budget, which a new committee must not let pass; null for any other decision. */
  readonly provisionalUntil: CalendarDate | null;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  /** When the record was signed by all; null until then. */
  readonly effectiveAt: Instant | null;
  readonly recordId: string | null;
}

/** The phase once the decision takes effect. */
export function phaseAfter({ phase, phaseBefore }: Pick<Decision, 'phase' | 'phaseBefore'>): LifecycleState {
  return phase === 'stay' ? phaseBefore : phase;
}

/** True for a decision that stops the product, whatever it becomes. */
export function isStop(phase: PhaseDecision): boolean {
  return phase.startsWith('stopped.');
}
