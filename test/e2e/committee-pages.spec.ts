import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { RespondToInvitation } from '#libs/committees/index.js';
import { newId, parisInstant } from '#libs/kernel/index.js';
import type { CapturedMail } from '#libs/mail/index.js';

import {
  axeViolations,
  duplicateIds,
  horizontalOverflow,
  openBrowser,
  openPage,
  contrastingScreens,
  screens,
  screenshot,
} from '../support/browser.js';
import { anIncubator, aProduct, convened, planned } from '../support/committees.builders.js';
import { type Browsing, browseCommittees } from '../support/committees.web.js';

describe('the pages of committees in a browser', () => {
  let jalon: Browsing;
  let browser: Browser;
  let session: string;
  const paths: Record<string, string> = {};

  beforeAll(async () => {
    jalon = await browseCommittees();
    browser = await openBrowser();
    const incubator = await anIncubator(jalon);
    const { lead } = incubator;
    const alpha = await aProduct(jalon, incubator.id, { name: 'Guichet des aides' });
    const beta = await aProduct(jalon, incubator.id, { name: 'Carte des forêts', sponsor: null });
    const gamma = await aProduct(jalon, incubator.id, { name: 'Permis simple', phase: 'acceleration' });
    const both = { productIds: [alpha.id, beta.id], personId: lead.id };
    const preparing = await convened(jalon, { ...both, on: '2026-06-15', videoUrl: 'https://visio.example/comite' });
    const plan = await planned(jalon, { productIds: [gamma.id], personId: lead.id, on: '2026-12-27' });
    const fresh = await aProduct(jalon, incubator.id, { name: 'Bourses en ligne', sponsor: null });
    await jalon.goTo(parisInstant('2026-05-27', '09:00'));
    // Sessions last half a day: opened once the clock stands still.
    session = (await jalon.logIn(lead)).secret;
    const mails: readonly CapturedMail[] = await jalon.mails(alpha.sponsor?.email);
    const [invitation = ''] = mails.flatMap(({ text }) => /\/invitation\/[\w-]{43}/u.exec(text)?.[0] ?? []);
    const secret = invitation.split('/').at(-1) ?? '';
    await jalon.get(RespondToInvitation).execute({ secret, response: 'accepted', idempotencyKey: newId() });
    Object.assign(paths, {
      liste: '/comites',
      planifier: `/comites/nouveau?produit=${fresh.id}&date=2026-12-19`,
      planifie: `/comites/${plan}`,
      preparation: `/comites/${preparing}`,
      invitation,
    });
  });
  afterAll(async () => {
    await browser.close();
    await jalon.stop();
  });

  async function visit(name: string, screen: (typeof screens)[number]): Promise<Page> {
    const page = await openPage(browser, screen, { javaScriptEnabled: true });
    await page.context().addCookies([{ name: 'jalon_session', value: session, url: jalon.origin }]);
    await page.goto(`${jalon.origin}${paths[name] ?? ''}`);
    return page;
  }

  it.each(['liste', 'planifier', 'planifie', 'preparation', 'invitation'])(
    'are accessible and fit every screen: %s',
    async (name) => {
      for (const screen of contrastingScreens) {
        const page = await visit(name, screen);
        expect(new URL(page.url()).pathname).toBe(paths[name]?.split('?')[0]);
        for (const folded of await page.locator('details').all())
          await folded.evaluate((it) => it.setAttribute('open', ''));
        const shots = process.env['JALON_SHOTS'];
        if (shots) await screenshot(page, `${shots}/${name}-${screen.width}-${screen.scheme}.png`);
        expect(await horizontalOverflow(page)).toBe(0);
        expect(await duplicateIds(page)).toEqual([]);
        expect(await axeViolations(page)).toEqual([]);
        await page.context().close();
      }
    },
    // Each screen through axe.
    180_000,
  );

  it('move a committee and take an answer with JavaScript off', async () => {
    const page = await openPage(browser, screens[0], { javaScriptEnabled: false });
    await page.goto(`${jalon.origin}${paths['invitation'] ?? ''}`);
    await page.getByText('Provisoire', { exact: true }).click();
    await page.getByRole('button', { name: 'Envoyer ma réponse' }).click();
    expect(await page.getByText('Merci, votre réponse est enregistrée').count()).toBe(1);
    await page.context().addCookies([{ name: 'jalon_session', value: session, url: jalon.origin }]);
    await page.goto(`${jalon.origin}${paths['preparation'] ?? ''}`);
    expect(await page.getByRole('row', { name: /Simone Guichet/u }).textContent()).toContain('Provisoire');
    await page.getByText('Déplacer, changer de lieu').click();
    const form = page.locator('#deplacer');
    await form.getByLabel('Lieu').fill('Ségur, salle Oslo');
    await form.getByLabel('Motif').fill('Salle trop petite');
    await form.getByRole('button', { name: 'Déplacer le comité' }).click();
    expect(await page.getByText('Comité déplacé.').count()).toBe(1);
    expect(await page.getByText('Ségur, salle Oslo').count()).toBeGreaterThan(0);
    await page.context().close();
  });
});
