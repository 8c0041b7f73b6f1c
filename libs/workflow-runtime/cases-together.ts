import { Gathering } from '#libs/kernel/index.js';
import { databaseUnavailable, type Transactions, type Tx } from '#libs/persistence/index.js';

import type { CaseReference } from './case.js';
import {
  type Advance,
  type AskedCase,
  type FoundCase,
  readCase,
  readTogether,
  saveAdvance,
  saveTogether,
} from './case.store.js';

/** Where the runtime reads and saves cases. */
export interface Cases {
  /** The case, and the answer already given to the key. */
  read(reference: CaseReference, idempotencyKey: string): Promise<FoundCase>;
  /** False when somebody else moved the case meanwhile; nothing is written then. */
  save(advance: Advance): Promise<boolean>;
}

/** The cases as one transaction sees them. */
export const casesOf = (tx: Tx): Cases => ({
  read: async (reference, idempotencyKey) => readCase(tx, reference, idempotencyKey),
  save: async (advance) => saveAdvance(tx, advance),
});

/** As many of each as keep PostgreSQL busy while a request of ours is on its way. */
const AT_ONCE = 2;
/** A statement that takes longer makes the first of those it serves wait for the last. */
const MOST = 32;

/**
 * The cases outside any transaction. Events that arrive together are read together, and saved together: one statement, one
 * commit, each case under its own revision. What fails or waits does so alone.
 */
export class CasesTogether implements Cases {
  readonly #reads: Gathering<AskedCase, FoundCase>;
  readonly #saves: Gathering<Advance, boolean>;

  constructor(private readonly transactions: Transactions) {
    const options = { atOnce: AT_ONCE, most: MOST, apart: (error: unknown) => !databaseUnavailable(error) };
    this.#reads = new Gathering(async (asked) => readTogether(this.transactions.outside, asked), options);
    this.#saves = new Gathering(async (advances) => this.#save(advances), options);
  }

  async read(reference: CaseReference, idempotencyKey: string): Promise<FoundCase> {
    return this.#reads.ask({ reference, idempotencyKey });
  }

  async save(advance: Advance): Promise<boolean> {
    const isOpening = advance.stored.revision === 0;
    return (!isOpening && (await this.#saves.ask(advance))) || saveAdvance(this.transactions.outside, advance);
  }

  /** Of two events of one case the first goes; who does not go with the others tries alone, and waits alone. */
  async #save(advances: readonly Advance[]): Promise<readonly boolean[]> {
    const firsts = new Map(advances.toReversed().map((advance) => [advance.stored.id, advance]));
    const moved = await saveTogether(this.transactions.outside, [...firsts.values()]);
    return advances.map((advance) => firsts.get(advance.stored.id) === advance && moved.has(advance.stored.id));
  }
}
