import { Injectable } from '@nestjs/common';

import { CommitteeAccess, CommitteeDates } from '#libs/committees/index.js';
import { type Instant } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { pollNotFound } from './date-poll.errors.js';
import { DatePolls } from './date-polls.reader.js';

/** Gives the committee one of the dates proposed: the poll and the committee move together, or neither does. */
@Injectable()
export class ChooseDate {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly access: CommitteeAccess,
    private readonly dates: CommitteeDates,
    private readonly polls: DatePolls,
  ) {}

  /** @returns the date. @throws NotFound, Forbidden, EventRefused `DATE_NOT_PROPOSED` */
  async execute(command: {
    readonly pollId: string;
    readonly optionId: string;
    readonly personId: string;
    readonly idempotencyKey: string;
  }): Promise<Instant> {
    const { pollId, optionId, personId, idempotencyKey } = command;
    const poll = await this.polls.byId(pollId);
    if (!poll) throw pollNotFound();
    const committee = await this.access.managed(personId, poll.committeeId);
    const startsAt = poll.options.find((option) => option.optionId === optionId)?.startsAt ?? committee.startsAt;
    await this.transactions.run(async (tx) => {
      // A postponed committee finds its date again even when it is the one it had.
      const moves = startsAt !== committee.startsAt || committee.state === 'postponed';
      const answer = await this.runtime.dispatch(
        'date-poll',
        pollId,
        { type: 'date.chosen', optionId, moves },
        { actor: `person:${personId}`, idempotencyKey },
        tx,
      );
      if (!answer.repeated && moves) await this.dates.move(committee.id, committee.startsAt, { startsAt }, tx);
    });
    return startsAt;
  }
}
