import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { runningInstance, startEmbeddedPostgres } from '#libs/embedded/index.js';

import { type TestDatabase, testDatabase } from '../../test/support/postgres.js';
import { runCommandLine } from './run-command-line.js';

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly log: string;
}

async function jalon(words: readonly string[], env: Record<string, string> = {}): Promise<Outcome> {
  let [out, log] = ['', ''];
  const status = await runCommandLine(words, {
    env,
    out: (text) => void (out += text),
    log: (text) => void (log += text),
    workingDirectory: tmpdir(),
  });
  return { status, out, log };
}

describe('the command line', () => {
  it('shows its help in French', async () => {
    const { status, out } = await jalon(['--help']);
    expect(status).toBe(0);
    expect(out).toContain('Commandes\u00A0:');
    expect(out).not.toMatch(/Usage:|Options:|display|output the version/u);
  });

  it.each([
    [['unknown'], 'La commande «\u00A0unknown\u00A0» n’existe pas.'],
    [['migrate', '--unknown'], 'L’option «\u00A0--unknown\u00A0» n’existe pas.'],
    [['migrate', '--data'], 'Il manque la valeur de l’option'],
    [['migrate', 'extra'], 'Il y a trop d’arguments.'],
  ])('answers 2 to wrong usage: %j', async (words, sentence) => {
    const { status, out, log } = await jalon(words);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(log).toContain(sentence);
  });

  it('answers 2 and shows the help when no command is given', async () => {
    const { status, log } = await jalon([]);
    expect(status).toBe(2);
    expect(log).toContain('migrate');
  });

  it('answers 1 to a refusal, with its code for programs and its reason for people', async () => {
    const nobody = { DATABASE_URL: 'postgres://jalon:x@127.0.0.1:1/jalon' };
    const { status, out, log } = await jalon(['migrate', '--json'], nobody);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'DATABASE_UNREACHABLE' } });
    expect(log).toContain('ne répond pas');
    expect((await jalon(['migrate'], nobody)).out).toBe('');
  });
});

describe('jalon migrate on DATABASE_URL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it('applies what is missing, once', async () => {
    const env = { DATABASE_URL: database.url };
    const first = await jalon(['migrate', '--json'], env);
    expect(first.status).toBe(0);
    expect((JSON.parse(first.out) as { applied: string[] }).applied.length).toBeGreaterThan(0);
    expect(JSON.parse((await jalon(['migrate', '--json'], env)).out)).toEqual({
      applied: [],
      cases: { brought: 0, impossible: [] },
    });
    expect((await jalon(['migrate'], env)).out).toBe('La base de données est à jour.\n');
  });
});

describe('jalon migrate on a data directory', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'jalon-cli-'));
    chmodSync(home, 0o711);
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('starts the database and stops it behind itself', async () => {
    expect(await jalon(['migrate', '--data', home])).toMatchObject({
      status: 0,
      out: expect.stringContaining('appliquée'),
    });
    expect(runningInstance(home)).toBeUndefined();
  });

  it('works on the running Jalon’s database and leaves it running', async () => {
    const server = await startEmbeddedPostgres({ home });
    expect(await jalon(['migrate', '--data', home])).toMatchObject({ status: 0, log: '' });
    expect(await jalon(['migrate', '--data', home])).toMatchObject({ out: 'La base de données est à jour.\n' });
    expect(runningInstance(home)?.databaseUrl).toBe(server.url);
    await server.stop();
  });

  it('waits for another command that uses the data', async () => {
    const outcomes = await Promise.all([jalon(['migrate', '--data', home]), jalon(['migrate', '--data', home])]);
    expect(outcomes.map(({ status }) => status)).toEqual([0, 0]);
    expect(outcomes.filter(({ log }) => log.includes('attente'))).toHaveLength(1);
  });
});
