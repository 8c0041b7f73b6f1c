import { existsSync } from 'node:fs';

import { afterEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';

import { startApp, startProgram } from '../support/processes.js';
import { startRedis, type TestRedis } from '../support/redis.js';

describe('a test Redis', () => {
  let redis: TestRedis | undefined;
  afterEach(() => redis?.stop());

  async function ask<T>(work: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(redis?.url ?? '');
    try {
      return await work(client);
    } finally {
      client.disconnect();
    }
  }

  it('evicts nothing unless told to', async () => {
    redis = await startRedis();
    expect(await ask((client) => client.config('GET', 'maxmemory-policy'))).toEqual(['maxmemory-policy', 'noeviction']);
    await redis.stop();
    redis = await startRedis({ flags: ['--maxmemory-policy', 'allkeys-lru'] });
    expect(await ask((client) => client.config('GET', 'maxmemory-policy'))).toEqual([
      'maxmemory-policy',
      'allkeys-lru',
    ]);
  });

  it('comes back with its data after a kill', async () => {
    redis = await startRedis({ flags: ['--appendfsync', 'always'] });
    await ask((client) => client.set('word', 'kept'));
    await redis.kill();
    redis = await startRedis({ directory: redis.directory, port: redis.port });
    expect(await ask((client) => client.get('word'))).toBe('kept');
    await redis.stop();
    expect(existsSync(redis.directory)).toBe(false);
  });
});

describe('a program under test', () => {
  it('is run as it is shipped, its output captured', async () => {
    const help = startApp('cli', { args: ['--help'] });
    expect(await help.exited).toEqual({ code: 0, signal: null });
    expect(help.standardOutput()).toContain('Jalon');
  });

  it('is stopped or killed by its own pid', async () => {
    const stopped = startProgram('sleep', { args: ['60'] });
    expect(await stopped.stop()).toEqual({ code: null, signal: 'SIGTERM' });
    const killed = startProgram('sleep', { args: ['60'] });
    expect(await killed.kill()).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('tells what it wrote when it ends too early', async () => {
    const failing = startProgram('sh', { args: ['-c', 'echo broken >&2; exit 3'] });
    await expect(failing.waitFor(/ready/u)).rejects.toThrow('broken');
    expect((await failing.exited).code).toBe(3);
  });
});
