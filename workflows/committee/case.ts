import type { Instant } from '#libs/kernel/index.js';

import type { AdjustmentEvent, Adjustments, MeansDecision, PhaseDecision } from '../contract/index.js';
import { STAGE_MINUTES, type StageClock, type StageMinutes } from './clock.js';
import type { Climbed, Rung } from './rungs.js';

/** Whether the team is in the room while the committee deliberates. */
export type TeamPlace = 'stays' | 'leaves';

export interface CommitteeProduct {
  readonly productId: string;
  readonly dossier: 'awaited' | 'submitted';
  readonly decision: {
    readonly decisionId: string;
    readonly means: MeansDecision;
    readonly phase: PhaseDecision;
  } | null;
  /** How its deliberation record ended: sealed, or declined by a sponsor. */
  readonly record: 'sealed' | 'declined' | null;
  /** Put off by the sitting to a day of its own, instead of a decision. */
  readonly adjourned: { readonly startsAt: Instant; readonly reason: string } | null;
}

/** Those who are there, in person or represented, and how many it takes. */
export interface Quorum {
  readonly present: number;
  readonly needed: number;
}

export interface CommitteeContext {
  readonly committeeId: string;
  readonly startsAt: Instant;
  readonly products: readonly CommitteeProduct[];
  /** Of the calendar invitation (RFC 5545): rises with each change that people are told. */
  readonly sequence: number;
  /** D-21 is done exactly when the dossiers are open. */
  readonly rungs: Climbed;
  /** The product whose turn it is in the sitting. */
  readonly onStage: string | null;
  readonly attendance: {
    readonly absentMandatory: readonly string[];
    readonly reason: string | null;
    /** Null when it was not counted: sittings of version 1. */
    readonly quorum: Quorum | null;
  } | null;
  /** Of each stage, as the programme said when the sitting opened. */
  readonly minutes: StageMinutes;
  /** The time of the stage that goes on; null outside a sitting. */
  readonly clock: StageClock | null;
  /** Where the team is during the deliberation; null when nobody said. */
  readonly team: TeamPlace | null;
  /** How many times it has sat: more than once after an adjournment. */
  readonly sittings: number;
  readonly adjustments: Adjustments;
}

export type CommitteeEvent =
  | AdjustmentEvent
  | ({ readonly at: Instant } & (
      | { readonly type: 'committee.planned'; readonly startsAt: Instant; readonly productIds: readonly string[] }
      /** `missing`: capacities of domain rule 5 that nobody holds; allowed, on the record. */
      | { readonly type: 'committee.convened'; readonly missing: readonly string[] }
      | { readonly type: 'committee.moved'; readonly startsAt: Instant; readonly reason: string }
      | { readonly type: 'committee.postponed'; readonly reason: string }
      | { readonly type: 'committee.cancelled'; readonly reason: string }
      | { readonly type: 'members.changed' }
      | { readonly type: 'preparation.opened' }
      | { readonly type: 'rung.reached'; readonly rung: Rung }
      | { readonly type: 'dossier.submitted'; readonly productId: string }
      | { readonly type: 'sitting.opened'; readonly minutes?: StageMinutes }
      | {
          readonly type: 'attendance.recorded';
          readonly absentMandatory: readonly string[];
          /** Why the sitting goes on without someone who must be there, or without the quorum. */
          readonly reason: string | null;
          readonly quorum?: Quorum;
        }
      | { readonly type: 'product.called'; readonly productId: string }
      | { readonly type: 'questions.opened' }
      | { readonly type: 'deliberation.opened'; readonly team?: TeamPlace }
      /** The stage is left out: the committee goes straight to the next one. */
      | { readonly type: 'stage.skipped'; readonly team?: TeamPlace }
      | { readonly type: 'stage.overran' }
      | { readonly type: 'clock.paused' }
      | { readonly type: 'clock.resumed' }
      | { readonly type: 'clock.extended'; readonly minutes: number }
      | { readonly type: 'team.placed'; readonly team: TeamPlace }
      | {
          readonly type: 'decision.recorded';
          readonly productId: string;
          readonly decisionId: string;
          readonly means: MeansDecision;
          readonly phase: PhaseDecision;
        }
      | {
          readonly type: 'product.adjourned';
          readonly productId: string;
          readonly startsAt: Instant;
          readonly reason: string;
        }
      /** The whole committee sits again on another day, as nothing was decided. */
      | { readonly type: 'sitting.adjourned'; readonly startsAt: Instant; readonly reason: string }
      | { readonly type: 'sitting.closed' }
      | { readonly type: 'record.settled'; readonly productId: string; readonly outcome: 'sealed' | 'declined' }
    ));

/** The case before anything happened to it. */
export const newCommittee = (committeeId: string): CommitteeContext => ({
  committeeId,
  startsAt: '0001-01-01T00:00:00.000Z',
  products: [],
  sequence: 0,
  rungs: {},
  onStage: null,
  attendance: null,
  minutes: STAGE_MINUTES,
  clock: null,
  team: null,
  sittings: 0,
  adjustments: {},
});

/** The products with one of them changed. */
export function withProduct(
  context: CommitteeContext,
  productId: string,
  change: Partial<CommitteeProduct>,
): Pick<CommitteeContext, 'products'> {
  return {
    products: context.products.map((product) =>
      product.productId === productId ? { ...product, ...change } : product,
    ),
  };
}

/** The products whose team has not submitted its dossier. */
export const awaitedDossiers = (context: CommitteeContext): readonly string[] =>
  context.products.filter((product) => product.dossier === 'awaited').map((product) => product.productId);
