// The embedded product with nobody there: time to start, processor and memory, on an empty database and with years of history.
// Neither may follow history.
// npm run bench -- idle [products=10000]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';

import { startEmbeddedPostgres } from '#libs/embedded/index.js';
import { processes } from '#workflows/index.js';
import { Client } from 'pg';

import { tell } from './support/database.mjs';
import { median, numberArgument, printTable, times } from './support/measure.mjs';
import { fillPortfolios } from './support/portfolios.mjs';
import { memoryOf, processorOf } from './support/process-tree.mjs';

const STARTS = 3;
/** After a start, caches fill and the queues look at what there is. */
const SETTLING = 15_000;
const WATCHED = 30_000;
/** Between two looks at a relay that is woken each second, one may catch a garbage collection more than another. */
const ALLOWED = 1.5;
/** Below this share of one core, in percent, a ratio would be noise. */
const NEAR_ZERO = 5;

const PROCESSOR = 'processor, % of one core';

const products = numberArgument(0, 10_000);

if (process.platform !== 'linux') throw new Error('this bench reads /proc, which only Linux has');
const home = mkdtempSync(path.join(tmpdir(), 'jalon-idle-'));
chmodSync(home, 0o711);
try {
  await (await start()).stop();
  const empty = await idle();
  const database = await startEmbeddedPostgres({ home });
  await fillPortfolios(database.url, products);
  const history = await look(database.url);
  await database.stop();
  const filled = await idle();
  const rows = Object.keys(empty).map((what) => [
    what,
    empty[what].toFixed(1),
    filled[what].toFixed(1),
    times(filled[what] / empty[what]),
  ]);
  printTable(['idle', 'empty', `${history.events} events of ${history.cases} cases`, 'ratio'], rows);
  const grown = Object.keys(empty).filter(
    (what) => filled[what] > ALLOWED * empty[what] && !(what === PROCESSOR && filled[what] < NEAR_ZERO),
  );
  if (grown.length > 0) console.log(`\nFollows history: ${grown.join(', ')}.`);
  process.exitCode = grown.length > 0 ? 1 : 0;
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function idle() {
  const started = [];
  for (let at = 1; at < STARTS; at += 1) {
    const server = await start();
    started.push(server.took);
    await server.stop();
  }
  const server = await start();
  started.push(server.took);
  await after(SETTLING);
  const [before, since] = [processorOf(server.pid), performance.now()];
  await after(WATCHED);
  const processor = ((processorOf(server.pid) - before) * 100) / (performance.now() - since);
  const { own, others } = memoryOf(server.pid);
  await server.stop();
  return { 'start, ms': median(started), [PROCESSOR]: processor, 'Jalon, MB': own, 'PostgreSQL, MB': others };
}

/** `jalon start`, until its pages answer. */
async function start() {
  const since = performance.now();
  const args = ['dist/apps/cli/main.js', 'start', '--port', '0', '--data', home, '--empty'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`jalon start ended with ${code}`)));
  });
  const took = performance.now() - since;
  tell(`started in ${took.toFixed(0)} ms`);
  return {
    pid: child.pid,
    took,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Leaves an idle Jalon nothing to do: what is due is put far ahead, and every case is of today's version. Counts what there is. */
async function look(databaseUrl) {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `update deadlines set due_at = due_at + interval '20 years', next_at = next_at + interval '20 years'`,
  );
  for (const [process, { version }] of Object.entries(processes))
    await client.query('update cases set version = $2 where process = $1', [process, version]);
  await client.query('vacuum (analyze)');
  const { rows } = await client.query(
    'select (select count(*) from case_events) as events, (select count(*) from cases) as cases',
  );
  await client.end();
  return rows[0];
}
