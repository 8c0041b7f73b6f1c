// Cases that wait: what a sweeper and a relay have to leave alone, and what is due among it.
import { newId } from '#libs/kernel/index.js';

import { fill } from './database.mjs';

/** Where the bench's clock stands while cases open, and when their deadlines have come due. */
export const OPENED_AT = '2026-03-02T09:00:00.000Z';
export const DUE_AT = '2026-09-01T09:00:00.000Z';

/** A product whose committee will be due: its duty waits for the planning window. */
const history = { type: 'history.imported', phase: 'construction', since: '2026-02-02', committees: [] };

/** Opens duties through the engine; all of them are due at {@link DUE_AT}. */
export async function openDuties({ runtime, clock }, count) {
  clock.set(OPENED_AT);
  for (let at = 0; at < count; at += 1)
    await runtime.open('half-year-duty', newId(), history, { actor: 'import:register', idempotencyKey: newId() });
}

/**
 * Fills a database with `count` cases that wait: each with a log entry, a deadline of the year after {@link DUE_AT}, and an
 * effect, every second one done and the others to be tried again later.
 */
export async function fillWaiting(engine, count) {
  await openDuties(engine, 1);
  const copies = `generate_series(1, ${count})`;
  await fill(engine.url, [
    [
      'cases',
      `insert into cases (id, process, subject_id, version, revision, state, snapshot, closed, head_hash, created_at, updated_at)
       select gen_random_uuid(), process, gen_random_uuid(), version, revision, state, snapshot, closed, head_hash,
              created_at, updated_at
         from (select * from cases limit 1) as one, ${copies}`,
    ],
    [
      'log entries',
      `insert into case_events (case_id, revision, type, payload, actor, at, state_before, state_after, idempotency_key,
                                previous_hash, hash)
       select c.id, 1, e.type, e.payload, e.actor, e.at, e.state_before, e.state_after, e.idempotency_key, e.previous_hash,
              e.hash
         from (select * from case_events limit 1) as e, cases c where c.id <> e.case_id`,
    ],
    [
      'deadlines',
      `insert into deadlines (case_id, key, due_at, next_at, event)
       select id, key, at, at, event
         from (select c.id, d.key, d.event, $1::timestamptz + interval '1 day' + random() * interval '365 days' as at
                 from (select * from deadlines limit 1) as d, cases c where c.id <> d.case_id) as waiting`,
      [DUE_AT],
    ],
    [
      'effects',
      `insert into outbox (id, case_id, revision, position, queue, type, params, created_at, next_at, done_at, attempts)
       select gen_random_uuid(), id, 1, 0, 'mail', 'duty.ask-to-plan', '{}', created_at,
              $1::timestamptz + interval '1 day' + random() * interval '1 day',
              case when row_number() over () % 2 = 0 then created_at end, 1
         from cases`,
      [DUE_AT],
    ],
  ]);
}
