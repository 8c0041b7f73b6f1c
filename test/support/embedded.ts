import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { INestApplicationContext } from '@nestjs/common';

import { type Instant, ManualClock } from '#libs/kernel/index.js';

import { type EmbeddedServer, startEmbeddedServer } from '../../apps/cli/embedded-server.js';

/** The whole product in the test's own process, on a clock that the test moves. */
export interface Embedded extends Pick<EmbeddedServer, 'address' | 'databaseUrl' | 'services' | 'worker' | 'stop'> {
  readonly clock: ManualClock;
  get<T>(token: abstract new (...args: never[]) => T): T;
  /** Moves the clock; what falls due by then is looked at at once. */
  advanceTo(instant: Instant): void;
}

/**
 * Starts everything that `npm start` starts, on a database of its own that goes when it stops.
 * @param options.now what the clock says at first.
 */
export async function startEmbedded({
  now = '2026-03-02T09:00:00.000Z',
  furnish,
}: {
  readonly now?: Instant;
  readonly furnish?: (services: INestApplicationContext) => Promise<void>;
} = {}): Promise<Embedded> {
  const home = mkdtempSync(path.join(tmpdir(), 'jalon-embedded-'));
  // As root, the database runs as somebody else, who has to pass through.
  chmodSync(home, 0o711);
  const clock = new ManualClock(now);
  const server = await startEmbeddedServer({
    home,
    host: '127.0.0.1',
    port: 0,
    clock,
    // A test that waits for a mail would wait for its companions too.
    env: { MAIL_HOLD_MINUTES: '0' },
    logger: false,
    ...(furnish ? { furnish } : {}),
  });
  const { address, databaseUrl, services, worker } = server;
  return {
    address,
    databaseUrl,
    services,
    worker,
    clock,
    get: (token) => services.get(token, { strict: false }),
    advanceTo: (instant) => {
      clock.set(instant);
      worker.wake();
    },
    stop: async () => {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
