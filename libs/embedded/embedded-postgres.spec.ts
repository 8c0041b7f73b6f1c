import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import { freePort } from '../../test/support/ports.js';
import { dataDirectory } from './data-directory.js';
import { type EmbeddedPostgres, runningInstance, startEmbeddedPostgres } from './index.js';
import { announceAddress } from './instance.file.js';
import { clearLeftover, postmasterPid } from './leftover-postmaster.js';
import { nativeBinaries } from './native-binaries.js';
import { processIdentity } from './process-identity.js';
import { databaseAccount } from './system-account.js';

let home: string;
const started: EmbeddedPostgres[] = [];

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'jalon-embedded-'));
  chmodSync(home, 0o711);
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((database) => database.stop()));
  rmSync(home, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ home });
  started.push(database);
  return database;
}

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that owns the database until it is killed; resolves with what it printed: its database URL. */
async function startElsewhere(): Promise<{ readonly url: string; kill(): Promise<void> }> {
  const loader = ['--conditions=source', '--import', '@swc-node/register/esm-register', '--input-type=module'];
  const program = `
    import { startEmbeddedPostgres } from '#libs/embedded/index.js';
    console.log((await startEmbeddedPostgres({ home: ${JSON.stringify(home)} })).url);
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, [...loader, '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    url,
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('the embedded database', () => {
  it('keeps its rows from one start to the next', async () => {
    const first = await start();
    await query(first.url, 'create table seen (word text)');
    await query(first.url, `insert into seen values ('décidé')`);
    await first.stop();

    const second = await start();

    expect(await query(second.url, 'select word from seen')).toEqual([{ word: 'décidé' }]);
    expect(await query(second.url, 'select current_database() as name')).toEqual([{ name: 'jalon' }]);
  });

  it('sorts as the French do where it is asked to', async () => {
    const { url } = await start();
    const words = await query(
      url,
      `select word from (values ('zèle'), ('été'), ('Erreur')) w(word) order by word collate "fr-x-icu"`,
    );
    expect(words.map(({ word }) => word)).toEqual(['Erreur', 'été', 'zèle']);
  });

  it('starts again at once after its owner was killed, every committed row kept', async () => {
    const owner = await startElsewhere();
    await query(owner.url, 'create table seen (word text)');
    await query(owner.url, `insert into seen values ('committed')`);
    await owner.kill();

    const { url } = await start();

    expect(await query(url, 'select word from seen')).toEqual([{ word: 'committed' }]);
  });

  it('recovers when the server itself is killed', async () => {
    const first = await start();
    await query(first.url, 'create table seen (word text)');
    await query(first.url, `insert into seen values ('committed')`);
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    await first.stop();

    const { url } = await start();

    expect(await query(url, 'select word from seen')).toEqual([{ word: 'committed' }]);
  });

  it('leaves no server behind when it stops', async () => {
    const database = await start();
    await database.stop();
    expect(processIdentity(database.pid)).toBeUndefined();
    expect(runningInstance(home)).toBeUndefined();
  });

  it('runs under an unprivileged account when started by root', async () => {
    const { pid } = await start();
    if (process.platform === 'linux') expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
  });
});

describe('one data directory, one Jalon', () => {
  it('refuses a second, and says where the first is', async () => {
    await start();
    announceAddress(home, 'http://127.0.0.1:3000');
    await expect(startEmbeddedPostgres({ home })).rejects.toMatchObject({
      code: 'DATA_DIRECTORY_IN_USE',
      message: expect.stringContaining('http://127.0.0.1:3000'),
    });
  });

  it('lets one of several simultaneous starts win', async () => {
    const attempts = await Promise.allSettled([start(), start(), start()]);
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('tells commands how to reach the running database, and nobody else', async () => {
    const { url } = await start();
    announceAddress(home, 'http://127.0.0.1:3000');
    expect(runningInstance(home)).toMatchObject({
      pid: process.pid,
      purpose: 'server',
      databaseUrl: url,
      address: 'http://127.0.0.1:3000',
    });
    expect(statSync(path.join(home, 'instance.json')).mode & 0o777).toBe(0o600);
  });

  it('takes over from an owner whose pid was given to another program', async () => {
    writeFileSync(
      path.join(home, 'instance.json'),
      JSON.stringify({ pid: process.pid, identity: 'before', purpose: 'server' }),
    );
    expect(runningInstance(home)).toBeUndefined();
    await expect(start()).resolves.toMatchObject({ url: expect.stringContaining('/jalon') });
  });

  it('ignores a server file that names another program', async () => {
    await (await start()).stop();
    const pidFile = path.join(home, 'postgres/data/postmaster.pid');
    writeFileSync(pidFile, `${process.pid}\n${path.dirname(pidFile)}\n1\n5432\n\n127.0.0.1\n`);
    await start();
    expect(existsSync(pidFile)).toBe(true);
  });
});

describe('what a killed Jalon leaves', () => {
  it('stops a server that nobody watches any more', async () => {
    await (await start()).stop();
    const directory = dataDirectory(home);
    const account = databaseAccount(directory.cluster);
    const place = [
      '-c',
      'listen_addresses=127.0.0.1',
      '-p',
      String(await freePort()),
      '-c',
      'unix_socket_directories=',
    ];
    const orphan = spawn(nativeBinaries(account).postgres, ['-D', directory.cluster, ...place], {
      ...account,
      cwd: directory.database,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const exited = once(orphan, 'exit');
    await once(orphan.stderr, 'data');
    await sleep(200);
    expect(postmasterPid(directory.cluster)).toBe(orphan.pid);

    await clearLeftover(directory.cluster, { own: 200, told: 10_000 });

    expect(await exited).toEqual([0, null]);
    await start();
  });

  it('refuses a folder it may not write in, in French', async () => {
    writeFileSync(path.join(home, 'file'), '');
    await expect(startEmbeddedPostgres({ home: path.join(home, 'file') })).rejects.toMatchObject({
      code: 'DATA_DIRECTORY_UNUSABLE',
      message: expect.stringContaining('ce n’est pas un dossier'),
    });
  });
});
