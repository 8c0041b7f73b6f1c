import { canonicalJson, newId } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';
import type { ProcessName } from '#workflows/index.js';

import type { OrderedEffect, Step, TimedEvent } from './advance.js';
import type { Actor, Answer, CaseReference, StoredCase } from './case.js';
import { caseId } from './case.js';
import { eventHash, GENESIS } from './event-hash.js';

interface CaseRecord {
  id: string;
  process: ProcessName;
  subject_id: string;
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
  /** Keys of deadlines that are kept without ever being told: of a checkpoint, those whose day was over before. */
  readonly passed?: readonly string[];
}

/** A case and, when this key was already answered, the answer. One read. */
export async function readCase(
  tx: Tx,
  reference: CaseReference,
  idempotencyKey: string,
): Promise<{ readonly stored: StoredCase | undefined; readonly answered: Answer | undefined }> {
  const id = caseId(reference);
  const [row] = await tx.query<CaseRecord[]>(
    `select c.id, c.process, c.subject_id, c.version, c.revision, c.state, c.snapshot, c.closed, c.head_hash,
            (select jsonb_build_object('revision', e.revision, 'state_before', e.state_before, 'state_after', e.state_after, 'at', e.at)
               from case_events e where e.case_id = c.id and e.idempotency_key = $2) as answered
       from cases c where c.id = $1`,
    [id, idempotencyKey],
  );
  if (!row) return { stored: undefined, answered: undefined };
  return {
    stored: {
      id: row.id,
      process: row.process,
      subjectId: row.subject_id,
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
  const moved = await tx.query<{ revision: number }[]>(stored.revision === 0 ? INSERT_CASE : UPDATE_CASE, [
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
    JSON.stringify(
      step.deadlines.map(({ key, dueAt, event: due }) => ({
        key,
        due_at: dueAt,
        event: due,
        next_at: advance.passed?.includes(key) ? NEVER : dueAt,
      })),
    ),
    JSON.stringify(step.effects.map(owed)),
    ...(stored.revision === 0 ? [stored.process, stored.subjectId] : []),
  ]);
  return moved.length === 1;
}

const owed = ({ type, queue, params }: OrderedEffect, position: number) => ({
  id: newId(),
  position,
  type,
  queue,
  params,
});

/** The next look at a deadline that is not to be told. */
const NEVER = 'infinity';

const AFTER_MOVE = `
  logged as (
    insert into case_events (case_id, revision, type, payload, actor, at, state_before, state_after,
                             idempotency_key, cause_case_id, cause_revision, previous_hash, hash)
    select m.id, m.revision, $9, $10::jsonb, $11, $8, $12, $4, $13, $14::uuid, $15::integer, $16, $7 from moved m),
  armed as (
    select d.* from jsonb_to_recordset($17::jsonb) as d(key text, due_at timestamptz, event jsonb, next_at timestamptz)),
  dropped as (
    delete from deadlines where case_id in (select id from moved) and key not in (select key from armed)),
  rearmed as (
    insert into deadlines as d (case_id, key, due_at, next_at, event)
    select m.id, a.key, a.due_at, a.next_at, a.event from moved m, armed a
    on conflict (case_id, key) do update
      set due_at = excluded.due_at, event = excluded.event, attempts = 0, last_error = null,
          next_at = case when d.next_at = '${NEVER}' and d.due_at = excluded.due_at then d.next_at else excluded.next_at end
      where d.due_at <> excluded.due_at or d.event <> excluded.event),
  owed as (
    insert into outbox (id, case_id, revision, position, queue, type, params, created_at, next_at)
    select e.id, m.id, m.revision, e.position, e.queue, e.type, e.params, $8, $8
      from moved m, jsonb_to_recordset($18::jsonb) as e(id uuid, position integer, queue text, type text, params jsonb))
  select revision from moved`;

const UPDATE_CASE = `
  with moved as (
    update cases set revision = $2, version = $3, state = $4, snapshot = $5::jsonb, closed = $6, head_hash = $7, updated_at = $8
     where id = $1 and revision = $2::integer - 1 returning id, revision),
  ${AFTER_MOVE}`;

const INSERT_CASE = `
  with moved as (
    insert into cases (id, process, subject_id, version, revision, state, snapshot, closed, head_hash, created_at, updated_at)
    values ($1, $19, $20, $3, $2, $4, $5::jsonb, $6, $7, $8, $8)
    on conflict (id) do nothing returning id, revision),
  ${AFTER_MOVE}`;

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
