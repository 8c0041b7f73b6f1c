import { Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import type { DeliveryState } from '#libs/mail/index.js';
import type { ProcessDefinition } from '#workflows/contract/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

export interface Census {
  /** Every effect type, those with nothing owed included. */
  readonly effectsOwed: ReadonlyMap<string, number>;
  readonly cases: readonly { readonly process: ProcessName; readonly state: string; readonly count: number }[];
  /** Every state but `sent`, which only history makes grow. */
  readonly mails: ReadonlyMap<UnsentState, number>;
}

type UnsentState = Exclude<DeliveryState, 'sent'> | 'held';

const UNSENT = [
  'held',
  'reserved',
  'sending',
  'refused',
  'bounced',
  'unknown',
] as const satisfies readonly UnsentState[];

/** Counting cases reads an index entry for each: once a minute is enough for a graph. */
const CASES_KEPT = 60_000;

/** How much there is of everything, for graphs. */
@Injectable()
export class CensusReader {
  #cases: { readonly at: number; readonly counted: Promise<Census['cases']> } | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Cases as of a minute ago at most; the rest as of now. */
  async take(): Promise<Census> {
    const tx = this.transactions.outside;
    const [effects, mails, cases] = await Promise.all([
      tx.query<Counted[]>(
        `select type as name, count(*)::int as count from outbox where done_at is null group by type`,
      ),
      tx.query<Counted[]>(
        `select state as name, count(*)::int as count from mail_deliveries where state <> 'sent' group by state
         union all select 'held', count(*)::int from held_letters where settled_at is null`,
      ),
      this.#casesOfTheMinute(),
    ]);
    return { effectsOwed: countsOf(effectTypes(), effects), mails: countsOf(UNSENT, mails), cases };
  }

  async #casesOfTheMinute(): Promise<Census['cases']> {
    const now = this.clock.millis();
    if (!this.#cases || Math.abs(now - this.#cases.at) >= CASES_KEPT) {
      this.#cases = { at: now, counted: this.#countCases() };
      this.#cases.counted.catch(() => {
        this.#cases = undefined;
      });
    }
    return this.#cases.counted;
  }

  async #countCases(): Promise<Census['cases']> {
    return this.transactions.outside.query<{ process: ProcessName; state: string; count: number }[]>(
      'select process, state, count(*)::int as count from cases group by process, state order by process, state',
    );
  }
}

interface Counted {
  readonly name: string;
  readonly count: number;
}

function countsOf<Name extends string>(names: readonly Name[], rows: readonly Counted[]): ReadonlyMap<Name, number> {
  const found = new Map(rows.map(({ name, count }) => [name, count]));
  return new Map(names.map((name) => [name, found.get(name) ?? 0]));
}

function effectTypes(): readonly string[] {
  return Object.values<ProcessDefinition>(processes).flatMap(({ effects }) => Object.keys(effects));
}
