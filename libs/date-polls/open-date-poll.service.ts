import { Injectable } from '@nestjs/common';

import { CommitteeAccess, CommitteeWithoutMembers } from '#libs/committees/index.js';
import {
  addDays,
  type CalendarDate,
  Clock,
  derivedId,
  type Instant,
  InvalidInput,
  parisDate,
  parisInstant,
  previousWorkingDay,
} from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import { FEWEST_OPTIONS, MOST_OPTIONS } from '#workflows/date-poll/index.js';

import { DatePollRow } from './date-poll.row.js';
import { DateNotOpen, PollAlreadyOpen } from './date-poll.errors.js';
import { isRunning } from './date-poll-view.js';
import { DatePolls } from './date-polls.reader.js';

export interface OpenDatePollCommand {
  readonly committeeId: string;
  readonly dates: readonly Instant[];
  /** The last day to answer, in full. */
  readonly closesOn: CalendarDate;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Committees whose date may still be chosen. */
export const DATE_IS_OPEN: readonly string[] = ['planned', 'convened', 'preparing', 'postponed'];

/** Days before the end, or the working day before that, at which who has not answered is reminded. */
const REMINDER_DAYS = 2;
const REMINDER_TIME = '08:00';

/** Proposes several dates to the members of a committee, each by a mail of their own. */
@Injectable()
export class OpenDatePoll {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly access: CommitteeAccess,
    private readonly polls: DatePolls,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInput tied to `dates` and `closesOn`; NotFound, Forbidden, PollAlreadyOpen, DateNotOpen */
  async execute(command: OpenDatePollCommand): Promise<string> {
    const { committeeId, personId, idempotencyKey } = command;
    const committee = await this.access.managed(personId, committeeId);
    if (!DATE_IS_OPEN.includes(committee.state)) throw new DateNotOpen();
    if (committee.members.length === 0) throw new CommitteeWithoutMembers();
    const opened = this.#checked(command);
    const id = derivedId('date-poll', personId, idempotencyKey);
    await this.transactions.run(async (tx) => {
      // Two people may propose dates at once: the second waits here, then sees the first's.
      await tx.query('select id from committees where id = $1 for update', [committeeId]);
      const current = await this.polls.ofCommittee(committeeId, tx);
      if (current && current.id !== id && isRunning(current)) throw new PollAlreadyOpen();
      const answer = await this.runtime.open(
        'date-poll',
        id,
        { type: 'poll.opened', committeeId, ...opened },
        { actor: `person:${personId}`, idempotencyKey },
        tx,
      );
      if (!answer.repeated)
        await tx.getRepository(DatePollRow).insert({ id, committeeId, createdBy: personId, createdAt: answer.at });
    });
    return id;
  }

  #checked({ dates, closesOn }: OpenDatePollCommand) {
    const now = this.clock.now();
    const fields: Record<string, string> = {};
    const ordered = [...new Set(dates)].toSorted((a, b) => a.localeCompare(b));
    const [first] = ordered;
    if (ordered.length < FEWEST_OPTIONS || ordered.length > MOST_OPTIONS)
      fields['dates'] = `Proposez de ${FEWEST_OPTIONS} à ${MOST_OPTIONS} dates différentes.`;
    else if (first !== undefined && first <= now) fields['dates'] = 'Ne proposez que des dates à venir.';
    const closesAt = parisInstant(closesOn, '23:59');
    if (closesAt <= now) fields['closesOn'] = 'Choisissez un jour à venir.';
    else if (first !== undefined && closesAt >= first)
      fields['closesOn'] = 'Choisissez un jour qui précède la première des dates proposées.';
    if (Object.keys(fields).length > 0) throw new InvalidInput('Ces dates ne peuvent pas être proposées.', fields);
    const remindAt = parisInstant(previousWorkingDay(addDays(closesOn, -REMINDER_DAYS)), REMINDER_TIME);
    return {
      options: ordered.map((startsAt, index) => ({ optionId: `d${index + 1}`, startsAt })),
      closesAt,
      // Not on the day on which they were asked.
      remindAt: parisDate(remindAt) > parisDate(now) ? remindAt : null,
    };
  }
}
