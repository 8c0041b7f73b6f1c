import { describe, expect, it } from '@jest/globals';
import type { BackendFactory } from 'bullmq';

import { unhurried } from './unhurried-backend.js';

describe('a back end that fails in no time', () => {
  const failing = (() => ({ moveToActive: async () => Promise.reject(new Error('OOM')) })) as unknown as BackendFactory;

  it('leaves the process time for everything else, and then tells its error', async () => {
    const backend = unhurried(failing)('mail', { connection: {} });
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 50);
    const began = performance.now();
    await expect(backend.moveToActive('token')).rejects.toThrow('OOM');
    clearInterval(turning);
    expect(performance.now() - began).toBeGreaterThan(900);
    expect(turns).toBeGreaterThan(5);
  });
});
