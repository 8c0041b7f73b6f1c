import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { aftermathOf, NOTHING_AMISS } from '../support/aftermath.js';
import { openBrowser } from '../support/browser.js';
import { ChildJalon } from '../support/child-jalon.js';
import { WHOLE_FAULTS } from '../support/faults-scope.js';
import { openingRegister } from '../support/main-job/cast.js';
import { mainJob } from '../support/main-job/index.js';
import { quiet } from '../support/main-job/mails.js';
import { openTheMainJob } from '../support/main-job/opening.js';
import { trialMailbox } from '../support/main-job/trial-mailbox.js';
import type { World } from '../support/main-job/world.js';

/** A step in a browser, then a start that recovers the database, on a machine that may be busy with others. */
const PATIENCE_MS = 180_000;

/** After how many steps it is killed: each of them in turn, or one in five, from a random one on. */
const EVERY = WHOLE_FAULTS ? 1 : 5;
const FIRST = randomInt(EVERY);

let jalon: ChildJalon;
let world: World;

beforeAll(async () => {
  jalon = await ChildJalon.prepare();
  const address = (): string => jalon.address;
  world = {
    browser: await openBrowser(),
    mails: trialMailbox(address),
    address,
    now: () => jalon.clock.now(),
    advanceTo: (instant) => jalon.clock.set(instant),
    began: jalon.clock.today(),
    browsing: { javaScriptEnabled: false },
    pages: new Map(),
    paths: new Map(),
  };
}, PATIENCE_MS);
afterAll(async () => {
  await world.browser.close();
  await jalon.remove();
}, PATIENCE_MS);

describe(`the main job, with kill -9 after ${EVERY === 1 ? 'every step' : `one step in ${EVERY}`}`, () => {
  // Each step stands on the one before: after one failed, the others say nothing.
  let failed = false;
  const step = (name: string, run: () => Promise<void>): void =>
    it(
      name,
      async () => {
        if (failed) throw new Error('a step before this one failed');
        failed = true;
        await run();
        failed = false;
      },
      PATIENCE_MS,
    );

  step('the register is imported into what a killed first start left, and people get their roles', async () => {
    await jalon.start();
    await jalon.kill();
    const folder = mkdtempSync(path.join(tmpdir(), 'jalon-register-'));
    try {
      const file = path.join(folder, 'register.json');
      writeFileSync(file, JSON.stringify(openingRegister(world.began).startups));
      expect(await jalon.command('import', 'beta-gouv', file)).toMatchObject({ code: 0 });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    await jalon.start();
    await openTheMainJob(await jalon.services());
    await jalon.killBetweenMails();
    await jalon.start();
  });

  for (const [position, done] of mainJob.entries()) {
    const isKilled = position % EVERY === FIRST;
    step(isKilled ? `${done.name} (killed after)` : done.name, async () => {
      await done.run(world);
      if (!isKilled) return;
      await jalon.killBetweenMails();
      await jalon.start();
    });
  }

  step('nothing was done twice, nothing was lost, nothing is owed', async () => {
    await quiet(world);
    expect(await aftermathOf(await jalon.services())).toEqual(NOTHING_AMISS);
  });
});
