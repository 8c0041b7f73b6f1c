import { Injectable } from '@nestjs/common';

import { type CommitteeMember, Committees, type CommitteeView } from '#libs/committees/index.js';
import { Clock, InvalidInput } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { type DateAnswer, DatePollAnswerRow } from './date-poll-answer.row.js';
import { PollClosed, pollNotFound } from './date-poll.errors.js';
import { type DatePollView, isRunning } from './date-poll-view.js';
import { DatePolls } from './date-polls.reader.js';
import { DATE_IS_OPEN } from './open-date-poll.service.js';

/** What the link of a member shows. */
export interface AskedDates {
  readonly poll: DatePollView;
  readonly committee: CommitteeView;
  readonly member: CommitteeMember;
  /** False once a date is chosen, or when there is none to choose any more. */
  readonly isOpen: boolean;
}

/** Answers which dates suit, from the link of the mail, as often as one changes one's mind. */
@Injectable()
export class AnswerDatePoll {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly polls: DatePolls,
    private readonly committees: Committees,
    private readonly clock: Clock,
  ) {}

  /** What the link is about; changes nothing. @throws NotFound */
  async read(secret: string): Promise<AskedDates> {
    const found = await this.polls.bySecret(secret);
    const committee = found && (await this.committees.byId(found.poll.committeeId));
    const member = committee?.members.find(({ id }) => id === found?.memberId);
    if (!found || !committee || !member) throw pollNotFound();
    const { poll } = found;
    return { poll, committee, member, isOpen: isRunning(poll) && DATE_IS_OPEN.includes(committee.state) };
  }

  /** @throws InvalidInput tied to each date left out, by its id; NotFound, PollClosed */
  async execute(command: {
    readonly secret: string;
    readonly answers: Readonly<Record<string, DateAnswer | undefined>>;
  }): Promise<void> {
    const { poll, committee, member, isOpen } = await this.read(command.secret);
    if (!isOpen) throw new PollClosed();
    const answered = complete(poll, command.answers);
    await this.transactions.run(async (tx) => {
      // One after the other: of the last two to answer at once, the second sees that all is in.
      await tx.query('select id from date_polls where id = $1 for update', [poll.id]);
      const answeredAt = this.clock.now();
      await tx.getRepository(DatePollAnswerRow).upsert(
        answered.map(([optionId, answer]) => ({ pollId: poll.id, memberId: member.id, optionId, answer, answeredAt })),
        ['pollId', 'memberId', 'optionId'],
      );
      await this.#completeWhenAllAnswered(poll.id, committee, member, tx);
    });
  }

  async #completeWhenAllAnswered(
    pollId: string,
    { members }: CommitteeView,
    { person }: CommitteeMember,
    tx: Tx,
  ): Promise<void> {
    const poll = await this.polls.byId(pollId, tx);
    if (poll?.state !== 'open' || members.some(({ id }) => !poll.answered.has(id))) return;
    await this.runtime.dispatch(
      'date-poll',
      pollId,
      { type: 'answers.completed' },
      { actor: `person:${person.id}`, idempotencyKey: `answers-completed:${pollId}` },
      tx,
    );
  }
}

function complete(
  { options }: DatePollView,
  answers: Readonly<Record<string, DateAnswer | undefined>>,
): readonly (readonly [string, DateAnswer])[] {
  const fields: Record<string, string> = {};
  const given = options.flatMap(({ optionId }): (readonly [string, DateAnswer])[] => {
    const answer = answers[optionId];
    if (answer === undefined) fields[optionId] = 'Répondez pour cette date.';
    return answer === undefined ? [] : [[optionId, answer]];
  });
  if (Object.keys(fields).length > 0) throw new InvalidInput('Répondez pour chaque date.', fields);
  return given;
}
