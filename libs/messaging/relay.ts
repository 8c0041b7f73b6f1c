import { Injectable } from '@nestjs/common';

import type { EffectQueue } from '#workflows/contract/index.js';

import { QUEUE_NAMES } from './effect.js';
import { Outbox } from './outbox.js';
import type { JobQueue, QueueBackend } from './queue-backend.js';

/** Effects published in one pass. */
const BATCH = 500;

/** Moves what is owed from the outbox to the queues. Any number of relays may run; each effect goes to one. */
@Injectable()
export class Relay {
  readonly #queues: ReadonlyMap<EffectQueue, JobQueue>;

  constructor(
    private readonly outbox: Outbox,
    backend: QueueBackend,
  ) {
    this.#queues = new Map(QUEUE_NAMES.map((name) => [name, backend.queue(name)]));
  }

  /**
   * One pass. A job's id is its outbox row's: publishing twice what still waits adds nothing.
   * @returns true when there may be more.
   */
  async pass(): Promise<boolean> {
    const claimed = await this.outbox.claim(BATCH);
    for (const [name, queue] of this.#queues) {
      const ids = claimed.filter((effect) => effect.queue === name).map((effect) => effect.id);
      if (ids.length === 0) continue;
      try {
        await publish(queue, name, ids);
      } catch (error) {
        await this.outbox.release(ids);
        throw error;
      }
    }
    return claimed.length >= BATCH;
  }

  /** Rejects when a queue cannot be reached. */
  async waitUntilReady(): Promise<void> {
    await Promise.all([...this.#queues.values()].map(async (queue) => queue.waitUntilReady()));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map(async (queue) => queue.close()));
  }
}

/** Up to so many, jobs are added one by one: in bulk, the back end on PostgreSQL makes tables for it each time. */
const FEW = 3;

async function publish(queue: JobQueue, name: EffectQueue, ids: readonly string[]): Promise<void> {
  const jobs = ids.map((id) => ({
    name,
    data: { outboxId: id },
    opts: { jobId: id, attempts: 1, removeOnComplete: true, removeOnFail: true },
  }));
  if (jobs.length > FEW) await queue.addBulk(jobs);
  else await Promise.all(jobs.map(async ({ data, opts }) => queue.add(name, data, opts)));
}
