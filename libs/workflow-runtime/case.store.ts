import { canonicalJson, newId } from '#libs/kernel/index.js';
import { runPrepared, type Tx } from '#libs/persistence/index.js';

import type { OrderedEffect, Step, TimedEvent } from './advance.js';
import type { Actor, Answer, CaseReference, StoredCase } from './case.js';
import { caseId } from './case.js';
import { NEVER, READ_CASE, saving } from './case.statements.js';
import { eventHash, GENESIS } from './event-hash.js';
import { READ_TOGETHER, savingTogether } from './together.statements.js';

interface CaseRecord {
  version: number;
  revision: number;
  state: string;
  snapshot: StoredCase['snapshot'];
  closed: boolean;
  head_hash: string;
  answered: { revision: number; state_before: string; state_after: string; at: string } | null;
}

/** The event that made this one happen, in another case. */
export interface Cause {
  readonly caseId: string;
  readonly revision: number;
}

export interface Advance {
  readonly definitionVersion: number;
  readonly stored: StoredCase;
  readonly step: Step;
  readonly event: TimedEvent;
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly cause: Cause | undefined;
  /** False when the deadlines are those that the case holds: they are left alone then. */
  readonly rearms?: boolean;
  /** Keys of deadlines that are kept without ever being told: of a checkpoint, those whose day was over before. */
  readonly passed?: readonly string[];
}

/** What there is of a case, and what was answered to a key. */
export interface FoundCase {
  readonly stored: StoredCase | undefined;
  readonly answered: Answer | undefined;
}

/** A case and, when this key was already answered, the answer. One read. */
export async function readCase(tx: Tx, reference: CaseReference, idempotencyKey: string): Promise<FoundCase> {
  const [row] = await runPrepared<CaseRecord>(tx, READ_CASE, [caseId(reference), idempotencyKey]);
  return found(reference, row);
}

/** A case and the key it was asked with. */
export interface AskedCase {
  readonly reference: CaseReference;
  readonly idempotencyKey: string;
}

/** As {@link readCase}, for several in one read, in their order. */
export async function readTogether(tx: Tx, asked: readonly AskedCase[]): Promise<readonly FoundCase[]> {
  const rows = await runPrepared<CaseRecord & { position: number }>(tx, READ_TOGETHER, [
    asked.map(({ reference }) => caseId(reference)),
    asked.map(({ idempotencyKey }) => idempotencyKey),
  ]);
  const byPosition = new Map(rows.map((row) => [row.position, row]));
  return asked.map(({ reference }, index) => found(reference, byPosition.get(index + 1)));
}

function found(reference: CaseReference, row: CaseRecord | undefined): FoundCase {
  if (!row) return { stored: undefined, answered: undefined };
  const id = caseId(reference);
  return {
    stored: {
      id,
      process: reference.process,
      subjectId: reference.subjectId,
      version: row.version,
      revision: row.revision,
      state: row.state,
      snapshot: row.snapshot,
      closed: row.closed,
      headHash: row.head_hash,
    },
    answered: row.answered
      ? {
          caseId: id,
          revision: row.answered.revision,
          stateBefore: row.answered.state_before,
          stateAfter: row.answered.state_after,
          at: new Date(row.answered.at).toISOString(),
          repeated: true,
        }
      : undefined,
  };
}

/**
 * Saves an advance in one guarded statement: snapshot, log entry, deadlines, effects owed. Waits for whoever holds the case.
 * Returns false when someone else moved the case meanwhile; nothing is written then.
 */
export async function saveAdvance(tx: Tx, advance: Advance): Promise<boolean> {
  const { stored, step, actor, idempotencyKey, cause, definitionVersion } = advance;
  const { revision, type, at, payload, hash, deadlines, effects } = entryOf(advance);
  const shape = { opens: stored.revision === 0, rearms: deadlines !== undefined, owes: effects !== undefined };
  const moved = await runPrepared<{ revision: number }>(tx, saving(shape), [
    stored.id,
    revision,
    definitionVersion,
    step.stateAfter,
    JSON.stringify(step.snapshot),
    step.closed,
    hash,
    at,
    type,
    canonicalJson(payload),
    actor,
    step.stateBefore,
    idempotencyKey,
    cause?.caseId ?? null,
    cause?.revision ?? null,
    stored.headHash,
    ...(shape.opens ? [stored.process, stored.subjectId] : []),
    ...(deadlines ? [JSON.stringify(deadlines)] : []),
    ...(effects ? [JSON.stringify(effects)] : []),
  ]);
  return moved.length === 1;
}

/**
 * As {@link saveAdvance}, for several cases that exist, each once, in one statement that waits for nobody.
 * Returns the identifiers of those that moved; of the others nothing is written.
 */
export async function saveTogether(tx: Tx, advances: readonly Advance[]): Promise<ReadonlySet<string>> {
  const given = advances.map((advance) => ({ advance, entry: entryOf(advance) }));
  const shape = {
    rearms: given.some(({ entry }) => entry.deadlines !== undefined),
    owes: given.some(({ entry }) => entry.effects !== undefined),
  };
  const rows = given.map(({ advance: { stored, step, actor, idempotencyKey, cause, definitionVersion }, entry }) => ({
    ...entry,
    id: stored.id,
    version: definitionVersion,
    state: step.stateAfter,
    snapshot: step.snapshot,
    closed: step.closed,
    actor,
    before: step.stateBefore,
    key: idempotencyKey,
    cause: cause?.caseId,
    cause_revision: cause?.revision,
    previous: stored.headHash,
  }));
  const moved = await runPrepared<{ id: string }>(tx, savingTogether(shape), [JSON.stringify(rows)]);
  return new Set(moved.map(({ id }) => id));
}

/** What the log says of an advance, with the deadlines and effects there are to write. */
function entryOf(advance: Advance) {
  const { type, at, ...payload } = advance.event;
  const { stored, step, actor } = advance;
  const revision = stored.revision + 1;
  return {
    revision,
    type,
    at,
    payload,
    hash: eventHash(stored.headHash, { caseId: stored.id, revision, type, payload, actor, at }),
    deadlines: stored.revision === 0 || (advance.rearms ?? true) ? armed(advance) : undefined,
    effects: step.effects.length > 0 ? step.effects.map(owed) : undefined,
  };
}

const armed = ({ step, passed }: Advance) =>
  step.deadlines.map(({ key, dueAt, event }) => ({
    key,
    due_at: dueAt,
    event,
    next_at: passed?.includes(key) ? NEVER : dueAt,
  }));

const owed = ({ type, queue, params }: OrderedEffect, position: number) => ({
  id: newId(),
  position,
  type,
  queue,
  params,
});

/** A case before its first event. */
export function unopened(reference: CaseReference, snapshot: StoredCase['snapshot'], version: number): StoredCase {
  return {
    id: caseId(reference),
    process: reference.process,
    subjectId: reference.subjectId,
    version,
    revision: 0,
    state: '',
    snapshot,
    closed: false,
    headHash: GENESIS,
  };
}
