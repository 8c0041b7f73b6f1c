import type { Prepared } from '#libs/persistence/index.js';

import { NEVER } from './case.statements.js';

// However many cases there are, they are reached by their key: the planner, which takes a hundred for each list it is given, would
// read whole tables while they are small, and keep doing so in a prepared statement. Hence the subqueries it cannot merge.

/** Several cases and the answers already given to their keys, in the order they are asked. */
export const READ_TOGETHER: Prepared = {
  name: 'read-together',
  text: `select asked.position::integer, c.version, c.revision, c.state, c.snapshot, c.closed, c.head_hash,
            (select jsonb_build_object('revision', e.revision, 'state_before', e.state_before, 'state_after', e.state_after, 'at', e.at)
               from case_events e where e.case_id = c.id and e.idempotency_key = asked.key) as answered
       from unnest($1::uuid[], $2::text[]) with ordinality as asked(id, key, position),
            lateral (select * from cases where cases.id = asked.id offset 0) c`,
};

/** What some of the cases saved together need beyond moving and logging why: what none of them needs costs nothing. */
interface Shape {
  readonly rearms: boolean;
  readonly owes: boolean;
}

const statements = new Map<string, Prepared>();

/**
 * One statement for several cases that exist, each under its own revision. It waits for nobody: a case that somebody holds, or
 * has moved, is left out of what comes back, and nothing of it is written.
 */
export function savingTogether({ rearms, owes }: Shape): Prepared {
  const name = `save-together${rearms ? '-rearms' : ''}${owes ? '-owes' : ''}`;
  let statement = statements.get(name);
  if (!statement) {
    const parts = [MOVE, ...(rearms ? [REARM] : []), ...(owes ? [OWE] : [])];
    statement = { name, text: `with ${parts.join(',')} select id from moved` };
    statements.set(name, statement);
  }
  return statement;
}

const MOVE = `
  given as materialized (
    select * from jsonb_to_recordset($1::jsonb) as g(
      id uuid, revision integer, version integer, state text, snapshot jsonb, closed boolean, hash text, at timestamptz, type text,
      payload jsonb, actor text, before text, key text, cause uuid, cause_revision integer, previous text, deadlines jsonb,
      effects jsonb)),
  held as materialized (
    select c.id from given g, lateral (
      select id from cases where cases.id = g.id and cases.revision = g.revision - 1 for no key update skip locked) c),
  moved as (
    update cases c set revision = g.revision, version = g.version, state = g.state, snapshot = g.snapshot, closed = g.closed,
                       head_hash = g.hash, updated_at = g.at
      from given g where c.id = g.id and c.id = any(array(select id from held)) returning c.id),
  logged as (
    insert into case_events (case_id, revision, type, payload, actor, at, state_before, state_after,
                             idempotency_key, cause_case_id, cause_revision, previous_hash, hash)
    select g.id, g.revision, g.type, g.payload, g.actor, g.at, g.before, g.state, g.key, g.cause, g.cause_revision, g.previous, g.hash
      from given g join held h on h.id = g.id)`;

/** As in the statement of one case; a case whose deadlines stay gives none at all. */
const REARM = `
  armed as materialized (
    select g.id as case_id, d.* from given g join held h on h.id = g.id,
           jsonb_to_recordset(g.deadlines) as d(key text, due_at timestamptz, event jsonb, next_at timestamptz)),
  dropped as (
    delete from deadlines d
     where d.case_id = any(array(select g.id from given g join held h on h.id = g.id where g.deadlines is not null))
       and not exists (select from armed a where a.case_id = d.case_id and a.key = d.key)),
  rearmed as (
    insert into deadlines as d (case_id, key, due_at, next_at, event)
    select a.case_id, a.key, a.due_at, a.next_at, a.event from armed a
     where (select h.due_at = a.due_at and h.event = a.event from deadlines h where h.case_id = a.case_id and h.key = a.key) is not true
    on conflict (case_id, key) do update
      set due_at = excluded.due_at, event = excluded.event, attempts = 0, last_error = null,
          next_at = case when d.next_at = '${NEVER}' and d.due_at = excluded.due_at then d.next_at else excluded.next_at end
      where d.due_at <> excluded.due_at or d.event <> excluded.event)`;

const OWE = `
  owed as (
    insert into outbox (id, case_id, revision, position, queue, type, params, created_at, next_at)
    select e.id, g.id, g.revision, e.position, e.queue, e.type, e.params, g.at, g.at
      from given g join held h on h.id = g.id,
           jsonb_to_recordset(g.effects) as e(id uuid, position integer, queue text, type text, params jsonb))`;
