import { Injectable } from '@nestjs/common';

import { addMilliseconds, Clock, Gathering } from '#libs/kernel/index.js';
import { type Prepared, runPrepared, Transactions } from '#libs/persistence/index.js';
import type { EffectQueue } from '#workflows/contract/index.js';

/** How long a published effect may go without an outcome before it is published again, in milliseconds. */
const LEASE = 60_000;

/** Waits between attempts, in milliseconds; the last one repeats for ever: what is owed stays owed. */
const BACKOFF = [1_000, 5_000, 30_000, 120_000, 600_000, 1_800_000] as const;

/** Milliseconds: a next moment further ahead than any wait was set by a clock that has gone back since. */
const FURTHEST = 2 * BACKOFF[5];

export interface ClaimedEffect {
  readonly id: string;
  readonly queue: EffectQueue;
}

export interface OutboxRecord {
  readonly id: string;
  readonly case_id: string;
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly done_at: Date | null;
  /** Its event was taken back. */
  readonly undone: boolean;
  readonly process: string;
  /** Of its process, by which the case is kept now. */
  readonly version: number;
}

const FIND: Prepared = {
  name: 'find-effects',
  text: `select o.id, o.case_id, o.type, o.params, o.attempts, o.done_at, c.process, c.version,
                exists (select 1 from case_events undo
                         where undo.case_id = o.case_id and undo.type = 'case.undone' and undo.revision > o.revision
                           and (undo.payload->>'to')::integer < o.revision) as undone
           from outbox o join cases c on c.id = o.case_id where o.id = any($1::uuid[])`,
};

/** Locked in order, so that two who mark the same ones never wait for each other. */
const MARK_DONE: Prepared = {
  name: 'mark-effects-done',
  text: `update outbox set done_at = $2, attempts = attempts + 1, last_error = null
          where id in (select id from outbox where id = any($1::uuid[]) and done_at is null order by id for update)`,
};

/**
 * The effects that cases owe, from the moment they are ordered to the moment they are done. `published_at` says that one is in
 * the hands of a queue or a worker: one that is not may be withdrawn with its event (ADR 0017).
 */
@Injectable()
export class Outbox {
  /** Effects are carried out many at a time: they are read together, and marked done by one commit. */
  readonly #found = new Gathering<string, OutboxRecord | undefined>(async (ids) => this.#findAll(ids));
  readonly #done = new Gathering<string, undefined>(async (ids) => this.#markAllDone(ids));

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes effects to publish: new ones, failed ones whose wait is over, and published ones of which nothing was heard; those too
   * that a clock which was ahead put off beyond any wait.
   */
  async claim(limit: number): Promise<readonly ClaimedEffect[]> {
    const now = this.clock.now();
    const [rows] = await this.transactions.outside.query<[ClaimedEffect[], number]>(
      `update outbox set published_at = $1, next_at = $2
        where id in (
          select id from (select id from outbox where done_at is null and next_at <= $1
                           order by next_at, id limit $3 for update skip locked) due
          union all
          select id from (select id from outbox where done_at is null and next_at > $4
                           limit $3 for update skip locked) put_off)
        returning id, queue`,
      [now, addMilliseconds(now, LEASE), limit, addMilliseconds(now, FURTHEST)],
    );
    return rows;
  }

  /** Gives claimed effects back, untried: the queue could not take them, or only a newer worker understands them. */
  async release(ids: readonly string[]): Promise<void> {
    await this.transactions.outside.query(
      `update outbox set next_at = $1, published_at = null where id = any($2::uuid[]) and done_at is null`,
      [addMilliseconds(this.clock.now(), BACKOFF[1]), ids],
    );
  }

  /**
   * Takes back every effect that was published or waits for another attempt, so that it is published again at once.
   * Only for a start at which no other process works on the database.
   * @returns how many.
   */
  async takeBack(): Promise<number> {
    const now = this.clock.now();
    const [, taken] = await this.transactions.outside.query<[unknown[], number]>(
      'update outbox set next_at = $1 where done_at is null and next_at > $1',
      [now],
    );
    return taken;
  }

  async find(id: string): Promise<OutboxRecord | undefined> {
    return this.#found.ask(id);
  }

  async markDone(id: string): Promise<void> {
    await this.#done.ask(id);
  }

  async #findAll(ids: readonly string[]): Promise<readonly (OutboxRecord | undefined)[]> {
    const rows = await runPrepared<OutboxRecord>(this.transactions.outside, FIND, [ids]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id));
  }

  async #markAllDone(ids: readonly string[]): Promise<readonly undefined[]> {
    await runPrepared(this.transactions.outside, MARK_DONE, [ids, this.clock.now()]);
    return ids.map(() => undefined);
  }

  /** Gives up an effect whose event was taken back, and that could not be done before. */
  async withdraw(id: string): Promise<void> {
    await this.transactions.outside.query(
      'update outbox set done_at = $2, withdrawn_at = $2 where id = $1 and done_at is null',
      [id, this.clock.now()],
    );
  }

  /** @param error a code or a name, without personal data. */
  async markFailed(id: string, attempts: number, error: string): Promise<void> {
    const wait = BACKOFF[Math.min(attempts, BACKOFF.length - 1)] ?? BACKOFF[0];
    await this.transactions.outside.query(
      `update outbox set attempts = attempts + 1, last_error = $2, next_at = $3, published_at = null where id = $1 and done_at is null`,
      [id, error, addMilliseconds(this.clock.now(), wait)],
    );
  }

  /** How many effects are owed, and since when the oldest has been (ISO instant), for the health page. */
  async backlog(): Promise<{ readonly owed: number; readonly failing: number; readonly oldest: Date | null }> {
    const [row] = await this.transactions.outside.query<{ owed: number; failing: number; oldest: Date | null }[]>(
      `select count(*)::int as owed, count(*) filter (where attempts > 0)::int as failing, min(created_at) as oldest
         from outbox where done_at is null`,
    );
    return row ?? { owed: 0, failing: 0, oldest: null };
  }
}
