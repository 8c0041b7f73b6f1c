import { Injectable } from '@nestjs/common';

import { type CalendarDate, Clock, InvalidInput } from '#libs/kernel/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

import { CorrectionAccess } from './correction-access.js';
import { checkedReason } from './reason.js';

export interface CorrectPhaseCommand {
  readonly productId: string;
  readonly state: LifecycleState;
  /** The day since which the product has been there, in truth. */
  readonly on: CalendarDate;
  readonly reason: string;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Says where a product is in truth, when no decision of a committee, nor the register, says it right. What it owes follows. */
@Injectable()
export class CorrectPhase {
  constructor(
    private readonly access: CorrectionAccess,
    private readonly runtime: WorkflowRuntime,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInput tied to `state`, `on` or `reason`; NotFound, Forbidden, EventRefused. */
  async execute(command: CorrectPhaseCommand): Promise<void> {
    const { productId, state, on, personId, idempotencyKey } = command;
    await this.access.ensure(personId, { process: 'product-lifecycle', subjectId: productId });
    const reason = checkedReason(command.reason);
    if (on > this.clock.today())
      throw new InvalidInput('Cette date est à venir.', { on: 'Une correction dit ce qui est déjà vrai.' });
    await this.runtime.open(
      'product-lifecycle',
      productId,
      { type: 'phase.corrected', state, on, reason },
      { actor: `person:${personId}`, idempotencyKey },
    );
  }
}
