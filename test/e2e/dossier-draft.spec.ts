import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { openBrowser, openPage, screens, screenshot } from '../support/browser.js';
import { type Browsing, browseCommittees } from '../support/committees.web.js';
import { eventually } from '../support/eventually.js';
import { aDossierContent, aPreparation } from '../support/dossiers.builders.js';

const pictures = process.env['JALON_SHOTS'];

let world: Browsing;
let browser: Browser;
beforeAll(async () => {
  world = await browseCommittees('2026-06-05T09:00:00.000Z');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});

type Preparation = Awaited<ReturnType<typeof aPreparation>>;

/** The form of a dossier, open in a browser of that person's own. */
async function writing(preparation: Preparation, personId: string): Promise<Page> {
  const page = await openPage(browser, screens[0]);
  const { secret } = await world.logIn({ id: personId, name: '', email: '', title: null });
  await page.context().addCookies([{ name: 'jalon_session', value: secret, url: world.origin }]);
  await page.clock.install();
  await page.goto(await addressOf(preparation));
  return page;
}

const addressOf = async ({ find }: Preparation): Promise<string> => `${world.origin}/dossiers/${(await find()).id}`;

/** Then the few seconds without a key pressed after which the form saves itself. */
async function type(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(text);
  await page.clock.runFor(3_000);
}

const said = async (page: Page, words: string): Promise<void> =>
  page.locator('[data-draft-bar]').getByText(words).waitFor();

describe('a dossier that saves itself', () => {
  it('takes in what another editor writes meanwhile, and asks where both wrote the same place', async () => {
    const preparation = await aPreparation(world);
    const { product, find } = preparation;
    const first = await writing(preparation, product.intrapreneur.id);
    const second = await writing(preparation, product.coach.id);

    await type(first, { learnings: 'D’Inès', 'team[0][profile]': 'Design' });
    await said(first, 'Enregistré à');
    await type(second, { users: 'De Côme' });
    await said(second, 'Inès Alpha écrit aussi');
    expect(await second.locator('[name="learnings"]').inputValue()).toBe('D’Inès');
    if (pictures) await screenshot(second, `${pictures}/dossier-brouillon.png`);

    // The row that the second page never showed is not taken out by it.
    expect((await find()).content).toMatchObject({
      learnings: 'D’Inès',
      users: 'De Côme',
      team: [{ profile: 'Design' }],
    });

    await type(second, { problem: 'Celui de Côme' });
    await eventually(async () => {
      expect((await find()).content.problem).toBe('Celui de Côme');
    });
    await type(first, { problem: 'Celui d’Inès' });
    await said(first, 'comparer et choisir');
    await first.getByRole('button', { name: 'Enregistrer', exact: true }).first().click();
    await first.getByText('Garder ma réponse').first().click();
    await first.getByRole('button', { name: 'Enregistrer', exact: true }).first().click();
    await first.getByText('Vos réponses sont enregistrées.').waitFor();
    expect((await find()).content).toMatchObject({ problem: 'Celui d’Inès', users: 'De Côme' });
    for (const page of [first, second]) await page.context().close();
  });

  it('keeps what is typed without a connection, and sends it when the page is opened again', async () => {
    const preparation = await aPreparation(world);
    const { product, find, save } = preparation;
    const page = await writing(preparation, product.coach.id);
    await page.context().setOffline(true);
    await type(page, { learnings: 'Écrit dans le train' });
    await said(page, 'Connexion perdue');
    if (pictures) await screenshot(page, `${pictures}/dossier-hors-ligne.png`);
    expect((await find()).content.learnings).toBe('');

    // The computer is shut; meanwhile, somebody else goes on.
    await page.goto('about:blank');
    await save(aDossierContent({ impact: 'Mille dossiers' }));
    await page.context().setOffline(false);
    await page.goto(await addressOf(preparation));
    await said(page, 'restées sur cet appareil sont enregistrées');
    expect(await page.locator('[name="learnings"]').inputValue()).toBe('Écrit dans le train');
    expect((await find()).content).toMatchObject({ learnings: 'Écrit dans le train', impact: 'Mille dossiers' });

    await page.context().setOffline(true);
    await type(page, { strategy: 'Dans un tunnel' });
    await said(page, 'Connexion perdue');
    await page.context().setOffline(false);
    await said(page, 'Connexion rétablie');
    expect((await find()).content.strategy).toBe('Dans un tunnel');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await page.context().close();
  });
});
