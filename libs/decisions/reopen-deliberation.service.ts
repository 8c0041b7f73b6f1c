import { Injectable } from '@nestjs/common';

import { CommitteeAccess } from '#libs/committees/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { type EventOf, WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import type { SittingCommand } from './sitting-desk.js';

/** Brings a product already decided on straight back to its deliberation, to correct what was recorded. */
@Injectable()
export class ReopenDeliberation {
  constructor(
    private readonly access: CommitteeAccess,
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
  ) {}

  /** @throws NotFound, Forbidden, EventRefused */
  async execute(command: SittingCommand & { readonly productId: string }): Promise<void> {
    const { committeeId, productId, personId, idempotencyKey } = command;
    await this.access.managed(personId, committeeId);
    const steps: readonly EventOf<'committee'>[] = [
      { type: 'product.called', productId },
      { type: 'questions.opened' },
      { type: 'deliberation.opened' },
    ];
    await this.transactions.run(async (tx) => {
      for (const event of steps) {
        const options = { actor: `person:${personId}`, idempotencyKey: `${idempotencyKey}:${event.type}` } as const;
        const answer = await this.runtime.dispatch('committee', committeeId, event, options, tx);
        if (answer.repeated) return;
      }
    });
  }
}
