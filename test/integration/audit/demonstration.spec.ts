import { expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';

import { CheckLogs, Health } from '#libs/audit/index.js';
import { FeaturesModule } from '#libs/composition/index.js';
import { furnishDemonstration } from '#libs/demonstration/index.js';
import { ManualClock } from '#libs/kernel/index.js';
import { Outbox } from '#libs/messaging/index.js';
import { dataSourceOptions, migrate } from '#libs/persistence/index.js';

import { testConfiguration } from '../../support/configuration.js';
import { testDatabase } from '../../support/postgres.js';

it('is nothing in the demonstration, nor in any of its logs: alarms mean something from the first day', async () => {
  const database = await testDatabase();
  const migrating = await new DataSource(dataSourceOptions(database.url, 2)).initialize();
  await migrate(migrating);
  await migrating.destroy();
  const clock = new ManualClock('2026-10-14T08:20:00.000Z');
  const root = FeaturesModule.with(testConfiguration(database.url), clock, 4);
  const services = await NestFactory.createApplicationContext(root, { abortOnError: false, logger: false });
  try {
    await furnishDemonstration(services);
    const source = services.get(DataSource);
    const outbox = services.get(Outbox, { strict: false });
    // What it leaves to the worker, which starts right after it.
    const owed = await source.query<{ id: string }[]>('select id from outbox where done_at is null');
    for (const { id } of owed) await outbox.markDone(id);
    expect((await services.get(Health, { strict: false }).report()).alarms).toMatchObject([
      { kind: 'mails-never-sent', causes: [{ what: 'Convocation' }] },
    ]);
    await source.query(`
      insert into mail_deliveries (id, key, state, person_id, case_id, message_id, attempt_id, attempts, held_until, created_at)
      select gen_random_uuid(), c.id || ':' || m.person_id, 'sent', m.person_id, c.id, '', m.id, 1, now(), now()
        from committee_members m join cases c on c.subject_id = m.committee_id where c.state in ('convened', 'preparing')`);
    expect((await services.get(Health, { strict: false }).report()).alarms).toEqual([]);
    const { cases, alarms } = await services.get(CheckLogs, { strict: false }).execute();
    expect(alarms).toEqual([]);
    expect(cases).toBeGreaterThan(20);
  } finally {
    await services.close();
    await database.drop();
  }
});
