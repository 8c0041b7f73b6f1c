import { Injectable } from '@nestjs/common';

import { checkedReason, CommitteeAccess } from '#libs/committees/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { pollNotFound } from './date-poll.errors.js';
import { DatePolls } from './date-polls.reader.js';

/** Drops the question: the members are told that they need not keep these dates. */
@Injectable()
export class AbandonDatePoll {
  constructor(
    private readonly runtime: WorkflowRuntime,
    private readonly access: CommitteeAccess,
    private readonly polls: DatePolls,
  ) {}

  /** @throws InvalidInput tied to `reason`, NotFound, Forbidden, EventRefused */
  async execute(command: {
    readonly pollId: string;
    readonly reason: string;
    readonly personId: string;
    readonly idempotencyKey: string;
  }): Promise<void> {
    const { pollId, personId, idempotencyKey } = command;
    const poll = await this.polls.byId(pollId);
    if (!poll) throw pollNotFound();
    await this.access.managed(personId, poll.committeeId);
    await this.runtime.dispatch(
      'date-poll',
      pollId,
      { type: 'poll.abandoned', reason: checkedReason(command.reason) },
      { actor: `person:${personId}`, idempotencyKey },
    );
  }
}
