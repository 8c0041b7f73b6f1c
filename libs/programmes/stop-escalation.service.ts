import { Injectable } from '@nestjs/common';

import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { InvalidInput } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import { escalationKey, type EscalationStep } from '#workflows/half-year-duty/index.js';

/** Keeps a late committee from being told to those of the escalation who have not heard of it, for a reason that is kept. */
@Injectable()
export class StopEscalation {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly access: Access,
  ) {}

  /** @throws InvalidInput tied to `reason` and `steps`; NotFound, Forbidden, EventRefused for one that was told already. */
  async execute(command: {
    readonly productId: string;
    readonly steps: readonly EscalationStep[];
    readonly reason: string;
    readonly personId: string;
    readonly idempotencyKey: string;
  }): Promise<void> {
    const { productId, steps, personId, idempotencyKey } = command;
    await this.access.ensureProduct(personId, productId, MANAGING_ROLES);
    const reason = command.reason.trim();
    const fields = {
      ...(reason === '' ? { reason: 'Dites pourquoi\u00A0: le motif reste au journal.' } : {}),
      ...(steps.length === 0 ? { steps: 'Choisissez au moins une étape.' } : {}),
    };
    if (Object.keys(fields).length > 0) throw new InvalidInput('L’escalade n’est pas arrêtée.', fields);
    await this.transactions.run(async (tx) => {
      for (const step of steps)
        await this.runtime.dispatch(
          'half-year-duty',
          productId,
          { type: 'deadline.stopped', key: escalationKey(step), reason },
          { actor: `person:${personId}`, idempotencyKey: `${idempotencyKey}:${step}` },
          tx,
        );
    });
  }
}
