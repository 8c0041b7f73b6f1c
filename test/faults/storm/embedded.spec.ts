import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import { Chance } from '#libs/simulation/index.js';

import { WHOLE_FAULTS } from '../../support/faults-scope.js';
import { EmbeddedGround } from '../../support/storm/embedded-ground.js';
import { stormOn } from '../../support/storm/run-storm.js';
import { shuffled, type Trouble } from '../../support/storm/trouble.js';

const PATIENCE_MS = 900_000;
const SEED = Number(process.env['JALON_STORM_SEED'] ?? 20_260_302);

/** Longest that it stays down, in milliseconds. */
const DOWN_MS = 1_500;

const killed = (name: string, kill: (ground: EmbeddedGround) => Promise<unknown>): Trouble<EmbeddedGround> => ({
  name,
  async strike(ground, chance) {
    await kill(ground);
    await sleep(chance.between(0, DOWN_MS));
    await ground.jalon.start();
  },
});

const troubles: readonly Trouble<EmbeddedGround>[] = [
  killed('kill -9 of the process', async ({ jalon }) => jalon.kill()),
  killed('kill -9 of its postmaster', async (ground) => {
    process.kill(ground.supervised().postmaster, 'SIGKILL');
    const { code, output } = await ground.jalon.ended();
    expect([code, output]).toEqual([1, expect.stringContaining('s’est arrêtée d’elle-même')]);
    expect(output).not.toContain('    at ');
  }),
  killed('kill -9 of the shell that watches over its database', async (ground) => {
    process.kill(ground.supervised().supervisor, 'SIGKILL');
    expect((await ground.jalon.ended()).code).toBe(1);
  }),
];

// With `npm test`, the restarts of the main job and those under load stand for it.
(WHOLE_FAULTS ? describe : describe.skip)('the whole of Jalon in one process, killed under load', () => {
  it(
    'loses nothing that was acknowledged, and does what is owed, once',
    async () => {
      const ground = await EmbeddedGround.start();
      try {
        const order = shuffled(Array.from({ length: 4 }, () => troubles).flat(), new Chance(SEED).of('order'));
        const table = await stormOn(ground, { seed: SEED, cases: 400, troubles: order });
        expect(table.amiss).toEqual([]);
      } finally {
        await ground.remove();
      }
    },
    PATIENCE_MS,
  );
});
