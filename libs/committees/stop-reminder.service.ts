import { Injectable } from '@nestjs/common';

import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import { type Rung } from '#workflows/committee/index.js';

import { rungKey } from './checklist.js';
import { CommitteeAccess } from './committee-access.js';
import { checkedReason } from './reason.js';

/** Keeps a reminder from leaving. */
@Injectable()
export class StopReminder {
  constructor(
    private readonly runtime: WorkflowRuntime,
    private readonly access: CommitteeAccess,
  ) {}

  /** @throws InvalidInput tied to `reason`, NotFound, Forbidden, EventRefused when it has left already. */
  async execute(command: {
    readonly committeeId: string;
    readonly rung: Rung;
    readonly reason: string;
    readonly personId: string;
    readonly idempotencyKey: string;
  }): Promise<void> {
    const { committeeId, rung, personId, idempotencyKey } = command;
    await this.access.managed(personId, committeeId);
    await this.runtime.dispatch(
      'committee',
      committeeId,
      { type: 'deadline.stopped', key: rungKey(rung), reason: checkedReason(command.reason) },
      { actor: `person:${personId}`, idempotencyKey },
    );
  }
}
