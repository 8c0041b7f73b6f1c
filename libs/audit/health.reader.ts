import { Injectable } from '@nestjs/common';

import { addMilliseconds, Clock } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

export interface HealthReport {
  readonly status: 'ok' | 'late';
  /** Effects ordered and not done yet. */
  readonly effectsOwed: number;
  /** Of which: tried at least once without success. */
  readonly effectsFailing: number;
  /** Deadlines past for more than {@link PATIENCE}. */
  readonly deadlinesLate: number;
  /** Mails of which nobody knows whether they left. */
  readonly mailsUnknown: number;
}

/** How long something may stay due before it counts as late, in milliseconds. */
const PATIENCE = 5 * 60_000;

/** « Dû mais jamais fait » : what should have happened and has not. */
@Injectable()
export class Health {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async report(): Promise<HealthReport> {
    const limit = addMilliseconds(this.clock.now(), -PATIENCE);
    const [row] = await this.transactions.outside.query<
      { owed: number; failing: number; stale: number; late: number; unknown: number }[]
    >(
      `select (select count(*) from outbox where done_at is null)::int as owed,
              (select count(*) from outbox where done_at is null and attempts > 0)::int as failing,
              (select count(*) from outbox where done_at is null and created_at < $1)::int as stale,
              (select count(*) from deadlines where next_at < $1 or attempts > 0)::int as late,
              (select count(*) from mail_deliveries where state = 'unknown')::int as unknown`,
      [limit],
    );
    if (!row) throw new Error('the health query answered nothing');
    return {
      status: row.stale > 0 || row.late > 0 ? 'late' : 'ok',
      effectsOwed: row.owed,
      effectsFailing: row.failing,
      deadlinesLate: row.late,
      mailsUnknown: row.unknown,
    };
  }
}
