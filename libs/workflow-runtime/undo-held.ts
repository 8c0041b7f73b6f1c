import type { Tx } from '#libs/persistence/index.js';
import type { ProcessDefinition, StoredSnapshot } from '#workflows/contract/index.js';

import { type Answer, caseId, type CaseReference, type StoredCase } from './case.js';
import { readCase } from './case.store.js';
import { replayLog } from './replay.js';
import { UndoRefused } from './runtime.errors.js';
import { standing, type Undoing, type Undone, type UndoneEntry } from './undo.js';

/** What came of taking back the step of one case, and of those it told. */
export interface TakenBack extends Answer {
  readonly told: Undone['told'][number][];
  readonly effects: Undone['effects'][number][];
}

/** A case that nobody else can move until the transaction ends, with its log and all that it has been. */
export class Held {
  constructor(
    readonly stored: StoredCase,
    readonly log: readonly UndoneEntry[],
    readonly snapshots: ReadonlyMap<number, StoredSnapshot>,
  ) {}

  /** The undoing of an entry that another case told; undefined when it is no longer the last that counts. */
  undoingOf(key: string): Undoing | undefined {
    const kept = standing(this.log);
    const [before, last] = kept.slice(-2);
    if (!before || last?.key !== key) return undefined;
    return { rule: {}, to: before.revision, entries: [last] };
  }

  /** The snapshots on both sides of an undo. */
  between(to: number): { readonly before: StoredSnapshot; readonly after: StoredSnapshot } {
    const before = this.snapshots.get(to);
    if (!before) throw new UndoRefused('UNDO_NOT_POSSIBLE');
    return { before, after: this.stored.snapshot };
  }
}

/** Holds a case until the end of the transaction; undefined when there is none. @throws UndoRefused for a faulty log. */
export async function hold(reference: CaseReference, definition: ProcessDefinition, tx: Tx): Promise<Held | undefined> {
  const id = caseId(reference);
  await tx.query('select 1 from cases where id = $1 for update', [id]);
  const { stored } = await readCase(tx, reference, '');
  if (!stored) return undefined;
  const { faults, snapshots } = await replayLog(tx, stored, definition);
  // Nothing is built upon a log that does not tell the truth.
  if (faults.length > 0) throw new UndoRefused('UNDO_NOT_POSSIBLE', { fault: faults[0]?.fault });
  return new Held(stored, await logOf(id, tx), snapshots);
}

/** All entries of a case, oldest first. */
export async function logOf(id: string, tx: Tx): Promise<readonly UndoneEntry[]> {
  const rows = await tx.query<(Omit<UndoneEntry, 'at'> & { at: Date })[]>(
    `select revision, type, payload, actor, at, state_before as "stateBefore", state_after as "stateAfter",
            idempotency_key as key, cause_case_id is not null as caused
       from case_events where case_id = $1 order by revision`,
    [id],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
