import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Engine, startEngine } from '../../test/support/engine.js';
import { limitsAt } from './alarm.js';
import { parametersOf, SITUATIONS } from './situations.query.js';

const HISTORY = 20_000;

describe('what looking for late things costs', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine('2026-03-02T09:00:00.000Z');
    await engine.dataSource.query(`
      insert into cases (id, process, subject_id, version, revision, state, snapshot, closed, head_hash, created_at, updated_at)
      select gen_random_uuid(), p.process, gen_random_uuid(), 1, 1, p.state, '{"context":{}}', true, '', now(), now()
        from generate_series(1, ${HISTORY}),
             (values ('committee', 'closed'), ('deliberation-record', 'sealed'), ('half-year-duty', 'waiting')) p(process, state)`);
    await engine.dataSource.query(`
      insert into case_events (case_id, revision, type, payload, actor, at, state_before, state_after, previous_hash, hash)
      select id, 1, 'history.imported', '{}', 'import:register', now(), '', state, '', '' from cases`);
    await engine.dataSource.query(`
      insert into outbox (id, case_id, revision, position, queue, type, params, created_at, next_at, done_at)
      select gen_random_uuid(), id, 1, 0, 'mail', 'reminder.send', '{}', now(), now(), now() from cases`);
    await engine.dataSource.query(`
      insert into deadlines (case_id, key, due_at, next_at, event)
      select id, 'due', '2027-01-01', '2027-01-01', '{}' from cases`);
    await engine.dataSource.query(`
      insert into mail_deliveries (id, key, state, message_id, attempt_id, attempts, held_until, created_at, settled_at)
      select gen_random_uuid(), id::text, 'sent', '', id, 1, now(), now(), now() from cases`);
    await engine.dataSource.query('analyze cases, outbox, deadlines, mail_deliveries, case_events');
  });
  afterAll(async () => engine.stop());

  it('is nothing for what is done, closed, sent or to come: every table is entered by an index on what is not', async () => {
    const plan = await engine.dataSource.query<Record<string, string>[]>(`explain ${SITUATIONS}`, [
      ...parametersOf(limitsAt(engine.clock.now(), engine.clock.today())),
    ]);
    const lines = plan.map((line) => line['QUERY PLAN'] ?? '').join('\n');
    expect(lines).not.toMatch(/Seq Scan on/u);
    for (const index of [
      'outbox_owed',
      'deadlines_next',
      'mail_deliveries_not_sent',
      'cases_process_state',
      'cases_open_version',
    ])
      expect(lines).toContain(index);
  });
});
