import { setTimeout as sleep } from 'node:timers/promises';

import type { BackendFactory, IQueueBackend } from 'bullmq';

/** Milliseconds before a back end that failed to give a job is asked for one again. */
const RESPITE = 1_000;

/**
 * Back ends whose workers wait a moment after a failure. BullMQ itself asks again at once, without end: a Redis that is full or
 * a PostgreSQL out of connections would be hammered, and one whose failure takes no time stops the whole process.
 */
export function unhurried<B extends IQueueBackend, C>(create: BackendFactory<B, C>): BackendFactory<B, C> {
  return (...named) => {
    const backend = create(...named);
    const giving: Pick<IQueueBackend, 'moveToActive'> = backend;
    const moveToActive = giving.moveToActive.bind(backend);
    giving.moveToActive = async (...asked) => {
      try {
        return await moveToActive(...asked);
      } catch (error) {
        await sleep(RESPITE);
        throw error;
      }
    };
    return backend;
  };
}
