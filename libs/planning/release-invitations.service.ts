import { Injectable } from '@nestjs/common';

import { InvalidInput } from '#libs/kernel/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { PlanAccess } from './plan-access.js';

interface Command {
  readonly planId: string;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Sends the invitations of a confirmed plan without waiting, or holds them back. */
@Injectable()
export class ReleaseInvitations {
  constructor(
    private readonly runtime: WorkflowRuntime,
    private readonly access: PlanAccess,
  ) {}

  /** @throws NotFound, EventRefused once they have left. */
  async now({ planId, personId, idempotencyKey }: Command): Promise<void> {
    await this.access.managed(personId, planId);
    await this.runtime.dispatch(
      'half-year-plan',
      planId,
      { type: 'settling.over' },
      { actor: `person:${personId}`, idempotencyKey },
    );
  }

  /** They leave only when somebody sends them. @throws InvalidInput without a reason; NotFound, EventRefused */
  async hold({ planId, personId, idempotencyKey, reason }: Command & { readonly reason: string }): Promise<void> {
    if (reason.trim() === '') throw new InvalidInput('Un motif est nécessaire.', { reason: 'Indiquez un motif.' });
    await this.access.managed(personId, planId);
    await this.runtime.dispatch(
      'half-year-plan',
      planId,
      { type: 'deadline.stopped', key: 'settle', reason: reason.trim().slice(0, 500) },
      { actor: `person:${personId}`, idempotencyKey },
    );
  }
}
