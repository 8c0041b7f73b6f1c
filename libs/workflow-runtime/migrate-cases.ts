import { setTimeout as sleep } from 'node:timers/promises';

import { Inject, Injectable, Optional } from '@nestjs/common';

import { Clock, instantOf } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import type { ProcessDefinition } from '#workflows/contract/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import { type Bringing, bringing, type HeldDeadline, saveBringing } from './bring-case.js';
import type { StoredCase } from './case.js';
import { DEFINITIONS, type Definitions } from './definitions.js';
import { CaseNotMigratable } from './runtime.errors.js';

/** Cases brought in one transaction: others wait for them no longer than that takes. */
const BATCH = 20;

/** Cases looked at together when nothing is written. */
const PREVIEW_BATCH = 500;

/** A case that no migration brings to today's version. */
export interface LeftBehind {
  readonly stored: StoredCase;
  readonly to: number;
  /** English, technical: the migration's own words. */
  readonly why: string;
}

/** What bringing a case would do to it, or why it cannot be brought. */
export type Forecast = Bringing | LeftBehind;

export const isLeftBehind = (forecast: Forecast): forecast is LeftBehind => 'why' in forecast;

export interface MigrationOptions {
  /** Milliseconds of rest between two batches, for a machine that serves people meanwhile. */
  readonly pause?: number;
  /** Ends the work after the present batch; what was brought stays so. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface MigrationOutcome {
  readonly brought: number;
  readonly left: readonly LeftBehind[];
}

interface Line extends StoredCase {
  readonly held: readonly HeldDeadline[];
}

/**
 * Brings the open cases that older versions of their processes left to today's, so that new deadlines reach cases that nobody
 * touches. A closed case stays as it is, and is understood when read. Any number of processes may do so at once, and stop at
 * any moment: each takes what the others do not hold, and a case brought twice is brought once.
 */
@Injectable()
export class MigrateCases {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Optional() @Inject(DEFINITIONS) private readonly definitions: Definitions = processes,
  ) {}

  /** Costs nothing to speak of when there is nothing to bring. */
  async execute({ pause = 0, signal, onProgress }: MigrationOptions = {}): Promise<MigrationOutcome> {
    const total = await this.#begin();
    const left = new Map<string, LeftBehind>();
    let brought = 0;
    if (total === 0) return { brought, left: [] };
    // A case that somebody moves is passed by at first, and waited for at the end, alone: who waits holds nothing.
    for (const [size, wait] of [[BATCH, false] as const, [1, true] as const])
      for await (const batch of this.#batches(size, wait, pause, signal)) {
        brought += batch.brought;
        for (const one of batch.left) left.set(one.stored.id, one);
        onProgress?.(brought + left.size, Math.max(total, brought + left.size));
      }
    return { brought, left: [...left.values()] };
  }

  /** What {@link execute} would do now, by batches; writes nothing. */
  async *forecast(): AsyncGenerator<readonly Forecast[]> {
    for (const definition of Object.values(this.definitions))
      for (let after: string | undefined = NO_CASE; after !== undefined;) {
        const lines = await outdatedAfter(this.transactions.outside, definition, after, PREVIEW_BATCH, '');
        yield lines.map((line) => this.#foresee(definition, line));
        after = lines.at(-1)?.id;
      }
  }

  /** How many open cases are of an older version. */
  async outdated(): Promise<number> {
    const counts = await Promise.all(
      Object.values(this.definitions).map(async (definition) => this.#outdatedOf(definition)),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async #outdatedOf({ name, version }: ProcessDefinition): Promise<number> {
    const [row] = await this.transactions.outside.query<{ count: number }[]>(
      'select count(*)::int as count from cases where process = $1 and version < $2 and not closed',
      [name, version],
    );
    return row?.count ?? 0;
  }

  /**
   * Notes since when cases of each process wait to be brought, for the alarm of those that never are: a case itself does not
   * tell, as it may have been left alone for months. @returns how many wait.
   */
  async #begin(): Promise<number> {
    let total = 0;
    for (const definition of Object.values(this.definitions)) {
      const count = await this.#outdatedOf(definition);
      total += count;
      const of = [definition.name, definition.version] as const;
      if (count === 0)
        await this.transactions.outside.query('delete from bringings where process = $1 and version <= $2', [...of]);
      else
        await this.transactions.outside.query(
          'insert into bringings (process, version, begun_at) values ($1, $2, $3) on conflict do nothing',
          [...of, this.clock.now()],
        );
    }
    return total;
  }

  async *#batches(size: number, wait: boolean, pause: number, signal: AbortSignal | undefined) {
    for (const definition of Object.values(this.definitions))
      for (let after: string | undefined = NO_CASE; after !== undefined;) {
        if (signal?.aborted) return;
        const batch = await this.#bring(definition, after, size, wait);
        yield batch;
        after = batch.last;
        if (after !== undefined && pause > 0) await sleep(pause, undefined, { signal }).catch(() => {});
      }
  }

  async #bring(definition: ProcessDefinition, after: string, size: number, wait: boolean) {
    return this.transactions.run(async (tx) => {
      const lock = `for no key update of c ${wait ? '' : 'skip locked'}`;
      const lines = await outdatedAfter(tx, definition, after, size, lock);
      const left: LeftBehind[] = [];
      let brought = 0;
      for (const line of lines) {
        const forecast = this.#foresee(definition, line);
        if (isLeftBehind(forecast)) left.push(forecast);
        else if (await saveBringing(tx, forecast)) brought += 1;
      }
      return { brought, left, last: lines.at(-1)?.id };
    });
  }

  #foresee(definition: ProcessDefinition, { held, ...stored }: Line): Forecast {
    try {
      return bringing(definition, stored, held, this.clock.now());
    } catch (error) {
      if (!(error instanceof CaseNotMigratable)) throw error;
      return { stored, to: error.details.to, why: error.details.why };
    }
  }
}

const NO_CASE = '00000000-0000-0000-0000-000000000000';

/** The next open cases of an older version, in the order of their identifiers, with the deadlines they hold. */
async function outdatedAfter(
  tx: Tx,
  { name, version }: ProcessDefinition,
  after: string,
  limit: number,
  lock: string,
): Promise<readonly Line[]> {
  const rows = await tx.query<(StoredCase & { process: ProcessName; held: readonly HeldDeadline[] })[]>(
    `select c.id, c.process, c.subject_id as "subjectId", c.version, c.revision, c.state, c.snapshot, c.closed,
            c.head_hash as "headHash",
            array(select jsonb_build_object('key', d.key, 'dueAt', d.due_at, 'passed', d.next_at = 'infinity')
                    from deadlines d where d.case_id = c.id order by d.due_at, d.key) as held
       from cases c where c.process = $1 and c.version < $2 and not c.closed and c.id > $3
      order by c.id limit ${limit} ${lock}`,
    [name, version, after],
  );
  return rows.map((row) => ({ ...row, held: row.held.map((one) => ({ ...one, dueAt: instantIn(one.dueAt) })) }));
}

/** PostgreSQL writes moments inside JSON in the session's own zone. */
const instantIn = (moment: string): string => instantOf(Date.parse(moment));
