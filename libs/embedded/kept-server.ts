import { setTimeout as sleep } from 'node:timers/promises';

import { DatabaseLost, DatabaseStartFailed } from './embedded.errors.js';
import type { ServerProcess } from './server-process.js';

/** Waits before a server that ended by itself is started again, in milliseconds; the last one repeats for ever. */
const AGAIN = [100, 1_000, 2_000, 5_000] as const;

/** Milliseconds that a server has to live for its next end to be another trouble, not the same one. */
const SETTLED = 60_000;

/**
 * A server that is started again whenever it ends by itself, until it is told to stop: a full disk makes PostgreSQL stop in
 * panic, and recover once there is room.
 * @param start must be safe to call again after a failure.
 * @param onTrouble told when it ended, when it cannot be started again, and when it is back;
 * each once, however long it takes.
 */
export async function keepServer(
  start: () => Promise<ServerProcess>,
  onTrouble: (message: string) => void,
): Promise<ServerProcess> {
  const stopping = new AbortController();
  let server = await start();

  const keep = async (): Promise<string> => {
    for (let attempt = 0; ;) {
      const began = performance.now();
      const lastWords = await server.exited;
      if (stopping.signal.aborted) return lastWords;
      if (performance.now() - began > SETTLED) attempt = 0;
      onTrouble(new DatabaseLost(lastWords).message);
      for (let [back, said] = [false, false]; !back; attempt += 1) {
        await sleep(AGAIN[attempt] ?? AGAIN[3], undefined, { signal: stopping.signal }).catch(() => {});
        if (stopping.signal.aborted) return lastWords;
        try {
          server = await start();
          back = true;
        } catch (error) {
          const { message } = error instanceof DatabaseStartFailed ? error : new DatabaseStartFailed(String(error));
          if (!said) onTrouble(message);
          said = true;
        }
      }
      if (stopping.signal.aborted) await server.stop();
      else onTrouble('La base de données embarquée est de retour.');
    }
  };
  const exited = keep();

  return {
    exited,
    async stop() {
      stopping.abort();
      await server.stop();
      await exited;
    },
  };
}
