import { canonicalJson, newId } from '#libs/kernel/index.js';
import { runPrepared, type Tx } from '#libs/persistence/index.js';

import type { OrderedEffect, Step, TimedEvent } from './advance.js';
import type { Actor, Answer, CaseReference, StoredCase } from './case.js';
import { caseId } from './case.js';
import { NEVER, READ_CASE, saving } from './case.statements.js';
import { eventHash, GENESIS } from './event-hash.js';

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
  const id = caseId(reference);
  const [row] = await runPrepared<CaseRecord>(tx, READ_CASE, [id, idempotencyKey]);
  if (!row) return { stored: undefined, answered: undefined };
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
 * Saves an advance in one guarded statement: snapshot, log entry, deadlines, effects owed.
 * Returns false when someone else moved the case meanwhile; nothing is written then.
 */
export async function saveAdvance(tx: Tx, advance: Advance): Promise<boolean> {
  const { stored, step, event } = advance;
  const { type, at, ...payload } = event;
  const revision = stored.revision + 1;
  const hash = eventHash(stored.headHash, {
    caseId: stored.id,
    revision,
    type,
    payload,
    actor: advance.actor,
    at,
  });
  const shape = {
    opens: stored.revision === 0,
    rearms: stored.revision === 0 || (advance.rearms ?? true),
    owes: step.effects.length > 0,
  };
  const moved = await runPrepared<{ revision: number }>(tx, saving(shape), [
    stored.id,
    revision,
    advance.definitionVersion,
    step.stateAfter,
    JSON.stringify(step.snapshot),
    step.closed,
    hash,
    at,
    type,
    canonicalJson(payload),
    advance.actor,
    step.stateBefore,
    advance.idempotencyKey,
    advance.cause?.caseId ?? null,
    advance.cause?.revision ?? null,
    stored.headHash,
    ...(shape.opens ? [stored.process, stored.subjectId] : []),
    ...(shape.rearms ? [JSON.stringify(armed(advance))] : []),
    ...(shape.owes ? [JSON.stringify(step.effects.map(owed))] : []),
  ]);
  return moved.length === 1;
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
