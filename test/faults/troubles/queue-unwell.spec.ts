import { cpSync, rmSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';

import { eventually } from '../../support/eventually.js';
import { WHOLE_FAULTS } from '../../support/faults-scope.js';
import { processorMs } from '../../support/processor-time.js';
import { Installation } from '../../support/storm/installation.js';

const PATIENCE_MS = 240_000;
const MINUTE = 60_000;

(WHOLE_FAULTS ? describe : describe.skip)('a Redis that is there, and does not serve', () => {
  let jalon: Installation;
  let operator: Redis;
  beforeAll(async () => {
    jalon = await Installation.start();
    operator = new Redis(jalon.fleet.redis.url);
    operator.on('error', () => undefined);
  }, PATIENCE_MS);
  afterAll(async () => {
    operator.disconnect();
    await jalon.remove();
  }, PATIENCE_MS);

  const convened = async (): Promise<string> => {
    const { id, form: convene } = await jalon.plannedCommittee();
    expect(await convene()).toMatchObject({ status: 303 });
    return id;
  };

  const sentOnce = async (committeeId: string): Promise<void> => {
    await jalon.settled();
    expect(Object.keys(await jalon.mailsOf(committeeId))).toEqual(['sent']);
    expect(await jalon.acceptedTwice()).toEqual([]);
  };

  it(
    'full: the alarm goes up, nobody hammers it, and all goes on once there is room',
    async () => {
      await operator.config('SET', 'maxmemory', '1');
      const [processor, began] = [processorMs(jalon.worker.pid), performance.now()];
      const id = await convened();
      await eventually(async () => expect(jalon.worker.output()).toContain('OOM'));
      jalon.fleet.clock.advance(6 * MINUTE);
      await eventually(async () => {
        const { alarms = [], status } = await jalon.health();
        expect(status).toBe('late');
        expect(alarms.map(({ kind }) => kind)).toContainEqual(expect.stringMatching(/^(?:relay|queue)-stopped$/u));
      });
      expect(await jalon.mailsOf(id)).toEqual({});
      const share = (processorMs(jalon.worker.pid) - processor) / (performance.now() - began);
      expect(share).toBeLessThan(0.5);

      await operator.config('SET', 'maxmemory', '0');
      jalon.fleet.clock.advance(MINUTE);
      await sentOnce(id);
      await eventually(async () => expect(await jalon.health()).toMatchObject({ status: 'ok', alarms: [] }));
    },
    PATIENCE_MS,
  );

  it(
    'emptied while jobs wait in it: what they carried is owed still, and is done within the minute',
    async () => {
      // The mail server is slow: jobs wait behind the five that a worker carries out at once.
      jalon.fleet.smtp.behave({ delayMs: 1_000 });
      const ids = [await convened(), await convened()];
      await eventually(async () => expect(await operator.dbsize()).toBeGreaterThan(0));
      await operator.flushall();
      jalon.fleet.smtp.behave();
      jalon.fleet.clock.advance(MINUTE + 1_000);
      for (const id of ids) await sentOnce(id);
    },
    PATIENCE_MS,
  );

  it(
    'back with jobs of long ago: they are known to be done, and nothing is done twice',
    async () => {
      const { redis, smtp } = jalon.fleet;
      const copy = `${redis.directory}-old`;
      try {
        smtp.behave({ delayMs: 1_500 });
        const id = await convened();
        await eventually(async () => expect(await operator.keys('jalon:*:active')).not.toEqual([]));
        cpSync(redis.directory, copy, { recursive: true });
        smtp.behave();
        await sentOnce(id);
        const already = (await smtp.accepted()).length;

        await redis.kill();
        rmSync(redis.directory, { recursive: true });
        cpSync(copy, redis.directory, { recursive: true });
        await redis.start();
        // A job whose worker is gone is given to another within twenty seconds.
        await eventually(async () => expect(await operator.keys('jalon:*:active')).toEqual([]), 60_000);
        await sentOnce(id);
        expect(await smtp.accepted()).toHaveLength(already);
        await sentOnce(await convened());
      } finally {
        rmSync(copy, { recursive: true, force: true });
      }
    },
    PATIENCE_MS,
  );
});
