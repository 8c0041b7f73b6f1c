import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import { openQueues, QUEUE_NAMES } from '#libs/messaging/index.js';

import { type TestDatabase, testDatabase } from '../../support/postgres.js';

/** Connections open within some tens of milliseconds: they are cut a little later each time. */
const CUTS = 8;

let database: TestDatabase;
let killer: Client;

beforeAll(async () => {
  database = await testDatabase();
  killer = new Client({ connectionString: database.url });
  await killer.connect();
});
afterAll(async () => {
  await killer.end();
  await database.drop();
});

/** As when the database is stopped: whoever is connected is told that it ends, and cut off. */
const cutAll = async (): Promise<unknown> =>
  killer.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );

describe('queues on PostgreSQL', () => {
  it('outlive a database that goes while their connections are opening', async () => {
    const uncaught: unknown[] = [];
    const note = (error: unknown): unknown => uncaught.push(error);
    process.on('uncaughtException', note);
    for (let cut = 0; cut < CUTS; cut += 1) {
      const backend = await openQueues({ kind: 'postgres', url: database.url });
      const queues = QUEUE_NAMES.map((name) => backend.queue(name));
      const opening = queues.map(async (queue) => queue.waitUntilReady().catch(() => undefined));
      for (let wait = 0; wait <= 4 * cut; wait += 1) await killer.query('select');
      await cutAll();
      await Promise.all(opening);
      await Promise.all(queues.map(async (queue) => queue.close()));
      await backend.close();
    }
    process.off('uncaughtException', note);
    expect(uncaught).toEqual([]);
  });
});
