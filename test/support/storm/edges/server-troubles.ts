import { cpSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { Redis } from 'ioredis';
import { Client } from 'pg';

import type { Draws } from '#libs/simulation/index.js';

import type { Fleet } from '../fleet.js';
import type { Trouble } from '../trouble.js';

const lasting = async (chance: Draws): Promise<void> => sleep(chance.between(1_000, 4_000));

async function withRedis(url: string, work: (redis: Redis) => Promise<unknown>): Promise<void> {
  const redis = new Redis(url);
  redis.on('error', () => undefined);
  try {
    await work(redis);
  } finally {
    redis.disconnect();
  }
}

export const emptied: Trouble = {
  name: 'Redis emptied',
  strike: async ({ redis }) => withRedis(redis.url, async (client) => client.flushall()),
};

const former: Trouble = {
  name: 'Redis restarted from an old append-only file',
  async strike({ redis }, chance) {
    const copy = `${redis.directory}-old`;
    try {
      cpSync(redis.directory, copy, { recursive: true });
      await lasting(chance);
      await redis.kill();
      rmSync(redis.directory, { recursive: true });
      cpSync(copy, redis.directory, { recursive: true });
      await redis.start();
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  },
};

const full: Trouble = {
  name: 'Redis out of memory, refusing to write',
  strike: async ({ redis }, chance) =>
    withRedis(redis.url, async (client) => {
      await client.config('SET', 'maxmemory', '1');
      await lasting(chance);
      await client.config('SET', 'maxmemory', '0');
    }),
};

export const redisTroubles: readonly Trouble[] = [emptied, former, full];

const crowded: Trouble = {
  name: 'PostgreSQL out of connections',
  async strike({ database }, chance) {
    const crowd: Client[] = [];
    try {
      // Until it refuses one; those that our processes lose meanwhile are taken too.
      for (const giveUp = performance.now() + chance.between(2_000, 5_000); performance.now() < giveUp;) {
        const client = new Client({ connectionString: database.url, application_name: 'crowd' });
        client.on('error', () => undefined);
        try {
          await client.connect();
          crowd.push(client);
        } catch {
          await sleep(50);
        }
      }
    } finally {
      await Promise.all(crowd.map(async (client) => client.end()));
    }
  },
};

const locked: Trouble = {
  name: 'a table that somebody else keeps locked',
  async strike({ database }, chance) {
    const client = new Client({ connectionString: database.url, application_name: 'locker' });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query('begin');
      await client.query(`lock table ${chance.pick(['cases', 'outbox', 'deadlines', 'mail_deliveries'])}`);
      await lasting(chance);
      await client.query('rollback');
    } finally {
      await client.end();
    }
  },
};

export const databaseTroubles: readonly Trouble[] = [crowded, locked];

const misbehaving = (name: string, behaviour: Parameters<Fleet['smtp']['behave']>[0]): Trouble => ({
  name,
  async strike({ smtp }, chance) {
    smtp.behave(behaviour);
    await lasting(chance);
    smtp.behave();
  },
});

const smtpDown: Trouble = {
  name: 'the mail server down',
  async strike({ smtp }, chance) {
    await smtp.kill();
    await lasting(chance);
    await smtp.start();
  },
};

/** It takes charge of the mail and does not say so: nobody but its own log knows. */
export const dropsAfterData = misbehaving('the mail server hangs up once it took charge', { afterData: 'drop-after' });

export const mailTroubles: readonly Trouble[] = [
  smtpDown,
  misbehaving('the mail server slow', { delayMs: 1_500 }),
  misbehaving('the mail server refuses for now (451)', { afterData: 'refuse' }),
  misbehaving('the mail server hangs up after DATA, the mail lost', { afterData: 'drop-before' }),
  dropsAfterData,
];

const DAY_MS = 86_400_000;

const jumping = (name: string, milliseconds: number): Trouble => ({
  name,
  async strike({ clock }, chance) {
    clock.advance(milliseconds);
    await lasting(chance);
    clock.advance(-milliseconds);
  },
});

export const clockTroubles: readonly Trouble[] = [
  jumping('the clock a day ahead, then right again', DAY_MS),
  jumping('the clock a day behind, then right again', -DAY_MS),
];
