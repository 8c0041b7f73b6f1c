import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { Client } from 'pg';

import { runningInstance } from '#libs/embedded/index.js';

import { temporaryHome } from '../support/child-jalon.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/ports.js';
import { type RunningProcess, startApp } from '../support/processes.js';
import { Visitor } from '../support/visitor.js';

/** A first start makes a database, on a machine that may be busy with others. */
const PATIENCE_MS = 120_000;

let home: string;
let port: number;
const running: RunningProcess[] = [];

beforeEach(async () => {
  home = temporaryHome();
  port = await freePort();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(async (one) => one.stop()));
  rmSync(home, { recursive: true, force: true });
}, PATIENCE_MS);

function launch(...more: readonly string[]): RunningProcess {
  const started = startApp('cli', { args: ['start', '--port', String(port), '--data', home, ...more] });
  running.push(started);
  return started;
}

async function start(...more: readonly string[]): Promise<RunningProcess> {
  const started = launch(...more);
  await started.waitFor(/Jalon est prêt/u, PATIENCE_MS);
  return started;
}

const address = (): string => `http://127.0.0.1:${port}`;

/** Of the database server, by its own file; undefined once it has ended. */
function postmaster(): number | undefined {
  try {
    return Number(readFileSync(path.join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n', 1)[0]);
  } catch {
    return undefined;
  }
}

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function countOf(table: string): Promise<number> {
  const client = new Client({ connectionString: runningInstance(home)?.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${table}`);
    return rows[0]?.count ?? -1;
  } finally {
    await client.end();
  }
}

describe('jalon start', () => {
  it(
    'shows its first page with a demonstration in it, and lets its lead in',
    async () => {
      const began = performance.now();
      const jalon = await start();
      const visitor = await new Visitor(address()).get('/');
      process.stdout.write(`first start with the demonstration: ${Math.round(performance.now() - began)} ms\n`);
      expect(visitor.page).toContain('Recevoir un lien de connexion');
      const [, email = ''] = await jalon.waitFor(/Pour entrer\s:\s(\S+)/u);
      expect(email).toMatch(/\.example$/u);
      await visitor.submit('/connexion', { email });
      await eventually(async () => {
        await visitor.get('/boite-d-essai');
        expect(visitor.page).toContain('Votre lien de connexion à Jalon');
      });
      expect(await countOf('products')).toBeGreaterThanOrEqual(12);
    },
    PATIENCE_MS,
  );

  it(
    'starts bare with --empty, ends at Ctrl-C with its database, and starts again soon',
    async () => {
      const first = await start('--empty');
      expect((await new Visitor(address()).get('/connexion')).status).toBe(200);
      expect([await countOf('incubators'), await countOf('people')]).toEqual([0, 0]);
      expect(first.output()).not.toContain('Pour entrer');
      const database = postmaster() ?? 0;
      expect(lives(database)).toBe(true);

      process.kill(first.pid, 'SIGINT');
      expect(await first.exited).toEqual({ code: 0, signal: null });
      expect(lives(database)).toBe(false);
      expect([postmaster(), runningInstance(home)]).toEqual([undefined, undefined]);

      const began = performance.now();
      await start('--empty');
      await new Visitor(address()).get('/');
      process.stdout.write(`second start, empty: ${Math.round(performance.now() - began)} ms\n`);
    },
    PATIENCE_MS,
  );

  it(
    'ends as cleanly at a Ctrl-C while it is still starting',
    async () => {
      const jalon = launch('--empty');
      await eventually(async () => expect(postmaster()).toBeGreaterThan(1), PATIENCE_MS);
      process.kill(jalon.pid, 'SIGINT');
      expect(await jalon.exited).toEqual({ code: 0, signal: null });
      expect([postmaster(), runningInstance(home)]).toEqual([undefined, undefined]);
    },
    PATIENCE_MS,
  );

  it(
    'brings its database back when that dies, and says so; its pages say that they wait for it',
    async () => {
      const jalon = await start('--empty');
      await jalon.waitFor(/Ctrl-C pour arrêter/u);
      const seen = new Set<number>();
      process.kill(postmaster() ?? 0, 'SIGKILL');
      await jalon.waitFor(/La base de données embarquée s’est arrêtée d’elle-même/u);
      while (!jalon.output().includes('La base de données embarquée est de retour.')) {
        const visitor = await new Visitor(address()).get('/sante');
        seen.add(visitor.status);
        if (visitor.status === 503) expect(visitor.page).toContain('La base de données ne répond pas');
        await sleep(20);
      }
      expect(seen).toContain(503);
      await eventually(async () => {
        const health: unknown = await (await fetch(`${address()}/health`)).json();
        expect(health).toMatchObject({ status: 'ok' });
      });
      expect((await new Visitor(address()).get('/connexion')).status).toBe(200);
      expect((await jalon.stop()).code).toBe(0);
    },
    PATIENCE_MS,
  );

  it(
    'says in French that the port is taken, and leaves no database behind',
    async () => {
      const other: Server = createServer().listen(port, '127.0.0.1');
      await once(other, 'listening');
      try {
        const refused = launch('--empty');
        expect((await refused.exited).code).toBe(1);
        expect(refused.output()).toContain(`Le port ${port} est déjà utilisé par un autre programme.`);
        expect(refused.output()).toContain('--port');
        expect(refused.output()).not.toContain('    at ');
        expect([postmaster(), runningInstance(home)]).toEqual([undefined, undefined]);
      } finally {
        other.close();
      }
    },
    PATIENCE_MS,
  );

  it(
    'refuses data that another Jalon uses, and says where that one is',
    async () => {
      await start('--empty');
      const second = startApp('cli', { args: ['start', '--port', '0', '--data', home, '--empty'] });
      running.push(second);
      expect((await second.exited).code).toBe(1);
      expect(second.output()).toContain(`Jalon utilise déjà le dossier de données ${home}`);
      expect(second.output()).toContain(address());
      expect((await new Visitor(address()).get('/connexion')).status).toBe(200);
    },
    PATIENCE_MS,
  );

  it(
    'runs its database under an account without privileges: another one when root starts it',
    async () => {
      await start('--empty');
      const [, account] = /^Uid:\s+(\d+)/mu.exec(readFileSync(`/proc/${postmaster()}/status`, 'utf8')) ?? [];
      const own = process.getuid?.() ?? 0;
      expect(Number(account)).not.toBe(0);
      expect(Number(account) === own).toBe(own !== 0);
    },
    PATIENCE_MS,
  );
});
