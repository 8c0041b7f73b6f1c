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

/** What has to do with the database may end the process, in words; never with a stack trace. */
const killedBelow = (name: string, pid: (ground: EmbeddedGround) => number): Trouble<EmbeddedGround> => ({
  name,
  async strike(ground) {
    process.kill(pid(ground), 'SIGKILL');
    const end = await ground.back();
    expect(end?.output ?? '').not.toContain('    at ');
  },
});

const troubles: readonly Trouble<EmbeddedGround>[] = [
  {
    name: 'kill -9 of the process',
    async strike({ jalon }, chance) {
      await jalon.kill();
      await sleep(chance.between(0, DOWN_MS));
      await jalon.start();
    },
  },
  killedBelow('kill -9 of its postmaster', (ground) => ground.supervised().postmaster),
  killedBelow('kill -9 of the shell that watches over its database', (ground) => ground.supervised().supervisor),
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
