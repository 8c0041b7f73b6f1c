import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { DataSource } from 'typeorm';

import { Committees } from '#libs/committees/index.js';
import { Decisions } from '#libs/decisions/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { type Api, startApi } from '../support/api.js';
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
import type { Committing } from '../support/committees.builders.js';
import { aDeliberation, aSitting, type Sitting } from '../support/sittings.builders.js';

/** Kept only when somebody wants to look. */
const pictures = process.env['JALON_SHOTS'];

let api: Api;
let browser: Browser;
let world: Committing;
let page: Page;

beforeAll(async () => {
  api = await startApi();
  browser = await openBrowser();
  const get = <T>(token: abstract new (...args: never[]) => T): T => api.app.get<T>(token, { strict: false });
  // What builders of sittings ask of the world; nothing here sends mail.
  world = {
    get,
    clock: api.engine.clock,
    dataSource: get(DataSource),
    runtime: get(WorkflowRuntime),
    committees: get(Committees),
  } as Committing;
});
afterAll(async () => {
  await browser.close();
  await api.stop();
});
beforeEach(async () => {
  page = await openPage(browser, screens[0], { javaScriptEnabled: false });
});
afterEach(async () => page.context().close());

const pathOf = (sitting: Sitting): string => `/comites/${sitting.id}/seance`;

async function logIn(as: string, on: Page = page): Promise<void> {
  await on.context().addCookies([{ ...(await api.sessionOf(as)), url: api.address }]);
}

async function visit(sitting: Sitting, on: Page = page, as = sitting.incubator.lead.id): Promise<number | undefined> {
  await logIn(as, on);
  return (await on.goto(`${api.address}${pathOf(sitting)}`))?.status();
}

const press = async (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

async function fillDecision(): Promise<void> {
  await page.getByLabel('Ce qui a été présenté et discuté').fill('L’équipe a présenté ses résultats.');
  await page.getByLabel('Poursuite avec le même budget').check({ force: true });
  await page.getByLabel('Passage en accélération').check({ force: true });
  await page.getByLabel('Développement').fill('123 456,78');
  const next = page.getByRole('group', { name: 'Objectif suivant 1' });
  await next.getByLabel('L’objectif').fill('Ouvrir deux départements');
  await next.getByLabel('À quoi il se verra à six mois').fill('Deux départements ouverts');
}

describe('the page of a sitting, without any script', () => {
  it('leads from the rules of the game to a closed sitting', async () => {
    const sitting = await aSitting(world, { products: 2 });
    await visit(sitting);
    await press('Ouvrir la séance');
    await press('Passer aux questions');
    await press('Ouvrir la délibération');
    expect(await page.getByRole('alert').textContent()).toContain('Relevez les présences');
    if (pictures) await screenshot(page, `${pictures}/seance-presences.png`);
    for (const present of await page.getByLabel('Présent·e').all()) await present.check({ force: true });
    await press('Enregistrer les présences');
    await press('Ouvrir la délibération');
    expect(await page.locator('#tour').textContent()).toContain('20\u00A0min');
    await fillDecision();
    await press('Enregistrer la décision');
    const decisions = page.locator('#decisions');
    expect(await decisions.textContent()).toContain('Le produit passera en accélération à la signature du relevé.');
    expect(await decisions.textContent()).toContain('123\u202F456,78\u00A0€');
    expect(await page.locator('#lever').textContent()).toContain('Il manque une décision sur\u00A0: Produit 2');
    await press('Appeler Produit 2');
    await press('Passer aux questions');
    await press('Ouvrir la délibération');
    await fillDecision();
    await press('Enregistrer la décision');
    await press('Lever la séance');
    expect(await page.getByRole('status').textContent()).toContain('La séance est levée.');
    expect((await world.committees.byId(sitting.id))?.state).toBe('decided');
  });

  it('says at once all that is to be mended, beside its field, and keeps what was typed', async () => {
    const sitting = await aDeliberation(world);
    await visit(sitting);
    await page.getByLabel('Arrêt', { exact: true }).first().check({ force: true });
    await page.getByLabel('Passage en accélération').check({ force: true });
    await page.getByLabel('Données').fill('beaucoup');
    await page.getByLabel(/^Blocage 2/u).fill('Accès aux données');
    await press('Enregistrer la décision');
    expect(await page.title()).toContain('Erreur');
    if (pictures) await screenshot(page, `${pictures}/seance-erreurs.png`);
    const errors = page.locator('#erreurs');
    for (const said of ['Résumez', 'phase d’arrêt', 'montant n’est pas valide', 'qui lève ce blocage', 'pour quand'])
      expect(await errors.textContent()).toContain(said);
    expect(await page.getByLabel('Données').inputValue()).toBe('beaucoup');
    expect(await page.getByLabel(/^Blocage 1/u).inputValue()).toBe('Accès aux données');
    expect(await page.getByLabel('Passage en accélération').isChecked()).toBe(true);
    const broken = await errors
      .getByRole('link')
      .evaluateAll((links) =>
        links
          .map((link) => link.getAttribute('href') ?? '')
          .filter((href) => document.getElementById(href.slice(1)) === null),
      );
    expect(broken).toEqual([]);
    expect(await world.get(Decisions).ofCommittee(sitting.id)).toEqual([]);
  });

  it('brings more rows without recording anything', async () => {
    const sitting = await aDeliberation(world);
    await visit(sitting);
    await page.getByLabel('Réserve 1').fill('Publier la page d’impact');
    await press('Ajouter des réserves');
    expect(await page.getByLabel('Réserve 1').inputValue()).toBe('Publier la page d’impact');
    expect(await page.getByLabel(/^Réserve \d/u).count()).toBe(3);
    for (const [index, field] of (await page.getByLabel(/^Réserve \d/u).all()).entries()) await field.fill(`${index}`);
    await press('Ajouter des réserves');
    expect(await page.getByLabel(/^Réserve \d/u).count()).toBe(5);
    expect(await world.get(Decisions).ofCommittee(sitting.id)).toEqual([]);
  });

  it('opens a recorded decision again, as it was typed, to correct it', async () => {
    const sitting = await aDeliberation(world);
    await visit(sitting);
    await fillDecision();
    await press('Enregistrer la décision');
    expect(await page.getByLabel('Développement').inputValue()).toBe('123\u202F456,78');
    await page.getByLabel('Développement').fill('100 000');
    await press('Enregistrer la décision');
    const [decision] = await world.get(Decisions).ofCommittee(sitting.id);
    expect(decision?.totalCents).toBe(100_000_00);
  });

  it('does not exist for those of another incubator, and opens only to those who run committees', async () => {
    const sitting = await aSitting(world);
    const other = await aSitting(world);
    expect(await visit(sitting, page, other.incubator.lead.id)).toBe(404);
    await page.context().clearCookies();
    expect(await visit(sitting, page, sitting.incubator.operations.id)).toBe(403);
    await page.goto(`${api.address}/comites/rien/seance`);
    expect(await page.title()).toContain('introuvable');
  });
});

describe('the page of a sitting', () => {
  it.each(contrastingScreens)('is clean at $width, $scheme, from end to end', async (screen) => {
    const look = await openPage(browser, screen);
    const before = await aSitting(world, { products: 2 });
    const deciding = await aDeliberation(world, { products: 2 });
    await deciding.decide({
      phase: 'acceleration',
      reservations: ['Publier la page d’impact'],
      blockers: [{ what: 'Marché à ouvrir', who: 'Équipe achats', by: '2026-07-10' }],
    });
    await deciding.deliberate(deciding.products[1]?.id);
    world.clock.advance(8 * 60_000);
    const after = await aDeliberation(world);
    await after.decide();
    await after.close();
    for (const [name, sitting] of Object.entries({ before, deciding, after })) {
      await look.context().clearCookies();
      await visit(sitting, look);
      if (pictures) await screenshot(look, `${pictures}/seance-${name}-${screen.width}-${screen.scheme}.png`);
      expect(await axeViolations(look)).toEqual([]);
      expect(await horizontalOverflow(look)).toBe(0);
      expect(await duplicateIds(look)).toEqual([]);
    }
    await look.context().close();
  });
});
