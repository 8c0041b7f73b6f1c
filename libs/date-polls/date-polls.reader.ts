import { Injectable } from '@nestjs/common';

import { hashSecret } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import type { DatePollContext } from '#workflows/date-poll/index.js';

import { DatePollAnswerRow } from './date-poll-answer.row.js';
import { DatePollLinkRow } from './date-poll-link.row.js';
import type { DatePollView, MemberDates } from './date-poll-view.js';

interface PollRecord {
  id: string;
  committee_id: string;
  created_by: string;
  state: string;
  context: DatePollContext;
}

const POLLS = `
  select p.id, p.committee_id, p.created_by, k.state, k.snapshot->'context' as context
    from date_polls p join cases k on k.subject_id = p.id and k.process = 'date-poll'`;

/** The choices of date, whoever asks: callers see to access. */
@Injectable()
export class DatePolls {
  constructor(private readonly transactions: Transactions) {}

  async byId(id: string, tx: Tx = this.transactions.outside): Promise<DatePollView | undefined> {
    return this.#load('where p.id = $1', id, tx);
  }

  /** The latest of a committee: the one that runs, if one does. */
  async ofCommittee(committeeId: string, tx: Tx = this.transactions.outside): Promise<DatePollView | undefined> {
    return this.#load('where p.committee_id = $1 order by p.id desc limit 1', committeeId, tx);
  }

  /** Those of some committees whose members have answered, and whose date is to be chosen. */
  async answeredAmong(committeeIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.transactions.outside.query<{ committee_id: string }[]>(
      `select p.committee_id from date_polls p join cases k on k.subject_id = p.id and k.process = 'date-poll'
        where p.committee_id = any($1) and k.state = 'answered'`,
      [committeeIds],
    );
    return new Set(rows.map((row) => row.committee_id));
  }

  /** What a link leads to. */
  async bySecret(secret: string): Promise<{ readonly poll: DatePollView; readonly memberId: string } | undefined> {
    const links = this.transactions.outside.getRepository(DatePollLinkRow);
    const link = await links.findOneBy({ secretHash: hashSecret(secret) });
    const poll = link && (await this.byId(link.pollId));
    return poll ? { poll, memberId: link.memberId } : undefined;
  }

  async #load(where: string, id: string, tx: Tx): Promise<DatePollView | undefined> {
    const [row] = await tx.query<PollRecord[]>(`${POLLS} ${where}`, [id]);
    if (!row) return undefined;
    const answered = new Map<string, MemberDates>();
    for (const one of await tx.getRepository(DatePollAnswerRow).findBy({ pollId: row.id })) {
      const { answeredAt } = one;
      const answers = { ...answered.get(one.memberId)?.answers, [one.optionId]: one.answer };
      answered.set(one.memberId, { answeredAt, answers });
    }
    const { options, closesAt, chosen } = row.context;
    return {
      id: row.id,
      committeeId: row.committee_id,
      createdBy: row.created_by,
      state: row.state,
      options: options.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt)),
      closesAt,
      chosen,
      answered,
    };
  }
}
