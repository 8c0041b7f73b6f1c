import type { Instant } from '#libs/kernel/index.js';

import type { AdjustmentEvent, Adjustments } from '../contract/index.js';

export interface HalfYearPlanContext {
  readonly planId: string;
  /** When the invitations leave, before any adjustment; null while the plan is drafted, and when nobody is to be invited. */
  readonly settlesAt: Instant | null;
  readonly adjustments: Adjustments;
}

export type HalfYearPlanEvent =
  | AdjustmentEvent
  | ({ readonly at: Instant } & (
      | {
          readonly type: 'plan.confirmed';
          /** Invitations are sent once the plan has settled; false leaves the committees planned, without a word to anyone. */
          readonly convene: boolean;
        }
      | { readonly type: 'settling.over' }
    ));

/** The case before anything happened to it. */
export const newPlan = (planId: string): HalfYearPlanContext => ({ planId, settlesAt: null, adjustments: {} });
