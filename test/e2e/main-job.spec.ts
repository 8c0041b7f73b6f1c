import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Journal } from '#libs/audit/index.js';
import { Transactions } from '#libs/persistence/index.js';
import type { ProcessName } from '#workflows/index.js';

import { openBrowser, screenshot } from '../support/browser.js';
import { type Embedded, startEmbedded } from '../support/embedded.js';
import { examine, receivedTwice } from '../support/main-job/aftermath.js';
import { cast, FIRST } from '../support/main-job/cast.js';
import { mainJob } from '../support/main-job/index.js';
import { allMails, mailTo, quiet } from '../support/main-job/mails.js';
import { openTheMainJob } from '../support/main-job/opening.js';
import { trialMailbox } from '../support/main-job/trial-mailbox.js';
import { as } from '../support/main-job/visiting.js';
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
    advanceTo: (instant) => jalon.advanceTo(instant),
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

describe('after the main job', () => {
  it('the sealed file is whole and its seal valid, from the page as from the mail', async () => {
    const page = await as(world, cast.lead, world.paths.get(`record:${FIRST.name}`));
    const response = await page.context().request.get(`${page.url()}/pdf`);
    const pdf = await response.body();
    const { structure, signatures } = examine(pdf);
    expect(structure).toContain('No syntax or stream encoding errors found');
    expect(signatures).toMatch(/Signature Validation: Signature is Valid\./u);
    expect(signatures).toContain('Total document signed');
    const mail = await mailTo(world, cast.director, /décision validée/u);
    expect(mail.attachments[0]?.content.equals(pdf)).toBe(true);
  });

  it('nobody received anything twice, and nothing is owed', async () => {
    const mails = await allMails(world);
    expect(mails.length).toBeGreaterThan(70);
    expect(receivedTwice(mails)).toEqual([]);
    await quiet(world);
  });

  it('every case gives its state again when its journal is replayed', async () => {
    const cases = await jalon
      .get(Transactions)
      .outside.query<{ process: ProcessName; subject: string }[]>('select process, subject_id as subject from cases');
    // Two products with their lives and their duties, one committee, two records.
    expect(cases.length).toBe(7);
    for (const { process, subject } of cases) expect(await jalon.get(Journal).verify(process, subject)).toEqual([]);
  });
});
