import { Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { CommitteeAccess } from './committee-access.js';
import { CommitteeDates } from './committee-dates.js';
import { checkedReason } from './reason.js';
import { checkedWhereAndWhen, type WhereAndWhen } from './where-and-when.js';

export interface MoveCommitteeCommand extends WhereAndWhen {
  readonly committeeId: string;
  readonly reason: string;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Gives a committee another date, another place, or both; also how a postponed one finds its date again. */
@Injectable()
export class MoveCommittee {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly access: CommitteeAccess,
    private readonly dates: CommitteeDates,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInput, NotFound, Forbidden, EventRefused */
  async execute(command: MoveCommitteeCommand): Promise<void> {
    const { committeeId, personId, idempotencyKey } = command;
    const before = await this.access.managed(personId, committeeId);
    const where = checkedWhereAndWhen(command, this.clock.now());
    const reason = checkedReason(command.reason);
    await this.transactions.run(async (tx) => {
      const answer = await this.runtime.dispatch(
        'committee',
        committeeId,
        { type: 'committee.moved', startsAt: where.startsAt, reason },
        { actor: `person:${personId}`, idempotencyKey },
        tx,
      );
      if (!answer.repeated) await this.dates.move(committeeId, before.startsAt, where, tx);
    });
  }
}
