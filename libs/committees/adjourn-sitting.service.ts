import { Injectable } from '@nestjs/common';

import { Clock, type Instant } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { CommitteeAttendance } from './attendance.repository.js';
import { CommitteeAccess } from './committee-access.js';
import { CommitteeDates } from './committee-dates.js';
import { checkedReason } from './reason.js';
import { checkedWhereAndWhen } from './where-and-when.js';

/** Ends a sitting that decided nothing by giving the whole committee another day: everybody is invited again, the duty stays open. */
@Injectable()
export class AdjournSitting {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly access: CommitteeAccess,
    private readonly dates: CommitteeDates,
    private readonly attendance: CommitteeAttendance,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInput tied to `date` or `reason`; NotFound, Forbidden, EventRefused `SITTING_HAS_DECIDED` */
  async execute(command: {
    readonly committeeId: string;
    readonly startsAt: Instant;
    readonly reason: string;
    readonly personId: string;
    readonly idempotencyKey: string;
  }): Promise<void> {
    const { committeeId, personId, idempotencyKey } = command;
    const before = await this.access.managed(personId, committeeId);
    const where = checkedWhereAndWhen({ ...before, startsAt: command.startsAt }, this.clock.now());
    const reason = checkedReason(command.reason);
    await this.transactions.run(async (tx) => {
      const answer = await this.runtime.dispatch(
        'committee',
        committeeId,
        { type: 'sitting.adjourned', startsAt: where.startsAt, reason },
        { actor: `person:${personId}`, idempotencyKey },
        tx,
      );
      if (answer.repeated) return;
      await this.dates.move(committeeId, before.startsAt, where, tx);
      await this.attendance.clear(committeeId, tx);
    });
  }
}
