import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { RateLimits, TooManyRequests } from '#libs/identity/index.js';
import { newId } from '#libs/kernel/index.js';

import { type Engine, startEngine } from '../../support/engine.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('five login mails to one address in a quarter of an hour', () => {
  let engine: Engine;
  let limits: RateLimits;
  let address: string;

  beforeAll(async () => {
    engine = await startEngine();
    limits = new RateLimits(engine.transactions, engine.clock);
  });
  afterAll(async () => engine.stop());

  const ask = async (times = 1): Promise<void> => {
    for (let time = 0; time < times; time += 1) await limits.count('login-mail', address);
  };

  it('are allowed, and a sixth is not; somebody else still has theirs', async () => {
    address = newId();
    await ask(5);
    await expect(limits.ensureLeft('login-mail', address)).rejects.toThrow(TooManyRequests);
    await expect(ask()).rejects.toThrow('Trop de demandes. Réessayez dans 15 minutes.');
    address = newId();
    await ask();
    await limits.ensureLeft('login-mail', address);
  });

  it('are counted from the first one on, however many api processes count', async () => {
    address = newId();
    await ask();
    engine.clock.advance(14 * MINUTE);
    const asked = await Promise.allSettled(Array.from({ length: 8 }, async () => ask()));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    engine.clock.advance(MINUTE);
    await ask(5);
  });

  it('shut nobody out for a day when the clock goes back a day', async () => {
    address = newId();
    engine.clock.advance(DAY);
    await ask(5);
    await expect(ask()).rejects.toThrow(TooManyRequests);
    engine.clock.advance(-DAY);
    await limits.ensureLeft('login-mail', address);
    await ask(5);
    await expect(ask()).rejects.toThrow(TooManyRequests);
  });
});
