import { Injectable } from '@nestjs/common';

import type { CalendarDate } from '#libs/kernel/index.js';
import { Clock } from '#libs/kernel/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import { afterDecision, type DutyContext } from '#workflows/half-year-duty/index.js';

import type { Decision } from './decision.js';

/** When the committee after a decision will be due. */
@Injectable()
export class NextCommittee {
  constructor(
    private readonly runtime: WorkflowRuntime,
    private readonly clock: Clock,
  ) {}

  /**
   * The due date that the duty will have, or has, once the decision is in effect; null when none is owed any more.
   * Foretold by the very reckoning that the duty will follow.
   */
  async dueAfter(
    decision: Pick<Decision, 'committeeId' | 'productId' | 'heldOn' | 'phase' | 'provisionalUntil' | 'effectiveAt'>,
  ): Promise<CalendarDate | null> {
    const duty = await this.runtime.read('half-year-duty', decision.productId);
    if (!duty) return null;
    const context = duty.snapshot.context as unknown as DutyContext;
    if (decision.effectiveAt !== null) return context.dueOn;
    const { committeeId, heldOn, phase, provisionalUntil } = decision;
    const { dueOn = null } = afterDecision(context, {
      type: 'decision.effective',
      at: this.clock.now(),
      committeeId,
      heldOn,
      phase,
      provisionalUntil,
    });
    return dueOn;
  }
}
