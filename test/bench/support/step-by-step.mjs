// The same work as the runtime's dispatch, as one would write it with an entity manager: lock the case, read, compute, and save
// entity by entity, all in one transaction. A baseline for dispatch.bench.mjs and nothing else.
import { createHash } from 'node:crypto';

import { canonicalJson, newId } from '#libs/kernel/index.js';
import { dataSourceOptions } from '#libs/persistence/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';
import { TELL } from '#workflows/contract/index.js';
import { processes } from '#workflows/index.js';
import { DataSource, EntitySchema } from 'typeorm';
import { transition } from 'xstate';

const column = (type, options = {}) => ({ type, ...options });
const key = (type) => ({ type, primary: true });

const Case = new EntitySchema({
  name: 'Case',
  tableName: 'cases',
  columns: {
    id: key('uuid'),
    process: column('text'),
    subject_id: column('uuid'),
    version: column('integer'),
    revision: column('integer'),
    state: column('text'),
    snapshot: column('jsonb'),
    closed: column('boolean'),
    head_hash: column('text'),
    created_at: column('timestamptz'),
    updated_at: column('timestamptz'),
  },
});
const Entry = new EntitySchema({
  name: 'Entry',
  tableName: 'case_events',
  columns: {
    case_id: key('uuid'),
    revision: key('integer'),
    type: column('text'),
    payload: column('jsonb'),
    actor: column('text'),
    at: column('timestamptz'),
    state_before: column('text'),
    state_after: column('text'),
    idempotency_key: column('text'),
    cause_case_id: column('uuid', { nullable: true }),
    cause_revision: column('integer', { nullable: true }),
    previous_hash: column('text'),
    hash: column('text'),
  },
});
const DeadlineEntity = new EntitySchema({
  name: 'Deadline',
  tableName: 'deadlines',
  columns: {
    case_id: key('uuid'),
    key: key('text'),
    due_at: column('timestamptz'),
    next_at: column('timestamptz'),
    event: column('jsonb'),
  },
});
const Effect = new EntitySchema({
  name: 'Effect',
  tableName: 'outbox',
  columns: {
    id: key('uuid'),
    case_id: column('uuid'),
    revision: column('integer'),
    position: column('integer'),
    queue: column('text'),
    type: column('text'),
    params: column('jsonb'),
    created_at: column('timestamptz'),
    next_at: column('timestamptz'),
  },
});

/** Opens the baseline on a database of ours; same number of connections, same clock. */
export async function openStepByStep(url, { poolSize = 10, clock }) {
  const entities = [Case, Entry, DeadlineEntity, Effect];
  const source = await new DataSource({ ...dataSourceOptions(url, poolSize), entities }).initialize();
  return {
    dispatch: (process, subjectId, event, { actor, idempotencyKey }) =>
      source.transaction((manager) => take(manager, { process, subjectId, event, actor, idempotencyKey }, clock.now())),
    close: () => source.destroy(),
  };
}

async function take(manager, { process, subjectId, event: told, actor, idempotencyKey, cause }, at) {
  const id = caseId({ process, subjectId });
  const stored = await manager.findOneOrFail(Case, { where: { id }, lock: { mode: 'pessimistic_write' } });
  const answered = await manager.findOne(Entry, { where: { case_id: id, idempotency_key: idempotencyKey } });
  if (answered) return answered;
  const definition = processes[process];
  const event = { ...told, at };
  const before = definition.machine.resolveState(stored.snapshot);
  if (!before.can(event)) throw new Error(`${event.type} refused`);
  const [after, actions] = transition(definition.machine, before, event);
  const { type, at: _at, ...payload } = event;
  const entry = {
    case_id: id,
    revision: stored.revision + 1,
    type,
    payload,
    actor,
    at,
    state_before: stored.state,
    state_after: String(after.value),
    idempotency_key: idempotencyKey,
    cause_case_id: cause?.case_id,
    cause_revision: cause?.revision,
    previous_hash: stored.head_hash,
    hash: createHash('sha256')
      .update(
        `${stored.head_hash}\n${canonicalJson({ caseId: id, revision: stored.revision + 1, type, payload, actor, at })}`,
      )
      .digest('hex'),
  };
  const snapshot = { value: after.value, context: after.context };
  const { revision, state_after: state, hash } = entry;
  await manager.save(Case, { ...stored, revision, state, snapshot, head_hash: hash, updated_at: at });
  await manager.save(Entry, entry);
  await rearm(manager, id, definition.deadlines(snapshot));
  const effects = actions.filter((action) => action.type !== TELL);
  for (const [position, { type: effect, params }] of effects.entries())
    await manager.save(Effect, {
      id: newId(),
      case_id: id,
      revision,
      position,
      queue: definition.effects[effect],
      type: effect,
      params,
      created_at: at,
      next_at: at,
    });
  for (const [position, { params: tell }] of actions.filter((action) => action.type === TELL).entries())
    await take(manager, { ...tell, actor, idempotencyKey: `told:${id}:${revision}:${position}`, cause: entry }, at);
  return entry;
}

async function rearm(manager, id, deadlines) {
  const armed = await manager.find(DeadlineEntity, { where: { case_id: id } });
  const dropped = armed.filter((one) => !deadlines.some((deadline) => deadline.key === one.key));
  if (dropped.length > 0) await manager.remove(DeadlineEntity, dropped);
  for (const { key: name, dueAt, event } of deadlines) {
    const same = armed.find((one) => one.key === name && one.due_at.toISOString() === dueAt);
    if (!same) await manager.save(DeadlineEntity, { case_id: id, key: name, due_at: dueAt, next_at: dueAt, event });
  }
}
