// Who carries effects out, for effects.bench.mjs: our worker (relay, queues, runner, outbox) and BullMQ alone, both with handlers
// that do nothing, with the same concurrency.
import { newId } from '#libs/kernel/index.js';
import {
  EffectRunner,
  HandlesEffect,
  Looping,
  openQueues,
  Outbox,
  OutboxListener,
  QUEUE_NAMES,
  QUEUES,
  Relay,
} from '#libs/messaging/index.js';
import { processes } from '#workflows/index.js';
import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';

import { openEngine } from './database.mjs';
import { eightEvents, NOW } from './eight-events.mjs';

/** The queue whose effects are short: those of the others wait for a mail server, or print. */
const MEASURED = 'bookkeeping';

/** Of one process that does everything, as the embedded product. */
export async function openOurWorker(databaseUrl, settings) {
  const engine = await openEngine(databaseUrl, { now: NOW });
  const outbox = new Outbox(engine.transactions, engine.clock);
  const handled = hearing();
  const runner = new EffectRunner(discoveryOf(handled), outbox);
  runner.onModuleInit();
  const backend = await openQueues(settings);
  const workers = QUEUE_NAMES.map((name) =>
    backend.worker(name, async ({ outboxId }) => runner.run(outboxId), console.error),
  );
  const relay = new Relay(outbox, backend);
  const relaying = new Looping(async () => relay.pass(), 1_000, console.error);
  const listener = new OutboxListener(databaseUrl, () => relaying.wake());
  relaying.start();
  await listener.start();
  const convened = await convenedCommittee(engine.runtime);
  let owedSoFar = 1;
  return {
    /** Effects committed all at once, until all are done and marked so. */
    async sustain(count) {
      await engine.source.query(OWE, [convened.caseId, count, MEASURED, NOW, owedSoFar]);
      owedSoFar += count;
      for (;;) {
        const { owed } = await outbox.backlog();
        if (owed === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    /** Milliseconds from the commit of one event to the handler of its effect. */
    async once() {
      const heard = handled.next();
      await convened.changeMembers();
      const since = performance.now();
      return (await heard) - since;
    },
    async close() {
      await listener.stop();
      await relaying.stop();
      await Promise.all(workers.map((worker) => worker.close()));
      await relay.close();
      await backend.close();
      await engine.close();
    },
  };
}

const OWE = `
  insert into outbox (id, case_id, revision, position, queue, type, params, created_at, next_at)
  select gen_random_uuid(), $1, 1, $5::integer + n, $3, 'records.open', '{"sequence": 1}', $4, $4
    from generate_series(1, $2::integer) as n`;

/** BullMQ with its own settings: the same jobs, added in bulk. */
export async function openBullmqAlone(databaseUrl, settings) {
  const redis = settings.kind === 'redis' ? new Redis(settings.url, { maxRetriesPerRequest: null }) : undefined;
  const connection = redis ?? { connectionString: databaseUrl, schema: 'alone', migrate: true };
  const { Queue, Worker } = withBackend(redis ? createRedisBackend : createPostgresBackend);
  const handled = hearing();
  const queue = new Queue('alone', { connection });
  const { concurrency } = QUEUES[MEASURED];
  const worker = new Worker('alone', async () => handled.tell(), { connection, concurrency });
  for (const one of [queue, worker]) one.on('error', console.error);
  await Promise.all([queue, worker].map((one) => one.waitUntilReady()));
  const job = () => ({
    name: 'effect',
    data: { outboxId: newId() },
    opts: { removeOnComplete: true, removeOnFail: true },
  });
  return {
    async sustain(count) {
      const all = handled.times(count);
      for (let added = 0; added < count; added += 500)
        await queue.addBulk(Array.from({ length: Math.min(500, count - added) }, job));
      await all;
    },
    async once() {
      const heard = handled.next();
      const { name, data, opts } = job();
      await queue.add(name, data, opts);
      const since = performance.now();
      return (await heard) - since;
    },
    async close() {
      await worker.close();
      await queue.close();
      redis?.disconnect();
    },
  };
}

/** A committee whose members change again and again: each time one mail is owed. */
async function convenedCommittee(runtime) {
  const id = newId();
  const options = () => ({ actor: 'person:bench', idempotencyKey: newId() });
  const history = { type: 'history.imported', state: 'construction', since: '2025-11-03', committees: [] };
  await runtime.open('product-lifecycle', id, history, options());
  const planned = { type: 'committee.planned', startsAt: '2026-06-09T09:00:00.000Z', productIds: [id] };
  await runtime.open('committee', id, planned, options());
  const { caseId } = await runtime.dispatch('committee', id, eightEvents(id)[0], options());
  return { caseId, changeMembers: () => runtime.dispatch('committee', id, { type: 'members.changed' }, options()) };
}

/** What Nest's discovery tells the runner: one handler for every effect there is. */
function discoveryOf(handled) {
  const types = Object.values(processes).flatMap(({ effects }) => Object.keys(effects));
  return {
    getProviders: ({ metadataKey }) =>
      metadataKey === HandlesEffect.KEY
        ? types.map((type) => ({ type, instance: { handle: async () => handled.tell() } }))
        : [],
    getMetadataByDecorator: (_decorator, { type }) => type,
  };
}

/** Hears of effects as they are handled. */
function hearing() {
  let [left, resolve] = [0, () => {}];
  const times = (count) =>
    new Promise((heard) => {
      [left, resolve] = [count, heard];
    });
  return {
    tell() {
      left -= 1;
      if (left === 0) resolve(performance.now());
    },
    times,
    /** Resolves with the moment of the next one. */
    next: () => times(1),
  };
}
