import type { Prepared } from '#libs/persistence/index.js';

export const READ_CASE: Prepared = {
  name: 'read-case',
  text: `select c.version, c.revision, c.state, c.snapshot, c.closed, c.head_hash,
            (select jsonb_build_object('revision', e.revision, 'state_before', e.state_before, 'state_after', e.state_after, 'at', e.at)
               from case_events e where e.case_id = c.id and e.idempotency_key = $2) as answered
       from cases c where c.id = $1`,
};

/** The next look at a deadline that is not to be told. */
export const NEVER = 'infinity';

/** What a save has to do beyond moving the case and logging why: what it leaves out costs nothing. */
interface Shape {
  readonly opens: boolean;
  readonly rearms: boolean;
  readonly owes: boolean;
}

const statements = new Map<string, Prepared>();

/** Each shape is a statement of its own, planned once; its last parameters are those of `Shape`, in that order. */
export function saving(shape: Shape): Prepared {
  const name = `save-case${shape.opens ? '-opens' : ''}${shape.rearms ? '-rearms' : ''}${shape.owes ? '-owes' : ''}`;
  let statement = statements.get(name);
  if (!statement) {
    statement = { name, text: textOf(shape) };
    statements.set(name, statement);
  }
  return statement;
}

function textOf({ opens, rearms, owes }: Shape): string {
  let last = 16;
  const next = () => `$${(last += 1)}`;
  const parts = [opens ? insertCase(next(), next()) : UPDATE_CASE, LOG];
  if (rearms) parts.push(rearm(next()));
  if (owes) parts.push(owe(next()));
  return `with ${parts.join(',')} select revision from moved`;
}

const UPDATE_CASE = `
  moved as (
    update cases set revision = $2, version = $3, state = $4, snapshot = $5::jsonb, closed = $6, head_hash = $7, updated_at = $8
     where id = $1 and revision = $2::integer - 1 returning id, revision)`;

const insertCase = (process: string, subjectId: string) => `
  moved as (
    insert into cases (id, process, subject_id, version, revision, state, snapshot, closed, head_hash, created_at, updated_at)
    values ($1, ${process}, ${subjectId}, $3, $2, $4, $5::jsonb, $6, $7, $8, $8)
    on conflict (id) do nothing returning id, revision)`;

const LOG = `
  logged as (
    insert into case_events (case_id, revision, type, payload, actor, at, state_before, state_after,
                             idempotency_key, cause_case_id, cause_revision, previous_hash, hash)
    select m.id, m.revision, $9, $10::jsonb, $11, $8, $12, $4, $13, $14::uuid, $15::integer, $16, $7 from moved m)`;

/** A conflict locks its row, even to change nothing: what is armed already is left out before, one look by key for each. */
const rearm = (deadlines: string) => `
  armed as (
    select d.* from jsonb_to_recordset(${deadlines}::jsonb) as d(key text, due_at timestamptz, event jsonb, next_at timestamptz)),
  dropped as (
    delete from deadlines where case_id in (select id from moved) and key not in (select key from armed)),
  rearmed as (
    insert into deadlines as d (case_id, key, due_at, next_at, event)
    select m.id, a.key, a.due_at, a.next_at, a.event from moved m, armed a
     where (select h.due_at = a.due_at and h.event = a.event from deadlines h where h.case_id = $1 and h.key = a.key) is not true
    on conflict (case_id, key) do update
      set due_at = excluded.due_at, event = excluded.event, attempts = 0, last_error = null,
          next_at = case when d.next_at = '${NEVER}' and d.due_at = excluded.due_at then d.next_at else excluded.next_at end
      where d.due_at <> excluded.due_at or d.event <> excluded.event)`;

const owe = (effects: string) => `
  owed as (
    insert into outbox (id, case_id, revision, position, queue, type, params, created_at, next_at)
    select e.id, m.id, m.revision, e.position, e.queue, e.type, e.params, $8, $8
      from moved m, jsonb_to_recordset(${effects}::jsonb) as e(id uuid, position integer, queue text, type text, params jsonb))`;
