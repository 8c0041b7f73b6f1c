import { Injectable } from '@nestjs/common';

import type { CalendarDate } from '#libs/kernel/index.js';
import { Clock } from '#libs/kernel/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import { afterDecision, type DutyContext, wanted } from '#workflows/half-year-duty/index.js';

import type { Decision } from './decision.js';

/** When a committee is due, and by when people are asked for it: six months after the last one at most. */
export interface NextCommitteeDays {
  readonly dueOn: CalendarDate;
  readonly wantedOn: CalendarDate;
  /** Sooner than the cadence asks, because of the year-end closing. */
  readonly isAdvanced?: boolean;
}

/** When the committee after a decision will be due. */
@Injectable()
export class NextCommittee {
  constructor(
    private readonly runtime: WorkflowRuntime,
    private readonly clock: Clock,
  ) {}

  /**
   * The days that the duty will have, or has, once the decision is in effect; null when none is owed any more.
   * Foretold by the very reckoning that the duty will follow.
   */
  async after(
    decision: Pick<Decision, 'committeeId' | 'productId' | 'heldOn' | 'phase' | 'provisionalUntil' | 'effectiveAt'>,
  ): Promise<NextCommitteeDays | null> {
    const duty = await this.runtime.read('half-year-duty', decision.productId);
    if (!duty) return null;
    const context = duty.snapshot.context as unknown as DutyContext;
    if (decision.effectiveAt !== null) return daysOf(context);
    const { committeeId, heldOn, phase, provisionalUntil } = decision;
    const foretold = afterDecision(context, {
      type: 'decision.effective',
      at: this.clock.now(),
      committeeId,
      heldOn,
      phase,
      provisionalUntil,
    });
    return daysOf({ ...context, ...foretold });
  }
}

function daysOf(context: DutyContext): NextCommitteeDays | null {
  // What this decision leads to, whatever other sitting waits for its signatures.
  const next = wanted({ ...context, awaiting: [] });
  return context.dueOn === null || next === null
    ? null
    : { dueOn: context.dueOn, wantedOn: next.on, isAdvanced: next.isAdvanced };
}
