import { afterAll, beforeAll, describe, it } from '@jest/globals';

import { openBrowser, screenshot } from '../support/browser.js';
import { type Embedded, startEmbedded } from '../support/embedded.js';
import { mainJob } from '../support/main-job/index.js';
import { openTheMainJob } from '../support/main-job/opening.js';
import { trialMailbox } from '../support/main-job/trial-mailbox.js';
import type { World } from '../support/main-job/world.js';

/** Kept only when somebody wants to look. */
const pictures = process.env['SCREENSHOTS'];

let jalon: Embedded;
let world: World;
let shots = 0;

beforeAll(async () => {
  jalon = await startEmbedded({ furnish: openTheMainJob });
  const address = (): string => jalon.address;
  world = {
    browser: await openBrowser(),
    mails: trialMailbox(address),
    address,
    now: () => jalon.clock.now(),
    advanceTo: jalon.advanceTo,
    began: jalon.clock.today(),
    browsing: { javaScriptEnabled: false },
    ...(pictures === undefined
      ? {}
      : {
          shoot: async (page, name) => {
            shots += 1;
            await screenshot(page, `${pictures}/main-job/${String(shots).padStart(2, '0')}-${name}.png`);
          },
        }),
    pages: new Map(),
    paths: new Map(),
  };
});
afterAll(async () => {
  await world.browser.close();
  await jalon.stop();
});

describe('the main job, without any script in the browser', () => {
  // Each step stands on the one before: after one failed, the others say nothing.
  let failed = false;
  it.each(mainJob)('$name', async (step) => {
    if (failed) throw new Error('a step before this one failed');
    failed = true;
    await step.run(world);
    failed = false;
  });
});
