import { setTimeout as sleep } from 'node:timers/promises';

import type { Draws } from '#libs/simulation/index.js';

import type { AppNode } from './app-node.js';
import type { Fleet } from './fleet.js';
import type { Trouble } from './trouble.js';

/** A worker's lock on a job lasts fifteen seconds; whoever looks for stalled jobs does so every five. */
const PAST_THE_LOCK_MS = 21_000;

/** Longest that something stays down, in milliseconds. */
const DOWN_MS = 2_500;

const down = async (chance: Draws): Promise<void> => sleep(chance.between(0, DOWN_MS));

/** kill -9 of one of them, in the middle of whatever it does. */
const killed = (name: string, nodes: (fleet: Fleet) => readonly AppNode[]): Trouble => ({
  name,
  async strike(fleet, chance) {
    const node = chance.pick(nodes(fleet));
    await node.kill();
    await down(chance);
    await node.start();
  },
});

export const killApi = killed('kill -9 of an api', ({ apis }) => apis);
export const killWorker = killed('kill -9 of a worker: relay, sweeper and consumers', ({ workers }) => workers);

export const killPostmaster: Trouble = {
  name: 'kill -9 of the postmaster of PostgreSQL',
  async strike({ database }, chance) {
    await database.kill();
    await down(chance);
    await database.start();
  },
};

export const killBackend: Trouble = {
  name: 'kill -9 of one process of PostgreSQL',
  async strike({ database }, chance) {
    process.kill(chance.pick(await database.backends()), 'SIGKILL');
    await database.recovered();
  },
};

export const killRedis: Trouble = {
  name: 'kill -9 of Redis',
  async strike({ redis }, chance) {
    await redis.kill();
    await down(chance);
    await redis.start();
  },
};

export const holdWorker: Trouble = {
  name: 'SIGSTOP of a worker past its lock, then SIGCONT',
  async strike({ workers }, chance) {
    const worker = chance.pick(workers);
    worker.signal('SIGSTOP');
    await sleep(PAST_THE_LOCK_MS);
    worker.signal('SIGCONT');
  },
};

export const rollingRestart: Trouble = {
  name: 'SIGTERM of each process in turn, as a rollout does',
  async strike({ nodes }) {
    for (const node of nodes) {
      const end = await node.kill('SIGTERM');
      if (end?.code !== 0)
        throw new Error(`${node.name} did not end as asked: ${JSON.stringify(end)} ${node.output()}`);
      await node.start();
    }
  },
};

export const allAtOnce: Trouble = {
  name: 'four nodes that start at once and migrate a database in use',
  async strike(fleet) {
    await Promise.all(fleet.nodes.map(async (node) => node.kill()));
    const migrating = fleet.nodes.map(async () => fleet.command('migrate'));
    await Promise.all([...fleet.nodes.map(async (node) => node.start()), ...migrating]);
  },
};

export const everythingDown: Trouble = {
  name: 'everything down at once while deadlines fall due',
  async strike(fleet, chance) {
    await Promise.all([...fleet.nodes.map(async (node) => node.kill()), fleet.database.kill(), fleet.redis.kill()]);
    fleet.clock.advance(2 * 86_400_000);
    await down(chance);
    // In no order: an orchestrator knows none.
    const servers = [fleet.database.start(), fleet.redis.start()];
    await Promise.all([...fleet.nodes.map(async (node) => node.start()), ...servers]);
  },
};
