import { Injectable } from '@nestjs/common';

import { Clock, type Instant } from '#libs/kernel/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { CommitteeAccess } from './committee-access.js';
import { checkedReason } from './reason.js';
import { checkedWhereAndWhen } from './where-and-when.js';

/** Notes that a product leaves the sitting with another day instead of a decision. Told to nobody before the sitting is closed. */
@Injectable()
export class AdjournProduct {
  constructor(
    private readonly runtime: WorkflowRuntime,
    private readonly access: CommitteeAccess,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInput tied to `date` or `reason`; NotFound, Forbidden, EventRefused `PRODUCT_ALREADY_DECIDED` */
  async execute(command: {
    readonly committeeId: string;
    readonly productId: string;
    readonly startsAt: Instant;
    readonly reason: string;
    readonly personId: string;
    readonly idempotencyKey: string;
  }): Promise<void> {
    const { committeeId, productId, personId, idempotencyKey } = command;
    const committee = await this.access.managed(personId, committeeId);
    const { startsAt } = checkedWhereAndWhen({ ...committee, startsAt: command.startsAt }, this.clock.now());
    const reason = checkedReason(command.reason);
    await this.runtime.dispatch(
      'committee',
      committeeId,
      { type: 'product.adjourned', productId, startsAt, reason },
      { actor: `person:${personId}`, idempotencyKey },
    );
  }
}
