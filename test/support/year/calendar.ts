import { addDays, type CalendarDate, type Instant, nextWorkingDay, parisInstant } from '#libs/kernel/index.js';

import type { Committing } from '../committees.builders.js';

interface Act {
  readonly at: Instant;
  readonly run: () => Promise<void>;
}

/** How often one moment may bring work that brings more work. */
const MOST_ROUNDS = 20;

/** Time as a year of it goes by: from one thing that happens to the next, be it a deadline, a letter's time or an act. */
export class YearCalendar {
  readonly #acts: Act[] = [];

  constructor(private readonly world: Committing) {}

  at(instant: Instant, run: () => Promise<void>): void {
    this.#acts.push({ at: instant, run });
    this.#acts.sort((one, other) => (one.at < other.at ? -1 : 1));
  }

  /** An act some days from now, on a working day, at that hour of Paris. */
  in(days: number, time: string, run: () => Promise<void>): void {
    this.on(addDays(this.world.clock.today(), days), time, run);
  }

  on(day: CalendarDate, time: string, run: () => Promise<void>): void {
    this.at(parisInstant(nextWorkingDay(day), time), run);
  }

  /** Lives until that moment. */
  async until(end: Instant): Promise<void> {
    for (;;) {
      await this.#settle();
      const next = await this.#next();
      if (next === undefined || next > end) break;
      const now = this.world.clock.now();
      this.world.clock.set(next > now ? next : now);
      while (this.#acts[0] && this.#acts[0].at <= this.world.clock.now()) await this.#acts.shift()?.run();
    }
    this.world.clock.set(end);
    await this.#settle();
  }

  /** Tells what is due, carries out what is owed, and sends the letters whose time has come, until nothing is left of it. */
  async #settle(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await this.world.goTo(this.world.clock.now());
      const [owed] = await this.world.dataSource.query<{ count: number }[]>(
        'select count(*)::int as count from outbox where done_at is null',
      );
      if (owed?.count === 0) return;
    }
    throw new Error('effects lead to effects without end');
  }

  async #next(): Promise<Instant | undefined> {
    const [row] = await this.world.dataSource.query<{ at: Date | null }[]>(
      `select least((select min(next_at) from deadlines),
                    (select min(next_at) from held_letters where settled_at is null)) as at`,
    );
    const times = [row?.at?.toISOString(), this.#acts[0]?.at].filter((at) => at !== undefined);
    return times.toSorted()[0];
  }
}
