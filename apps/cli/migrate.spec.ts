import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import { newId } from '#libs/kernel/index.js';

import { engineOnDatabase } from '../../test/support/engine.js';
import { type TestDatabase, testDatabase } from '../../test/support/postgres.js';
import { forecastText, type ForecastLine } from './case-forecast.js';
import { runCommandLine } from './run-command-line.js';

describe('jalon migrate', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await testDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  async function jalon(...words: readonly string[]) {
    let out = '';
    const status = await runCommandLine(words, {
      env: { DATABASE_URL: database.url },
      out: (text) => void (out += text),
      log: () => undefined,
      workingDirectory: '.',
    });
    return { status, out };
  }
  const tables = async (): Promise<number> =>
    (await client.query(`select from pg_class where relnamespace = 'public'::regnamespace`)).rowCount ?? 0;

  it('says with --dry-run what it would do to an empty database, and does nothing', async () => {
    const { status, out } = await jalon('migrate', '--dry-run');
    expect([status, await tables()]).toEqual([0, 0]);
    expect(out).toMatch(/^\d+\u00A0migrations de la base à appliquer\u00A0:\n- Engine0000000000001\n/u);
    expect(out).toContain('Rien n’a été modifié.');
  });

  it('brings the database, then finds nothing more to do', async () => {
    const { status, out } = await jalon('migrate', '--json');
    expect([status, JSON.parse(out)]).toEqual([
      0,
      { applied: expect.arrayContaining(['Versions0000000000100']), cases: { brought: 0, impossible: [] } },
    ]);
    expect((await jalon('migrate')).out).toBe('La base de données est à jour.\n');
    expect((await jalon('migrate', '--dry-run')).out).toContain('Tous les dossiers ouverts sont à la version');
  });

  it('answers 1 and names the cases that cannot be brought, before and when it tries', async () => {
    const productId = newId();
    await engineOnDatabase(database.url, async ({ runtime }) =>
      runtime.open(
        'product-lifecycle',
        productId,
        { type: 'investigation.opened', on: '2026-03-02' },
        { actor: 'person:test', idempotencyKey: newId() },
      ),
    );
    // As if a version had been, from which nothing leads to today's.
    await client.query(`update cases set version = 0 where process = 'product-lifecycle'`);
    const forecast = await jalon('migrate', '--dry-run', '--json');
    const impossible = [
      { process: 'product-lifecycle', subject: productId, from: 0, why: expect.stringContaining('0') },
    ];
    expect(forecast.status).toBe(1);
    expect(JSON.parse(forecast.out)).toMatchObject({ pending: [], cases: [], impossible });
    const tried = await jalon('migrate', '--json');
    expect(tried.status).toBe(1);
    expect(JSON.parse(tried.out)).toMatchObject({ applied: [], cases: { brought: 0, impossible } });
    expect((await jalon('migrate')).out).toContain('1\u00A0dossier ne peut pas être adapté');
    expect(await jalon('migrate', '--no-cases')).toMatchObject({ status: 0 });
  });
});

describe('what a migration of cases would do', () => {
  const line: ForecastLine = {
    case: 'c1',
    process: 'half-year-duty',
    subject: 'p1',
    products: ['Phare'],
    from: 1,
    to: 2,
    stateBefore: 'settled',
    stateAfter: 'due',
    deadlines: {
      kept: [{ key: 'due', dueAt: '2026-07-16T22:00:00.000Z' }],
      moved: [{ key: 'window', from: '2026-04-17T06:00:00.000Z', dueAt: '2026-04-07T06:00:00.000Z' }],
      added: [{ key: 'insist', dueAt: '2026-08-15T06:00:00.000Z' }],
      passed: [{ key: 'hint', dueAt: '2026-01-15T07:00:00.000Z' }],
      dropped: [{ key: 'old', dueAt: '2026-07-01T06:00:00.000Z' }],
    },
  };

  it('is summed up by process, then told case by case, each deadline with its fate', () => {
    const text = forecastText([line], []);
    expect(text).toContain('1\u00A0dossier à adapter');
    expect(text).toMatch(/Obligation semestrielle +1 +0 +1 +1 +1 +1 +1/u);
    expect(text).toContain('Obligation semestrielle, Phare (dossier c1), version 1 → 2\n  À jour → À planifier\n');
    for (const said of ['  = due, ', '  ~ window, ', ' → ', '  + insist, ', '  · hint, ', 'passée', '  − old, '])
      expect(text).toContain(said);
  });

  it('stays short to read for thousands', () => {
    const text = forecastText(
      Array.from({ length: 3_000 }, () => line),
      [],
    );
    expect(text.split('\n\n')[1]?.split('\n')).toHaveLength(3);
    expect(text).toContain('3000');
  });
});
