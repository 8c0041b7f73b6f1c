import { Injectable } from '@nestjs/common';

import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { CommitteeAccess } from './committee-access.js';
import { checkedReason } from './reason.js';

/** Leaves the date open: people are told, and the products owe a committee again. */
@Injectable()
export class PostponeCommittee {
  constructor(
    private readonly runtime: WorkflowRuntime,
    private readonly access: CommitteeAccess,
  ) {}

  /** @throws InvalidInput, NotFound, Forbidden, EventRefused */
  async execute(command: {
    readonly committeeId: string;
    readonly reason: string;
    readonly personId: string;
    readonly idempotencyKey: string;
  }): Promise<void> {
    const { committeeId, personId, idempotencyKey } = command;
    await this.access.managed(personId, committeeId);
    await this.runtime.dispatch(
      'committee',
      committeeId,
      { type: 'committee.postponed', reason: checkedReason(command.reason) },
      { actor: `person:${personId}`, idempotencyKey },
    );
  }
}
