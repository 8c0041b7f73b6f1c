import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { Signatures } from '#libs/sign-off/index.js';

import {
  axeViolations,
  duplicateIds,
  horizontalOverflow,
  openBrowser,
  openPage,
  contrastingScreens,
  screenshot,
} from '../support/browser.js';
import { BASE_URL } from '../support/committees.builders.js';
import { type Browsing, browseCommittees } from '../support/committees.web.js';
import { anAskedRecord, type Asked, linkOf, trace } from '../support/sign-off.builders.js';

/** Kept only when somebody wants to look. */
const pictures = process.env['UI_SCREENSHOTS'];

let world: Browsing;
let browser: Browser;
beforeAll(async () => {
  world = await browseCommittees();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});

const signaturesOf = async ({ record }: Asked) => world.get(Signatures).ofRecord(record.id);

/** Every address of a mail, as a scanner finds them in both of its versions. */
async function addressesOf(email: string): Promise<readonly string[]> {
  const [mail] = (await world.mails(email)).filter(({ text }) => text.includes('/signature/'));
  const found = `${mail?.html ?? ''} ${mail?.text ?? ''}`.match(/https?:\/\/[^\s"'<>)]+/gu) ?? [];
  return [...new Set(found)]
    .filter((href) => href.startsWith(BASE_URL))
    .map((href) => href.replace(BASE_URL, world.origin));
}

/** Opens a page, sends each of its forms as it stands, then filled with the first thing at hand. */
async function scan(page: Page, address: string): Promise<void> {
  await page.goto(address);
  const forms = await page.locator('form').count();
  for (let form = 0; form < forms; form += 1)
    for (const fill of [false, true]) {
      await page.goto(address);
      // A link used up shows other forms.
      if ((await page.locator('form').count()) <= form) return;
      // What is folded is opened, as scripts that look for forms do.
      for (const folded of await page.locator('details:not([open]) > summary').all()) await folded.click();
      const one = page.locator('form').nth(form);
      if (fill) {
        for (const label of await one.locator('.fr-radio-group label').all()) await label.click();
        for (const box of await one.locator('textarea, input:not([type=radio]):not([type=hidden])').all())
          await box.fill('123456');
      }
      await one.locator('button').first().click();
      await page.waitForLoadState();
    }
}

async function answerAs(asked: Asked, options: BrowserContextOptions = {}): Promise<Page> {
  const { secret, code } = await linkOf(world, asked.signers[0]);
  const page = await openPage(browser, { width: 390, height: 844 }, options);
  await page.goto(`${world.origin}/signature/${secret}`);
  await page.getByText('J’approuve', { exact: true }).click();
  await page.getByLabel('Code à six chiffres').fill(code);
  await page.getByRole('button', { name: 'Enregistrer ma réponse' }).click();
  return page;
}

describe('a mail scanner', () => {
  it('that opens every link, runs the scripts and sends every form, signs nothing; then the person signs', async () => {
    const asked = await anAskedRecord(world);
    const [sponsor] = asked.signers;
    const addresses = await addressesOf(sponsor?.email ?? '');
    expect(addresses.filter((address) => address.includes('/signature/'))).toHaveLength(1);
    const context = await browser.newContext({ javaScriptEnabled: true });
    const page = await context.newPage();
    for (const address of addresses) {
      await context.request.head(address);
      await scan(page, address);
      await scan(page, address);
    }
    expect(await context.cookies()).toEqual([]);
    expect(await signaturesOf(asked)).toEqual([]);

    const signed = await answerAs(asked, { javaScriptEnabled: false });
    expect(await signed.getByText('Votre réponse est enregistrée').count()).toBe(1);
    expect(await signaturesOf(asked)).toMatchObject([{ choice: 'approve', personId: sponsor?.id }]);
    const before = await trace(world);
    for (const address of addresses) await scan(page, address);
    expect(await trace(world)).toEqual(before);
  });

  it('that uses the link up leaves the person a way to sign', async () => {
    const asked = await anAskedRecord(world);
    const page = await (await browser.newContext()).newPage();
    const [address = ''] = await addressesOf(asked.signers[0]?.email ?? '');
    for (let visit = 0; visit < 5; visit += 1) await scan(page, address);
    await page.goto(address);
    expect(await page.getByText('Trop de codes erronés').count()).toBe(1);
    await page.getByRole('button', { name: 'Recevoir un nouveau lien' }).click();
    expect(await page.getByText('nouveau courriel').count()).toBe(1);
    await answerAs(asked);
    expect(await signaturesOf(asked)).toHaveLength(1);
  });
});

describe('the signature page in a browser', () => {
  it('begun on a phone is finished on a laptop, by the same link', async () => {
    const asked = await anAskedRecord(world);
    const { secret } = await linkOf(world, asked.signers[0]);
    const phone = await openPage(browser, { width: 390, height: 844 });
    await phone.goto(`${world.origin}/signature/${secret}`);
    await answerAs(asked, { viewport: { width: 1280, height: 900 } });
    await phone.reload();
    expect(await phone.getByText('Déjà enregistré').count()).toBe(1);
  });

  it('is accessible and fits every screen, whatever stands behind the link', async () => {
    const open = await anAskedRecord(world);
    const done = await anAskedRecord(world);
    await answerAs(done);
    const openPath = `/signature/${(await linkOf(world, open.signers[0])).secret}`;
    const paths: Readonly<Record<string, string>> = {
      ouvert: openPath,
      enregistre: `/signature/${(await linkOf(world, done.signers[0])).secret}?etat=enregistre`,
      repondu: `/signature/${(await linkOf(world, done.signers[0])).secret}`,
    };
    for (const screen of contrastingScreens) {
      const page = await openPage(browser, screen);
      for (const [name, path] of Object.entries(paths)) {
        let bytes = 0;
        page.on('response', (response) => {
          void response
            .request()
            .sizes()
            .then(
              ({ responseBodySize }) => (bytes += responseBodySize),
              () => undefined,
            );
        });
        await page.goto(`${world.origin}${path}`);
        expect(await axeViolations(page)).toEqual([]);
        expect(await horizontalOverflow(page)).toBe(0);
        expect(await duplicateIds(page)).toEqual([]);
        expect(bytes).toBeLessThan(40_000);
        if (pictures) await screenshot(page, `${pictures}/signature-${name}-${screen.width}-${screen.scheme}.png`);
      }
      await page.goto(`${world.origin}${openPath}`);
      await page.getByRole('button', { name: 'Enregistrer ma réponse' }).click();
      expect(await page.locator('#erreurs').evaluate((one) => one === document.activeElement)).toBe(true);
      expect(await axeViolations(page)).toEqual([]);
      if (pictures) await screenshot(page, `${pictures}/signature-refus-${screen.width}-${screen.scheme}.png`);
      await page.context().close();
    }
    expect(await signaturesOf(open)).toEqual([]);
  }, 180_000);
});
