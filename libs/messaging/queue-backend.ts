import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import type { ClientBase } from 'pg';

import { DomainError } from '#libs/kernel/index.js';
import { PATIENCE } from '#libs/persistence/index.js';
import type { EffectQueue } from '#workflows/contract/index.js';

import { type EffectJob, QUEUE_NAMES, QUEUES } from './effect.js';
import { outliveGoodbyes } from './goodbye.js';
import { unhurried } from './unhurried-backend.js';
import { tellLosses, WatchedRedis } from './watched-redis.js';

/** Where jobs live between the outbox and the workers: a Redis, or the PostgreSQL that is there anyway. */
export type QueueSettings =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** A queue that jobs are added to. */
export interface JobQueue {
  /** Rejects when its connection cannot be had: it would then never be. */
  waitUntilReady(): Promise<unknown>;
  add(name: string, data: EffectJob, opts: Record<string, unknown>): Promise<unknown>;
  addBulk(jobs: { name: string; data: EffectJob; opts?: Record<string, unknown> }[]): Promise<unknown>;
  /** Destroys the queue, to be made anew by the next job. */
  obliterate(options: { force: true }): Promise<void>;
  close(): Promise<void>;
}

/** A consumer of one queue. */
export interface JobWorker {
  /** Rejects when its connection cannot be had: it would then never work. */
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

export interface QueueBackend {
  queue(name: EffectQueue): JobQueue;
  worker(name: EffectQueue, process: (job: EffectJob) => Promise<void>, onError: (error: Error) => void): JobWorker;
  /** Drops every job, under way or not. Loses nothing, as what is owed stands in the outbox; only where nobody else works. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** A Redis that may evict keys would lose jobs without a word. */
export class EvictingRedis extends DomainError {
  readonly code = 'REDIS_EVICTS';
  override readonly status = 503;

  constructor(policy: string) {
    super(`Redis est réglé sur « ${policy} » : Jalon exige « noeviction », sans quoi des tâches se perdraient.`);
  }
}

export class RedisUnreachable extends DomainError {
  readonly code = 'REDIS_UNREACHABLE';
  override readonly status = 503;

  constructor(override readonly cause: unknown) {
    super('Redis ne répond pas à l’adresse donnée par REDIS_URL.');
  }
}

const PREFIX = 'jalon';

/** A lock that is not renewed for so long belongs to a worker that died; in milliseconds. */
const LOCK = 15_000;

const workerOptions = (name: EffectQueue) => ({
  concurrency: QUEUES[name].concurrency,
  lockDuration: LOCK,
  stalledInterval: 5_000,
  // Milliseconds before a lost connection is tried again.
  runRetryDelay: 1_000,
  maxStalledCount: 10,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
});

const redis = withBackend(unhurried(createRedisBackend));
const postgres = withBackend(unhurried(createPostgresBackend));

/**
 * Opens the queue back end.
 * @param onTrouble told when Redis is lost, and when it is back; PostgreSQL is everybody's, and its loss is told by others.
 * @throws EvictingRedis, RedisUnreachable
 */
export async function openQueues(
  settings: QueueSettings,
  onTrouble: (message: string) => void = () => {},
): Promise<QueueBackend> {
  return settings.kind === 'redis' ? openRedis(settings.url, onTrouble) : openPostgres(settings.url);
}

async function openRedis(url: string, onTrouble: (message: string) => void): Promise<QueueBackend> {
  // Workers wait for jobs on a blocking connection: they must never give up on a command.
  const connection = new WatchedRedis(url, { maxRetriesPerRequest: null, lazyConnect: true });
  let last: unknown;
  connection.on('error', (error) => (last = error));
  await connection.connect().catch((error: unknown) => {
    connection.disconnect();
    throw new RedisUnreachable(last ?? error);
  });
  const [, policy = 'unknown'] = (await connection.config('GET', 'maxmemory-policy')) as string[];
  if (policy !== 'noeviction') {
    connection.disconnect();
    throw new EvictingRedis(policy);
  }
  tellLosses(connection, onTrouble);
  const queue = (name: EffectQueue) => swallowingErrors(new redis.Queue(name, { connection, prefix: PREFIX }));
  return {
    queue,
    empty: async () => emptied(queue),
    worker: (name, process, onError) => {
      const worker = new redis.Worker<EffectJob>(name, async ({ data }) => process(data), {
        connection,
        prefix: PREFIX,
        ...workerOptions(name),
      });
      worker.on('error', onError);
      return worker;
    },
    close: async () => connection.disconnect(),
  };
}

async function openPostgres(url: string): Promise<QueueBackend> {
  outliveGoodbyes();
  const connection = {
    connectionString: url,
    schema: 'bullmq',
    migrate: true,
    // Each queue and worker opens a pool and a listening connection of its own: keep them small.
    max: 2,
    // A job waits for no disk, as on Redis: what a crash of the server takes with it is still owed by the outbox (ADR 0011).
    options: '-c synchronous_commit=off',
    ...PATIENCE,
    onConnect: heard,
  };
  const queue = (name: EffectQueue) => swallowingErrors(new postgres.Queue(name, { connection }));
  return {
    queue,
    empty: async () => emptied(queue),
    worker: (name, process, onError) => {
      const worker = new postgres.Worker<EffectJob>(name, async ({ data }) => process(data), {
        connection,
        ...workerOptions(name),
      });
      worker.on('error', onError);
      return worker;
    },
    close: async () => {},
  };
}

/** BullMQ looks at its schema on a connection whose errors it does not listen to: one that broke then would end the process. */
function heard(client: ClientBase): void {
  client.on('error', () => {});
  PATIENCE.onConnect(client);
}

async function emptied(open: (name: EffectQueue) => JobQueue): Promise<void> {
  await Promise.all(
    QUEUE_NAMES.map(async (name) => {
      const queue = open(name);
      try {
        await queue.obliterate({ force: true });
      } finally {
        await queue.close();
      }
    }),
  );
}

/** A queue whose connection breaks says so at the next call; its error events need a listener, or Node exits. */
function swallowingErrors(queue: { on(event: 'error', listener: () => void): unknown } & JobQueue): JobQueue {
  queue.on('error', () => {});
  return queue;
}
