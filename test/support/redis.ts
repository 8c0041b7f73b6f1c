import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { freePort } from './ports.js';
import { startProgram } from './processes.js';

export interface RedisOptions {
  /** More settings, last one wins: `['--maxmemory-policy', 'allkeys-lru']`. */
  readonly flags?: readonly string[];
  /** To come back after a kill: the same data, the same address. */
  readonly directory?: string;
  readonly port?: number;
}

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly directory: string;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
  /** kill -9, its data kept for `startRedis({ directory, port })`. */
  kill(): Promise<void>;
}

/** A real redis-server on a free port, with an append-only file and no eviction, as service mode asks for. */
export async function startRedis(options: RedisOptions = {}): Promise<TestRedis> {
  const port = options.port ?? (await freePort());
  const directory = options.directory ?? mkdtempSync(path.join(tmpdir(), 'jalon-redis-'));
  const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', directory];
  const durability = ['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'];
  const server = startProgram('redis-server', { args: [...place, ...durability, ...(options.flags ?? [])] });
  await server.waitFor(/Ready to accept connections/u);
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pid: server.pid,
    directory,
    async stop() {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
    async kill() {
      await server.kill();
    },
  };
}
