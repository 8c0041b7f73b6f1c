import { Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { type Alarm, alarmsOf, limitsAt } from './alarm.js';
import { situationsIn } from './situations.query.js';

export interface HealthReport {
  /** `late` when Jalon does not do what it owes; what waits for people does not make the service late. */
  readonly status: 'ok' | 'late';
  /** Effects ordered and not done yet. */
  readonly effectsOwed: number;
  /** Of which: tried at least once without success. */
  readonly effectsFailing: number;
  /** Deadlines long past, or refused. */
  readonly deadlinesLate: number;
  /** Mails of the last week of which nobody knows whether they left. */
  readonly mailsUnknown: number;
  /** Letters that wait for their time, or for a server that takes them. */
  readonly mailsWaiting: number;
  readonly alarms: readonly Alarm[];
}

/** Milliseconds for which a page that merely mentions it may show the same report. */
const RECENT = 30_000;

/** « Dû mais jamais fait » : what should have happened and has not. */
@Injectable()
export class Health {
  #reading: Promise<HealthReport> | undefined;
  #last: { readonly report: HealthReport; readonly at: number } | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** However many ask at once, the database is asked once: the page that says how it fares is open to all. */
  async report(): Promise<HealthReport> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /**
   * What was reported half a minute ago at most. The report is about all incubators and its cost follows all their open cases:
   * the dashboard of one of them must not pay it each time.
   */
  async recent(): Promise<HealthReport> {
    const now = this.clock.millis();
    if (!this.#last || Math.abs(now - this.#last.at) > RECENT) this.#last = { report: await this.report(), at: now };
    return this.#last.report;
  }

  async #read(): Promise<HealthReport> {
    const tx = this.transactions.outside;
    const [[owed], situations] = await Promise.all([
      tx.query<{ owed: number; failing: number; waiting: number }[]>(
        `select count(*)::int as owed, count(*) filter (where attempts > 0)::int as failing,
                (select count(*)::int from held_letters where settled_at is null) as waiting
           from outbox where done_at is null`,
      ),
      situationsIn(tx, limitsAt(this.clock.now(), this.clock.today())),
    ]);
    const alarms = alarmsOf(situations);
    const count = (...kinds: readonly Alarm['kind'][]) =>
      alarms.filter(({ kind }) => kinds.includes(kind)).reduce((sum, alarm) => sum + alarm.count, 0);
    return {
      status: alarms.some(({ severity }) => severity === 'error') ? 'late' : 'ok',
      effectsOwed: owed?.owed ?? 0,
      effectsFailing: owed?.failing ?? 0,
      deadlinesLate: count('deadlines-late', 'deadlines-refused'),
      mailsUnknown: count('mails-unknown'),
      mailsWaiting: owed?.waiting ?? 0,
      alarms,
    };
  }
}
