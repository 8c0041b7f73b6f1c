import type { Instant } from '#libs/kernel/index.js';

import type { AdjustmentEvent, Adjustments, MeansDecision, PhaseDecision } from '../contract/index.js';
import type { Climbed, Rung } from './rungs.js';

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
  readonly attendance: { readonly absentMandatory: readonly string[]; readonly reason: string | null } | null;
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
      | { readonly type: 'sitting.opened' }
      | {
          readonly type: 'attendance.recorded';
          readonly absentMandatory: readonly string[];
          /** Why the sitting goes on without someone who must be there. */
          readonly reason: string | null;
        }
      | { readonly type: 'product.called'; readonly productId: string }
      | { readonly type: 'questions.opened' }
      | { readonly type: 'deliberation.opened' }
      | {
          readonly type: 'decision.recorded';
          readonly productId: string;
          readonly decisionId: string;
          readonly means: MeansDecision;
          readonly phase: PhaseDecision;
        }
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
