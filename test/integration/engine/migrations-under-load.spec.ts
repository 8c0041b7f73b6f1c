import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { DataSource, type DataSourceOptions, type MigrationInterface, type QueryRunner } from 'typeorm';

import { ManualClock, newId } from '#libs/kernel/index.js';
import { dataSourceOptions, ensureMigrated, migrate } from '#libs/persistence/index.js';

import { engineOn } from '../../support/engine.js';
import { type TestDatabase, testDatabase } from '../../support/postgres.js';

/** How many migrations a database of the version before holds; the others build indexes, on tables that hold rows. */
const EARLIER = 11;

/** How long somebody reads the cases in one transaction: longer than a migration waits for a table. */
const READING_MS = 1_500;

/** What a person may have to wait while a table changes, on a machine that may be busy with others. */
const PATIENCE_MS = 4_000;

/** One that needs the table to itself. */
class Wider implements MigrationInterface {
  readonly name = 'Wider0000000999999';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table cases add column wider text');
  }

  async down(): Promise<void> {}
}

describe('migrations of a database in use', () => {
  let database: TestDatabase;
  const sources: DataSource[] = [];

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(async () => {
    await Promise.all(sources.map(async (source) => source.destroy()));
    await database.drop();
  });

  async function connect(migrations: (all: readonly unknown[]) => readonly unknown[]): Promise<DataSource> {
    const options = dataSourceOptions(database.url, 6);
    const source = new DataSource({
      ...options,
      migrations: migrations(options.migrations as readonly unknown[]),
    } as DataSourceOptions);
    sources.push(await source.initialize());
    return source;
  }

  /** Opens cases without rest while three starters migrate and somebody reads the cases in one long transaction. */
  async function startUnderLoad(migrations: (all: readonly unknown[]) => readonly unknown[]) {
    const served = sources[0]!;
    const { runtime } = engineOn(served, new ManualClock('2026-03-02T09:00:00.000Z'));
    const starters = await Promise.all([1, 2, 3].map(async () => connect(migrations)));
    const load = { ends: false, acknowledged: 0, slowest: 0 };
    const clients = [1, 2, 3, 4].map(async () => {
      while (!load.ends) {
        const start = performance.now();
        const options = { actor: 'person:test', idempotencyKey: newId() } as const;
        await runtime.open('product-lifecycle', newId(), { type: 'investigation.opened', on: '2026-03-02' }, options);
        load.acknowledged += 1;
        load.slowest = Math.max(load.slowest, performance.now() - start);
      }
    });
    const reader = new Client({ connectionString: database.url });
    await reader.connect();
    await reader.query('begin');
    await reader.query('select count(*) from cases');
    const migrating = Promise.all(starters.map(async (starter) => migrate(starter)));
    await sleep(READING_MS);
    const meanwhile = load.acknowledged;
    await reader.query('commit');
    await reader.end();
    const applied = await migrating;
    load.ends = true;
    await Promise.all(clients);
    await ensureMigrated(served);
    return { ...load, applied: applied.filter((names) => names.length > 0), meanwhile };
  }

  const logged = async (): Promise<number> => {
    const [row] = await sources[0]!.query<{ count: number }[]>('select count(*)::int as count from case_events');
    return row?.count ?? 0;
  };

  it('build their indexes once, whoever starts, and nobody waits for it', async () => {
    await migrate(await connect((all) => all.slice(0, EARLIER)));
    const { applied, acknowledged, meanwhile, slowest } = await startUnderLoad((all) => all);
    expect(applied).toEqual([expect.arrayContaining(['Versions0000000000100'])]);
    expect(meanwhile).toBeGreaterThan(0);
    expect(slowest).toBeLessThan(PATIENCE_MS);
    // Each told the duty of its product.
    expect(await logged()).toBe(2 * acknowledged);
  });

  it('that need a table to themselves step aside for who uses it, and come again', async () => {
    const before = await logged();
    const { applied, acknowledged, slowest } = await startUnderLoad((all) => [...all, Wider]);
    expect(applied).toEqual([['Wider0000000999999']]);
    expect(slowest).toBeLessThan(PATIENCE_MS);
    expect((await logged()) - before).toBe(2 * acknowledged);
  });

  it('begin again an index that an earlier attempt left half-built', async () => {
    const source = await connect((all) => all);
    await source.query(`delete from migrations where name = 'Versions0000000000100'`);
    await source.query(`update pg_index set indisvalid = false where indexrelid = 'cases_open_version'::regclass`);
    expect(await migrate(source)).toEqual(['Versions0000000000100']);
    const [index] = await source.query<{ valid: boolean }[]>(
      `select indisvalid as valid from pg_index where indexrelid = 'cases_open_version'::regclass`,
    );
    expect(index?.valid).toBe(true);
  });
});
