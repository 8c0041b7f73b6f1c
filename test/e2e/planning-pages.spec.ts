import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import {
  axeViolations,
  contrastingScreens,
  duplicateIds,
  horizontalOverflow,
  openBrowser,
  openPage,
  screenshot,
} from '../support/browser.js';
import { type Browsing, browseCommittees } from '../support/committees.web.js';
import { aPortfolio } from '../support/planning.builders.js';

const phone = contrastingScreens.filter(({ width }) => width === 390);

describe('planning the half-year in a browser without JavaScript', () => {
  let jalon: Browsing;
  let browser: Browser;
  let portfolio: Awaited<ReturnType<typeof aPortfolio>>;
  let page: Page;
  beforeAll(async () => {
    jalon = await browseCommittees();
    browser = await openBrowser();
    portfolio = await aPortfolio(jalon);
    const { secret } = await jalon.logIn(portfolio.incubator.lead);
    page = await openPage(browser, { width: 1280, height: 900 }, { javaScriptEnabled: false });
    await page.context().addCookies([{ name: 'jalon_session', value: secret, url: jalon.origin }]);
  });
  afterAll(async () => {
    await browser.close();
    await jalon.stop();
  });

  /** The page that is shown, everything unfolded. */
  async function look(name: string, on = contrastingScreens): Promise<void> {
    const cookies = await page.context().cookies();
    for (const screen of on) {
      const seen = await openPage(browser, screen);
      await seen.context().addCookies(cookies);
      await seen.goto(page.url());
      const shots = process.env['JALON_SHOTS'];
      if (shots) await screenshot(seen, `${shots}/${name}-${screen.width}-${screen.scheme}.png`);
      for (const folded of await seen.locator('details').all())
        await folded.evaluate((it) => it.setAttribute('open', ''));
      expect([name, screen.width, await horizontalOverflow(seen)]).toEqual([name, screen.width, 0]);
      expect(await duplicateIds(seen)).toEqual([]);
      expect(await axeViolations(seen)).toEqual([]);
      await seen.context().close();
    }
  }

  const press = (name: RegExp | string) => page.getByRole('button', { name }).first().click();
  const text = () => page.locator('main').innerText();

  it('goes from the dashboard to committees that everybody is invited to, through a plan that was adjusted', async () => {
    await page.goto(`${jalon.origin}/comites`);
    await page.getByRole('link', { name: 'Planifier le semestre' }).click();
    await page.getByLabel('Produits par séance, au plus').fill('4');
    await page.getByLabel('Fin au plus tard').fill('15:00');
    await press('Proposer un plan');
    expect(await text()).toContain('finissez plus tard');
    await page.getByLabel('Fin au plus tard').fill('18:00');
    await press('Proposer un plan');
    expect(page.url()).toMatch(/\/planification\/[\w-]{36}$/u);
    expect(await page.locator('.jl-sitting').count()).toBe(3);
    expect(await text()).toContain('5 sur 5');

    const together = page.locator('.jl-sitting', { has: page.getByRole('heading', { name: /Alpha/u }) });
    await together.locator('summary').click();
    await together.locator('label', { hasText: /^Alpha$/u }).click();
    await together.getByRole('button', { name: /^Scinder/u }).click();
    expect(await page.locator('.jl-sitting').count()).toBe(4);
    const alone = page.locator('.jl-sitting', { has: page.getByRole('heading', { name: 'Alpha', exact: true }) });
    await alone.locator('summary').click();
    await alone.getByLabel('Déplacer au').fill('2026-05-16');
    await alone.getByRole('button', { name: /^Déplacer/u }).click();
    expect(
      await page.locator('.jl-sitting', { has: page.getByRole('heading', { name: 'Alpha', exact: true }) }).innerText(),
    ).toMatch(/week-end/u);
    await look('plan-ajuste');

    await page.getByRole('link', { name: 'Relire et confirmer' }).first().click();
    expect(await text()).toMatch(/4\scomités/u);
    await page.getByRole('textbox', { name: /^Lieu/u }).fill('20 avenue de Ségur, salle Rome');
    await look('confirmer', phone);
    await press(/^Confirmer et créer/u);
    expect(await text()).toMatch(/4\scomités créés/u);
    expect(await page.getByRole('link', { name: 'Voir le comité' }).count()).toBe(4);
    await look('plan-confirme', phone);
    await jalon.goTo('2026-03-02T09:10:00.000Z');
    await jalon.carryOut();
    expect(await jalon.mails(portfolio.sponsor.email)).toHaveLength(2);
  });
});
