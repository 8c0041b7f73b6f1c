import { describe, expect, it } from '@jest/globals';

import { Chance } from '#libs/simulation/index.js';

import { WHOLE_FAULTS } from '../../support/faults-scope.js';
import {
  clockTroubles,
  databaseTroubles,
  dropsAfterData,
  emptied,
  mailTroubles,
  redisTroubles,
} from '../../support/storm/edges/server-troubles.js';
import { diskFull, SmallDisk } from '../../support/storm/edges/small-disk.js';
import { networkTroubles, Wires } from '../../support/storm/edges/wires.js';
import { runStorm } from '../../support/storm/run-storm.js';
import { shuffled, type Trouble } from '../../support/storm/trouble.js';

const PATIENCE_MS = WHOLE_FAULTS ? 1_800_000 : 240_000;
const SEED = Number(process.env['JALON_STORM_SEED'] ?? 20_261_025);

/** The fifty days of a storm from here on go through the end of summer time, on 25 October. */
const BEFORE_WINTER_TIME = '2026-10-05T07:00:00.000Z';

async function edgeStorm(cases: number, drawn: (wires: Wires) => readonly Trouble[], hurried = false) {
  const wires = new Wires();
  try {
    return await runStorm({
      seed: SEED,
      cases,
      troubles: drawn(wires),
      hurried,
      fleet: { wire: wires.wire, now: BEFORE_WINTER_TIME },
    });
  } finally {
    wires.close();
  }
}

describe('api, worker and the servers they speak to, badly connected, full, slow or out of time', () => {
  it(
    'lose nothing that was acknowledged, and do what is owed, once',
    async () => {
      const table = WHOLE_FAULTS
        ? await edgeStorm(2_000, (wires) => {
            const all = [networkTroubles(wires), redisTroubles, databaseTroubles, mailTroubles, clockTroubles].flat();
            return shuffled([...all, ...all], new Chance(SEED).of('order'));
          })
        : await edgeStorm(60, (wires) => [...networkTroubles(wires).slice(0, 4), emptied, dropsAfterData], true);
      expect(table.amiss).toEqual([]);
    },
    PATIENCE_MS,
  );
});

/** Room for the database, and for its log as the flags below bound it. */
const DISK_MEGABYTES = 500;
const SMALL_LOG = ['max_wal_size=96MB', 'min_wal_size=32MB'];

(WHOLE_FAULTS ? describe : describe.skip)('a disk that fills up under the database', () => {
  it(
    'loses nothing that was acknowledged; once there is room all goes on',
    async () => {
      const disk = SmallDisk.mount(DISK_MEGABYTES);
      try {
        const full = diskFull(disk);
        const fleet = { databaseHome: disk.folder('database'), databaseFlags: SMALL_LOG };
        const table = await runStorm({ seed: SEED, cases: 500, troubles: [full, full, full], fleet });
        expect(table.amiss).toEqual([]);
      } finally {
        disk.unmount();
      }
    },
    PATIENCE_MS,
  );
});
