import { describe, expect, it } from '@jest/globals';

import { Chance } from '#libs/simulation/index.js';

import { WHOLE_FAULTS } from '../../support/faults-scope.js';
import { Fleet } from '../../support/storm/fleet.js';
import {
  allAtOnce,
  everythingDown,
  holdWorker,
  killApi,
  killBackend,
  killPostmaster,
  killRedis,
  killWorker,
  rollingRestart,
} from '../../support/storm/kills.js';
import { runStorm } from '../../support/storm/run-storm.js';
import { shuffled, type Trouble } from '../../support/storm/trouble.js';

const PATIENCE_MS = WHOLE_FAULTS ? 1_800_000 : 240_000;

/** Give the seed of a run that failed to have its choices again. */
const SEED = Number(process.env['JALON_STORM_SEED'] ?? 20_260_302);

const frequent: readonly Trouble[] = [killApi, killWorker, killPostmaster, killBackend, killRedis];
const rare: readonly Trouble[] = [holdWorker, rollingRestart, allAtOnce, everythingDown];

const times = (count: number, troubles: readonly Trouble[]): readonly Trouble[] =>
  Array.from({ length: count }, () => troubles).flat();

const storm = WHOLE_FAULTS
  ? {
      seed: SEED,
      cases: 2_000,
      troubles: shuffled([...times(4, frequent), ...times(3, rare)], new Chance(SEED).of('order')),
    }
  : {
      seed: SEED,
      cases: 100,
      troubles: [killWorker, killPostmaster, everythingDown],
      hurried: true,
    };

describe('api, worker, PostgreSQL and Redis, killed again and again under load', () => {
  it(
    'lose nothing that was acknowledged, and do what is owed, once',
    async () => {
      const table = await runStorm(storm);
      expect(table.amiss).toEqual([]);
    },
    PATIENCE_MS,
  );
});

(WHOLE_FAULTS ? describe : describe.skip)('four nodes that start at once on an empty database', () => {
  it(
    'wait for whoever migrates it; four who do are one',
    async () => {
      const fleet = await Fleet.servers();
      try {
        await fleet.addNodes();
        const migrating = fleet.nodes.map(async () => fleet.command('migrate', '--json'));
        await Promise.all(fleet.nodes.map(async (node) => node.start()));
        const answers = await Promise.all(migrating);
        expect(answers.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
        const applied = answers.map(({ output }) => (JSON.parse(output) as { applied: string[] }).applied.length);
        expect(applied.filter((count) => count > 0)).toHaveLength(1);
        for (const { address } of fleet.apis) expect((await fetch(`${address}/health`)).status).toBe(200);
      } finally {
        await fleet.remove();
      }
    },
    PATIENCE_MS,
  );
});
