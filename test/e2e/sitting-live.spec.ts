import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { DataSource } from 'typeorm';

import { Committees } from '#libs/committees/index.js';
import { SittingLinks } from '#libs/sittings/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { type Api, startApi } from '../support/api.js';
import { axeViolations, horizontalOverflow, openBrowser, openPage, screenshot } from '../support/browser.js';
import type { Committing } from '../support/committees.builders.js';
import { eventually } from '../support/eventually.js';
import { aDeliberation, aSitting, type Sitting } from '../support/sittings.builders.js';

/** Kept only when somebody wants to look. */
const pictures = process.env['JALON_SHOTS'];

let api: Api;
let browser: Browser;
let world: Committing;
let ticking: NodeJS.Timeout;

beforeAll(async () => {
  api = await startApi();
  browser = await openBrowser();
  const get = <T>(token: abstract new (...args: never[]) => T): T => api.app.get<T>(token, { strict: false });
  world = {
    get,
    clock: api.engine.clock,
    dataSource: get(DataSource),
    runtime: get(WorkflowRuntime),
    committees: get(Committees),
  } as Committing;
  // The clock of the server runs, from wherever a builder sets it.
  let last = performance.now();
  ticking = setInterval(() => {
    const now = performance.now();
    world.clock.advance(Math.round(now - last));
    last = now;
  }, 50);
});
afterAll(async () => {
  clearInterval(ticking);
  await browser.close();
  await api.stop();
});

const pathOf = (sitting: Sitting): string => `/comites/${sitting.id}/seance`;

async function facilitator(sitting: Sitting, options: Parameters<typeof openPage>[2] = {}): Promise<Page> {
  const page = await openPage(browser, { width: 1280, height: 900 }, options);
  await page.context().addCookies([{ ...(await api.sessionOf(sitting.incubator.lead.id)), url: api.address }]);
  await page.goto(`${api.address}${pathOf(sitting)}`);
  return page;
}

async function screenOf(sitting: Sitting): Promise<string> {
  const links = world.get(SittingLinks);
  await links.renew({ committeeId: sitting.id, personId: sitting.incubator.lead.id });
  return `${api.address}/seance/${await links.of(sitting.id)}`;
}

const press = async (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** Seconds left on a screen; below zero beyond its time. */
async function secondsOn(page: Page): Promise<number> {
  const text = (await page.locator('[data-clock-value]').textContent()) ?? '';
  const [minutes = NaN, seconds = NaN] = text.trim().replace('+', '').split(':').map(Number);
  return (text.includes('+') ? -1 : 1) * (minutes * 60 + seconds);
}

async function spread(pages: readonly Page[]): Promise<number> {
  const seconds = await Promise.all(pages.map(secondsOn));
  return Math.max(...seconds) - Math.min(...seconds);
}

const notes = (page: Page) => page.locator('.jl-clock__note').textContent();

describe('a sitting followed live', () => {
  it('shows two facilitators and a telephone whose clocks are hours apart the same time, within a second', async () => {
    const sitting = await aSitting(world, { products: 2 });
    await sitting.open();
    const screen = await screenOf(sitting);
    const [one, two] = [await facilitator(sitting), await facilitator(sitting)];
    const phone = await openPage(browser, { width: 390, height: 844 });
    const skewed = async (page: Page, hours: number) =>
      page.addInitScript(`{
        const shift = ${hours} * 3600000, Real = Date;
        Date = class extends Real { constructor(...a) { a.length ? super(...a) : super(Real.now() + shift); } };
        Date.now = () => Real.now() + shift;
      }`);
    await skewed(two, 3);
    await skewed(phone, -26);
    await two.reload();
    await phone.goto(screen);
    const all = [one, two, phone];
    expect(await spread(all)).toBeLessThanOrEqual(1);
    await press(one, 'Suspendre le temps');
    await eventually(async () => expect(await Promise.all([two, phone].map(notes))).toEqual(['En pause', 'En pause']));
    expect(await spread(all)).toBeLessThanOrEqual(1);
    const stopped = await secondsOn(phone);
    await press(two, 'Ajouter 5\u00A0minutes');
    await eventually(async () => expect(await secondsOn(phone)).toBe(stopped + 300));
    await press(two, 'Reprendre le temps');
    await eventually(async () => expect(await notes(phone)).toBe('Sur 20\u00A0minutes'));
    await press(one, 'Passer aux questions');
    await eventually(async () => expect(await phone.locator('[aria-current="step"]').textContent()).toBe('Questions'));
    await phone.reload();
    await eventually(async () => expect(await spread(all)).toBeLessThanOrEqual(1));
    for (const page of all) await page.context().close();
  });

  it('keeps what is typed while the connection is lost, and sends it once it is back', async () => {
    const sitting = await aDeliberation(world);
    const page = await facilitator(sitting);
    await page.getByLabel('Note sur Produit 1').fill('Le sponsor hésite.');
    await page.context().setOffline(true);
    await press(page, 'Ajouter la note');
    await eventually(async () =>
      expect(await page.locator('[data-sitting-notice]').textContent()).toContain('Rien n’est parti'),
    );
    expect(await page.getByLabel('Note sur Produit 1').inputValue()).toBe('Le sponsor hésite.');
    await page.context().setOffline(false);
    await press(page, 'Ajouter la note');
    await page.locator('#notes li').waitFor();
    expect(await page.locator('#notes').textContent()).toContain('Le sponsor hésite.');
    await page.context().close();
  });

  it('goes on by reload without script, and tells telephones nothing of a deliberation without the team', async () => {
    const sitting = await aDeliberation(world);
    const screen = await screenOf(sitting);
    const phone = await openPage(browser, { width: 390, height: 844 }, { javaScriptEnabled: false });
    await phone.goto(screen);
    expect(await phone.locator('noscript meta[http-equiv="refresh"]').count()).toBe(1);
    expect(await phone.locator('[data-clock]').count()).toBe(0);
    expect(await phone.locator('main').textContent()).toContain('Le comité délibère sans l’équipe');
    const page = await facilitator(sitting, { javaScriptEnabled: false });
    await press(page, 'Noter que l’équipe reste');
    await phone.reload();
    expect(await phone.locator('[data-clock]').count()).toBe(1);
    await phone.context().close();
    await page.context().close();
  });
});

describe('a grouped sitting', () => {
  async function takeTurn(page: Page): Promise<void> {
    await press(page, 'Passer aux questions');
    await press(page, 'Ouvrir la délibération');
    await page.getByLabel('Ce qui a été présenté et discuté').fill('L’équipe a présenté ses résultats.');
    await page.getByLabel('Poursuite avec le même budget').check({ force: true });
    await page.getByLabel('Passage en accélération').check({ force: true });
    await page.getByLabel('Développement').fill('50 000');
    const next = page.getByRole('group', { name: 'Objectif suivant 1' });
    await next.getByLabel('L’objectif').fill('Ouvrir deux départements');
    await next.getByLabel('À quoi il se verra à six mois').fill('Deux départements ouverts');
    await press(page, 'Enregistrer la décision');
  }

  it('takes four products in turn, puts one off, and convenes it for its day as it closes', async () => {
    const sitting = await aSitting(world, { products: 4 });
    const page = await facilitator(sitting);
    await press(page, 'Ouvrir la séance');
    for (const present of await page.getByLabel('Présent·e').all()) await present.check({ force: true });
    await press(page, 'Enregistrer les présences');
    await takeTurn(page);
    // The second takes its turn from another computer: the page of this one goes on from there.
    await sitting.deliberate(sitting.products[1]?.id);
    await sitting.decide({}, sitting.products[1]?.id);
    await page.reload();
    await press(page, 'Appeler Produit 3');
    await takeTurn(page);
    expect(await page.locator('#lever').textContent()).toContain('Produit 4');
    await page.locator('#renvoi summary').click();
    await press(page, 'Renvoyer');
    await page.locator('#renvoi').getByRole('alert').waitFor();
    await page.getByLabel('Nouvelle date').fill('2026-07-06');
    await page.getByLabel('Pourquoi renvoyer').fill('Chiffres attendus');
    await press(page, 'Renvoyer');
    expect(await page.locator('#ordre-du-jour').textContent()).toContain('Renvoyé au 6\u00A0juillet 2026');
    await press(page, 'Lever la séance');
    expect((await world.committees.byId(sitting.id))?.state).toBe('decided');
    const [next, ...others] = await world.committees.ofProduct(sitting.products[3]?.id ?? '');
    expect(others).toHaveLength(1);
    expect(next).toMatchObject({ state: 'preparing', startsAt: '2026-07-06T12:00:00.000Z' });
    expect(next?.members.length).toBeGreaterThan(3);
    const duty = await world.runtime.read('half-year-duty', sitting.products[3]?.id ?? '');
    expect(duty?.state).toBe('planned');
    await page.context().close();
  });

  it('is adjourned whole: the same committee has another day, and its members are awaited again', async () => {
    const sitting = await aDeliberation(world, { products: 2 });
    const page = await facilitator(sitting);
    await page.locator('#renvoi summary').click();
    await page.getByLabel('Ce qui est renvoyé').selectOption('Toute la séance');
    await page.getByLabel('Nouvelle date').fill('2026-07-06');
    await page.getByLabel('Pourquoi renvoyer').fill('Panne électrique');
    await press(page, 'Renvoyer');
    const committee = await world.committees.byId(sitting.id);
    expect(committee).toMatchObject({ state: 'preparing', startsAt: '2026-07-06T12:00:00.000Z' });
    expect(committee?.members.map(({ attendance }) => attendance)).toEqual(committee?.members.map(() => null));
    await page.context().close();
  });
});

it('is rehearsed on its own screens with the minutes of its programme, without its committee knowing', async () => {
  const sitting = await aSitting(world, { products: 2 });
  await world.dataSource.query('insert into programmes (incubator_id, parameters, revision) values ($1, $2, 1)', [
    sitting.incubator.id,
    { stages: { presentation: 10, questions: 25, deliberation: 30 } },
  ]);
  const before = await world.runtime.stored('committee', sitting.id);
  const page = await facilitator(sitting, { javaScriptEnabled: false });
  const rule = 'au moins 65\u00A0minutes par produit\u00A0: 10 de présentation, 25 de questions, 30 de délibération.';
  expect(await page.locator('main').textContent()).toContain(rule);
  await page.getByRole('link', { name: 'Répéter la séance' }).click();
  for (const name of ['Commencer la répétition', 'Passer aux questions', 'Ouvrir la délibération'])
    await press(page, name);
  const phone = await openPage(browser, { width: 390, height: 844 }, { javaScriptEnabled: false });
  await phone.goto(await screenOf(sitting));
  expect(await phone.locator('main').textContent()).toContain('Répétition');
  expect(await phone.locator('[aria-current="step"]').textContent()).toBe('Délibération');
  expect(await notes(page)).toBe('Sur 30\u00A0minutes');
  await press(page, 'Décider, pour l’exercice');
  await press(page, 'Terminer la répétition');
  await phone.reload();
  expect(await phone.locator('main').textContent()).toContain('La séance s’ouvre à');
  expect(await phone.locator('main').textContent()).toContain(rule);
  expect(await world.runtime.stored('committee', sitting.id)).toEqual(before);
  await phone.context().close();
  await page.context().close();
});

describe('the screens of a sitting', () => {
  it('are clean on the wall and in the hand, by day and by night, from the rules of the game to the end', async () => {
    const sitting = await aSitting(world, { products: 4 });
    const screen = await screenOf(sitting);
    const sizes = [
      { path: '/ecran', page: await openPage(browser, { width: 1920, height: 1080 }) },
      { path: '', page: await openPage(browser, { width: 390, height: 844 }) },
    ];
    // Each state on both sizes, each size in both colours: colours and layout are checked apart.
    for (const step of ['before', 'during'] as const) {
      if (step === 'during') await sitting.open();
      for (const { path, page } of sizes) {
        const colorScheme = (step === 'before') === (path === '') ? 'dark' : 'light';
        await page.emulateMedia({ colorScheme });
        await page.goto(`${screen}${path}`);
        if (pictures) await screenshot(page, `${pictures}/ecran-${step}-${path.slice(1)}-${colorScheme}.png`);
        expect(await axeViolations(page)).toEqual([]);
        expect(await horizontalOverflow(page)).toBe(0);
      }
    }
    for (const { page } of sizes) await page.context().close();
  });
});
