import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type TestDatabase, testDatabase } from '../../test/support/postgres.js';
import { runCommandLine } from './run-command-line.js';

const product = (id: string, start: string) => ({
  id,
  type: 'startup',
  attributes: {
    name: id.toUpperCase(),
    phases: [{ name: 'construction', start, end: '' }],
    events: [],
    sponsors: ['x'],
  },
  relationships: { incubator: { data: { type: 'incubator', id: 'fabrique' } } },
});
const startups = {
  data: [product('un', '2026-01-05'), product('deux', '2025-01-06')],
  included: [{ id: 'fabrique', type: 'incubator', attributes: { title: 'La Fabrique' } }],
};
const organisations = { data: [{ id: 'dinum', type: 'organisation', attributes: { name: 'DINUM' } }] };

describe('the portfolio on the command line', () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await testDatabase();
    folder = mkdtempSync(path.join(tmpdir(), 'jalon-import-'));
    writeFileSync(path.join(folder, 'startups.json'), JSON.stringify(startups));
    writeFileSync(path.join(folder, 'organisations.json'), JSON.stringify(organisations));
    writeFileSync(path.join(folder, 'broken.json'), JSON.stringify({ data: [{ id: 'un', type: 'article' }] }));
    await jalon(['migrate']);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await database.drop();
  });

  async function jalon(words: readonly string[], interactive = false) {
    let [out, log] = ['', ''];
    const status = await runCommandLine(words, {
      env: { DATABASE_URL: database.url },
      out: (text) => void (out += text),
      log: (text) => void (log += text),
      interactive,
      workingDirectory: folder,
    });
    return { status, out, log };
  }
  const files = ['startups.json', '--organisations', 'organisations.json'];

  it('refuses a file that is missing or of another shape, with a reason, and changes nothing', async () => {
    const broken = await jalon(['import', 'beta-gouv', 'broken.json', '--json']);
    expect(broken).toMatchObject({ status: 1, log: expect.stringContaining('data[0]') });
    expect(JSON.parse(broken.out)).toMatchObject({ error: { code: 'REGISTER_SHAPE' } });
    expect(await jalon(['import', 'beta-gouv', 'nowhere.json'])).toMatchObject({
      status: 1,
      log: 'Le fichier «\u00A0nowhere.json\u00A0» ne peut pas être lu\u00A0: il n’existe pas.\n',
    });
    expect(JSON.parse((await jalon(['duty', '--json'])).out)).toEqual([]);
  });

  it('answers 2 to wrong usage', async () => {
    for (const words of [['import'], ['import', 'beta-gouv'], ['import', 'autre'], ['duty', '--on', '2026-02-30']])
      expect(await jalon(words)).toMatchObject({ status: 2, out: '' });
  });

  it('imports, then finds nothing to change', async () => {
    const { status, out, log } = await jalon(['import', 'beta-gouv', ...files, '--json']);
    expect({ status, log }).toEqual({ status: 0, log: '' });
    const report = JSON.parse(out) as { oddities: unknown[] };
    expect(Object.keys(report)).toEqual(['products', 'incubators', 'organisations', 'changed', 'oddities']);
    expect(report).toMatchObject({ products: 2, incubators: 1, organisations: 1, changed: 2 });
    expect(report.oddities).toContainEqual({
      product: 'un',
      kind: 'unknown-sponsor',
      detail: expect.any(String),
      handled: expect.any(String),
    });
    const again = await jalon(['import', 'beta-gouv', ...files], true);
    expect(again.out).toMatch(/^2\u00A0produits, 1\u00A0incubateur, 1\u00A0organisation. Rien n’a changé/u);
    expect(again.log).toContain('100\u00A0%');
  });

  it('says what is owed on a day, the soonest wanted first', async () => {
    const { out } = await jalon(['duty', '--json', '--on', '2026-07-15']);
    expect(JSON.parse(out)).toEqual([
      {
        product: 'deux',
        name: 'DEUX',
        incubator: 'fabrique',
        phase: 'construction',
        lastCommittee: null,
        wanted: '2025-07-06',
        due: '2025-07-06',
        daysLate: 374,
        planned: null,
      },
      expect.objectContaining({ product: 'un', due: '2026-07-05', daysLate: 10 }),
    ]);
    const table = await jalon(['duty', '--on', '2026-07-15']);
    expect(table.out).toContain('2\u00A0produits en phase active, 2 en retard au 15\u00A0juillet 2026.');
    expect(table.out).toContain('374\u00A0jours');
  });
});
