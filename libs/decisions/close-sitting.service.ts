import { Injectable } from '@nestjs/common';

import { CarryOver, CommitteeAccess } from '#libs/committees/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import type { SittingCommand } from './sitting-desk.js';

/**
 * Closes the sitting: operations are told and records open; products put off are convened for their day. Refused while a product
 * has neither a decision nor another day: SITTING_WITHOUT_DECISION.
 */
@Injectable()
export class CloseSitting {
  constructor(
    private readonly access: CommitteeAccess,
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly carryOver: CarryOver,
  ) {}

  /** @throws NotFound, Forbidden, EventRefused */
  async execute({ committeeId, personId, idempotencyKey }: SittingCommand): Promise<void> {
    const sitting = await this.access.managed(personId, committeeId);
    await this.transactions.run(async (tx) => {
      const actor = `person:${personId}` as const;
      const closed = { type: 'sitting.closed' } as const;
      const answer = await this.runtime.dispatch('committee', committeeId, closed, { actor, idempotencyKey }, tx);
      if (!answer.repeated) await this.carryOver.execute(sitting, personId, idempotencyKey, tx);
    });
  }
}
