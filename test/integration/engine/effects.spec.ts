import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { Redis } from 'ioredis';

import { newId } from '#libs/kernel/index.js';
import {
  EvictingRedis,
  type JobWorker,
  Looping,
  openQueues,
  OutboxListener,
  QUEUE_NAMES,
  type QueueBackend,
  type QueueSettings,
  Relay,
} from '#libs/messaging/index.js';

import { type Engine, startEngine } from '../../support/engine.js';
import { startRedis, type TestRedis } from '../../support/redis.js';
import { eventually } from '../../support/eventually.js';

describe.each(['postgres', 'redis'] as const)('effects carried by %s', (kind) => {
  let engine: Engine;
  let redis: TestRedis | undefined;
  let settings: QueueSettings;
  let open: { backend: QueueBackend; relay: Relay; workers: JobWorker[] } | undefined;

  beforeAll(async () => {
    engine = await startEngine();
    redis = kind === 'redis' ? await startRedis() : undefined;
    settings = redis ? { kind: 'redis', url: redis.url } : { kind: 'postgres', url: engine.url };
  });
  afterEach(async () => {
    await Promise.all((open?.workers ?? []).map(async (worker) => worker.close()));
    await open?.relay.close();
    await open?.backend.close();
    open = undefined;
  });
  afterAll(async () => {
    await redis?.stop();
    await engine.stop();
  });

  const options = () => ({ actor: 'person:test', idempotencyKey: newId() }) as const;

  /** A convened committee: it owes its invitations. */
  async function convene(): Promise<string> {
    const [productId, committeeId] = [newId(), newId()];
    await engine.runtime.open(
      'product-lifecycle',
      productId,
      { type: 'investigation.opened', on: '2026-03-02' },
      options(),
    );
    await engine.runtime.open(
      'committee',
      committeeId,
      { type: 'committee.planned', startsAt: '2026-06-15T12:00:00.000Z', productIds: [productId] },
      options(),
    );
    await engine.runtime.dispatch('committee', committeeId, { type: 'committee.convened', missing: [] }, options());
    return committeeId;
  }

  /** Works with that handler on invitations; whatever else is owed is done at once. */
  async function work(carryOut: (outboxId: string) => Promise<void>): Promise<Relay> {
    const backend = await openQueues(settings);
    const relay = new Relay(engine.outbox, backend);
    const workers = QUEUE_NAMES.map((name) =>
      backend.worker(
        name,
        async ({ outboxId }) => {
          const effect = await engine.outbox.find(outboxId);
          await (effect?.type === 'invitations.send' ? carryOut(outboxId) : engine.outbox.markDone(outboxId));
        },
        () => {},
      ),
    );
    open = { backend, relay, workers };
    return relay;
  }

  const owed = async (committeeId: string) => {
    const [row] = await engine.dataSource.query<{ id: string; done: boolean; attempts: number }[]>(
      `select o.id, o.done_at is not null as done, o.attempts from outbox o join cases c on c.id = o.case_id where c.subject_id = $1 and o.type = 'invitations.send'`,
      [committeeId],
    );
    return row;
  };

  it('are done once, soon after the commit', async () => {
    const seen: string[] = [];
    const relay = await work(async (id) => {
      seen.push(id);
      await engine.outbox.markDone(id);
    });
    const relaying = new Looping(
      async () => relay.pass(),
      60_000,
      () => {},
    );
    const listener = new OutboxListener(engine.url, () => relaying.wake());
    relaying.start();
    await listener.start();
    const committeeId = await convene();
    await eventually(async () => expect((await owed(committeeId))?.done).toBe(true));
    await relay.pass();
    expect(seen.filter((id, index) => seen.indexOf(id) !== index)).toEqual([]);
    await listener.stop();
    await relaying.stop();
  });

  it('that failed are tried again after their wait', async () => {
    let failures = 2;
    const relay = await work(async (id) => {
      if (failures > 0) {
        failures -= 1;
        await engine.outbox.markFailed(id, 2 - failures - 1, 'SMTP_DOWN');
      } else await engine.outbox.markDone(id);
    });
    const committeeId = await convene();
    await eventually(async () => {
      engine.clock.advance(10_000);
      await relay.pass();
      expect((await owed(committeeId))?.done).toBe(true);
    });
    expect((await owed(committeeId))?.attempts).toBe(3);
  });

  it('of which nothing was heard are published again: a worker that died leaves nothing undone', async () => {
    let silent = true;
    const relay = await work(async (id) => {
      if (silent) silent = false;
      else await engine.outbox.markDone(id);
    });
    const committeeId = await convene();
    await relay.pass();
    await eventually(async () => expect(silent).toBe(false));
    expect((await owed(committeeId))?.done).toBe(false);
    engine.clock.advance(61_000);
    await eventually(async () => {
      await relay.pass();
      engine.clock.advance(61_000);
      expect((await owed(committeeId))?.done).toBe(true);
    });
  });

  it('are taken up at once by a start that knows itself alone', async () => {
    let killed = false;
    let bury = (): void => {};
    const relay = await work(async (id) => {
      if (killed) return engine.outbox.markDone(id);
      killed = true;
      await new Promise<void>((resolve) => (bury = resolve));
    });
    const committeeId = await convene();
    await relay.pass();
    await eventually(async () => expect(killed).toBe(true));
    expect(await engine.outbox.takeBack()).toBeGreaterThan(0);
    await open?.backend.empty();
    await relay.pass();
    await eventually(async () => expect((await owed(committeeId))?.done).toBe(true));
    expect(await engine.outbox.takeBack()).toBe(0);
    bury();
  });

  it('are given back when the queue cannot take them', async () => {
    const committeeId = await convene();
    const broken = new Relay(engine.outbox, {
      queue: () => ({
        waitUntilReady: async () => {},
        add: async () => Promise.reject(new Error('queue down')),
        addBulk: async () => Promise.reject(new Error('queue down')),
        obliterate: async () => {},
        close: async () => {},
      }),
      worker: () => ({ waitUntilReady: async () => {}, close: async () => {} }),
      empty: async () => {},
      close: async () => {},
    });
    await expect(broken.pass()).rejects.toThrow('queue down');
    const relay = await work(async (id) => engine.outbox.markDone(id));
    engine.clock.advance(6_000);
    await relay.pass();
    await eventually(async () => expect((await owed(committeeId))?.done).toBe(true));
  });

  if (kind === 'redis') {
    it('survive a Redis that lost everything', async () => {
      const committeeId = await convene();
      const deaf = await openQueues(settings);
      const relay = new Relay(engine.outbox, deaf);
      await relay.pass();
      await emptyRedis(redis!.url);
      await relay.close();
      await deaf.close();
      const again = await work(async (id) => engine.outbox.markDone(id));
      engine.clock.advance(61_000);
      await again.pass();
      await eventually(async () => expect((await owed(committeeId))?.done).toBe(true));
    });

    it('are not entrusted to a Redis that may evict them', async () => {
      const evicting = await startRedis({ flags: ['--maxmemory-policy', 'allkeys-lru'] });
      try {
        await expect(openQueues({ kind: 'redis', url: evicting.url })).rejects.toThrow(EvictingRedis);
      } finally {
        await evicting.stop();
      }
    });
  }
});

async function emptyRedis(url: string): Promise<void> {
  const client = new Redis(url);
  await client.flushall();
  client.disconnect();
}
