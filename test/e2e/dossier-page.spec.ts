import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { InvitationLinks } from '#libs/committees/index.js';
import { BLANK_GRID, ReadByLink } from '#libs/dossiers/index.js';
import { newId } from '#libs/kernel/index.js';

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
import { aProduct, anIncubator } from '../support/committees.builders.js';
import { type Browsing, browseCommittees } from '../support/committees.web.js';
import { aDossierContent, aPreparation } from '../support/dossiers.builders.js';
import { files } from '../support/files.builders.js';

/** Kept only when somebody wants to look. */
const pictures = process.env['JALON_SHOTS'];

let world: Browsing;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  world = await browseCommittees('2026-06-05T09:00:00.000Z');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});
beforeEach(async () => {
  world.clock.set('2026-06-05T09:00:00.000Z');
  page = await openPage(browser, screens[0], { javaScriptEnabled: false });
});
afterEach(async () => page.context().close());

type Preparation = Awaited<ReturnType<typeof aPreparation>>;

async function visit(preparation: Preparation, personId: string, on: Page = page, query = ''): Promise<void> {
  const { secret } = await world.logIn({ id: personId, name: '', email: '', title: null });
  await on.context().addCookies([{ name: 'jalon_session', value: secret, url: world.origin }]);
  const { id } = await preparation.find();
  await on.goto(`${world.origin}/dossiers/${id}${query}`);
}

const press = async (name: string, on: Page = page): Promise<void> =>
  on.getByRole('button', { name, exact: true }).first().click();

async function fill(fields: Readonly<Record<string, string>>, on: Page = page): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await on.locator(`[name="${name}"]`).fill(value);
}

describe('the page of a dossier, without any script', () => {
  it('is filled in, adds up its budget, and goes to the members once it is submitted', async () => {
    const preparation = await aPreparation(world);
    const { product, committeeId } = preparation;
    await visit(preparation, product.intrapreneur.id);
    expect(await page.locator('main').textContent()).toContain('À déposer avant le lundi 8\u00A0juin 2026.');
    await fill({
      problem: 'Un ménage sur trois renonce à son aide.',
      'indicators[0][name]': 'Connexions',
      'indicators[0][value]': '1 250,5',
      'budget[development][requested]': '123 456,78',
      'budget[data][requested]': '0,22',
      'nextObjectives[0][text]': 'Ouvrir dix départements',
      'nextObjectives[0][criterionSixMonths]': 'Dix ouverts',
    });
    await page.locator('[name="indicators[0][kind]"]').selectOption('use');
    await press('Enregistrer');
    expect(await page.getByRole('status').textContent()).toContain('Vos réponses sont enregistrées.');
    expect(await page.locator('#budget').textContent()).toContain('123\u202F457\u00A0€');
    expect(await page.locator('#indicateurs').textContent()).toContain('Aucun indicateur d’impact pour l’instant');
    expect(await page.locator('[name="indicators[0][value]"]').inputValue()).toBe('1\u202F250,5');
    if (pictures) await screenshot(page, `${pictures}/dossier-rempli.png`);

    await visit(preparation, product.sponsor?.id ?? '');
    expect(await page.locator('main').textContent()).toContain('Le dossier n’est pas encore déposé');
    if (pictures) await screenshot(page, `${pictures}/dossier-attendu.png`);

    await visit(preparation, product.intrapreneur.id);
    await press('Déposer le dossier');
    expect(await page.getByRole('status').textContent()).toContain('Le dossier est déposé.');
    expect((await world.committees.byId(committeeId))?.context.products[0]?.dossier).toBe('submitted');
    await visit(preparation, product.sponsor?.id ?? '');
    expect(await page.locator('main').textContent()).toContain('Ouvrir dix départements');
    expect(await page.getByRole('button', { name: 'Enregistrer' }).count()).toBe(0);
    if (pictures) await screenshot(page, `${pictures}/dossier-lu.png`);
  });

  it('keeps what was typed and says beside each field what cannot be read', async () => {
    const preparation = await aPreparation(world);
    await visit(preparation, preparation.product.coach.id);
    await fill({
      'indicators[1][name]': 'Taux',
      'indicators[1][value]': '12 %',
      'budget[data][requested]': 'beaucoup',
      demonstrationUrl: 'chez nous',
    });
    await press('Enregistrer');
    expect(await page.title()).toContain('Erreur');
    expect(await page.locator('[name="indicators[0][value]"]').inputValue()).toBe('12 %');
    expect(await page.locator('[name="budget[data][requested]"]').inputValue()).toBe('beaucoup');
    expect((await preparation.find()).revision).toBe(1);
    const targets = await page
      .locator('#erreurs a')
      .evaluateAll((links) => links.map((one) => one.getAttribute('href')));
    expect(targets).toHaveLength(2);
    for (const target of targets) expect(await page.locator(target ?? '').count()).toBe(1);
    await fill({ 'indicators[0][value]': '12', 'budget[data][requested]': '' });
    await press('Enregistrer');
    expect(await page.locator('#erreurs a').getAttribute('href')).toBe('#field-demonstrationUrl');
  });

  it('saves what is typed even when the dossier cannot be submitted yet, and says what is missing', async () => {
    const preparation = await aPreparation(world);
    await visit(preparation, preparation.product.coach.id);
    await fill({ learnings: 'Beaucoup.' });
    await press('Déposer le dossier');
    expect((await preparation.find()).content.learnings).toBe('Beaucoup.');
    const errors = await page.locator('#erreurs').textContent();
    for (const said of ['au moins un indicateur', 'au moins un objectif', 'budget demandé'])
      expect(errors).toContain(said);
    if (pictures) await screenshot(page, `${pictures}/dossier-incomplet.png`);
    const targets = await page
      .locator('#erreurs a')
      .evaluateAll((links) => links.map((one) => one.getAttribute('href')));
    for (const target of targets) expect(await page.locator(target ?? '').count()).toBe(1);
  });

  it('saves and brings blank rows', async () => {
    const preparation = await aPreparation(world);
    await visit(preparation, preparation.product.coach.id);
    for (const index of [0, 1, 2]) await fill({ [`indicators[${index}][name]`]: `Mesure ${index}` });
    await press('Enregistrer et ajouter un indicateur');
    expect(await page.locator('[name="indicators[2][name]"]').inputValue()).toBe('Mesure 2');
    expect(await page.locator('[name="indicators[4][name]"]').count()).toBe(1);
    expect(page.url()).toContain('#field-indicators-3-name');
    expect(await page.locator('#field-indicators-3-name').count()).toBe(1);
  });

  it('merges two editors, and asks the second to choose where both wrote', async () => {
    const preparation = await aPreparation(world);
    const { product } = preparation;
    await visit(preparation, product.coach.id);
    await preparation.save(aDossierContent({ learnings: 'D’Inès' }));
    await fill({ learnings: 'De Côme', impact: 'Trente mille dossiers' });
    await press('Enregistrer');
    const asked = page.locator('#conflits');
    expect(await asked.getByRole('heading').textContent()).toBe('1\u00A0réponse à départager');
    expect(await asked.textContent()).toContain('Inès Alpha et vous avez répondu différemment.');
    for (const said of ['Les enseignements', 'De Côme', 'D’Inès', 'Repris sans question']) {
      expect(await asked.textContent()).toContain(said);
    }
    if (pictures) await screenshot(page, `${pictures}/dossier-deux-editeurs.png`);
    await press('Enregistrer');
    expect(await page.locator('#erreurs').textContent()).toContain('Choisissez la réponse à garder.');
    expect((await preparation.find()).content).toMatchObject({ learnings: 'D’Inès', impact: '' });
    await page.getByText('Prendre celle d’Inès Alpha').click();
    await press('Enregistrer');
    expect((await preparation.find()).content).toMatchObject({
      learnings: 'D’Inès',
      impact: 'Trente mille dossiers',
      problem: aDossierContent().problem,
      team: [{ profile: 'Développement' }],
    });
  });

  it('takes whatever people type and loses none of it, joins a file and comes back', async () => {
    const preparation = await aPreparation(world);
    await visit(preparation, preparation.product.coach.id);
    const hostile = '<b>gras</b> =1+1 \u202Emodnar 😀 مرحبا {{x}}';
    const long = 'é'.repeat(20_000);
    await fill({ problem: long, learnings: hostile, 'team[0][profile]': hostile, 'budget[data][requested]': '12,34' });
    await press('Enregistrer');
    expect(await page.locator('#erreurs').textContent()).toContain('12\u202F000 caractères au plus');
    expect(await page.locator('[name="problem"]').inputValue()).toBe(long);
    expect(await page.locator('[name="learnings"]').inputValue()).toBe(hostile);
    await fill({ problem: long.slice(0, 12_000) });
    await press('Enregistrer et joindre un fichier');
    expect(page.url()).toMatch(/\/pieces$/u);
    const upload = async (name: string, buffer: Buffer): Promise<void> => {
      await page.locator('[name="piece"]').setInputFiles({ name, mimeType: 'application/pdf', buffer });
      await press('Joindre');
    };
    await upload('Présentation.pdf', files.png);
    expect(await page.locator('#erreurs').textContent()).toContain('mais son contenu est une image PNG');
    if (pictures) await screenshot(page, `${pictures}/dossier-piece-refusee.png`);
    await upload('Présentation.pdf', files.pdf);
    expect(await page.getByRole('status').textContent()).toContain('La pièce est jointe');
    if (pictures) await screenshot(page, `${pictures}/dossier-pieces.png`);
    await page.getByRole('link', { name: 'Revenir au dossier' }).click();
    expect(await page.locator('#pieces').textContent()).toContain('Présentation.pdf');
    expect((await preparation.find()).content).toMatchObject({
      problem: long.slice(0, 12_000),
      learnings: hostile,
      team: [{ profile: hostile }],
      budget: { data: { requested: 12_34 } },
    });
    expect(await horizontalOverflow(page)).toBe(0);
  });

  it('is found from the mails, and unknown to strangers', async () => {
    const preparation = await aPreparation(world);
    const { product, committeeId } = preparation;
    const team = await world.logIn(product.coach);
    const { id } = await preparation.find();
    expect(await team.get(`/comites/${committeeId}/dossiers/${product.id}`)).toMatchObject({
      status: 303,
      location: `/dossiers/${id}`,
    });
    const incubator = await anIncubator(world);
    const stranger = await world.logIn(incubator.lead);
    expect((await stranger.get(`/dossiers/${id}`)).status).toBe(404);
    expect((await stranger.post(`/dossiers/${id}`, { revision: '1', idempotencyKey: newId() })).status).toBe(404);
    const sponsor = await world.logIn(product.sponsor ?? product.coach);
    expect((await sponsor.post(`/dossiers/${id}`, { revision: '1', idempotencyKey: newId() })).status).toBe(403);
    expect((await sponsor.get(`/dossiers/${id}?vue=lecture`)).text).toContain('n’est pas encore déposé');
  });
});

describe('the page of a dossier, to the eye and to the ear', () => {
  let preparation: Preparation;
  let investigation: Preparation;
  let link: string;
  beforeAll(async () => {
    world.clock.set('2026-06-05T09:00:00.000Z');
    const incubator = await anIncubator(world);
    preparation = await aPreparation(world, { incubator });
    const seeking = await aProduct(world, incubator.id, { name: 'Bêta', phase: 'investigation' });
    investigation = await aPreparation(world, { incubator, product: seeking });
    await preparation.save(aDossierContent({ blockers: [{ what: 'Accès', who: 'DSI', expected: '' }] }));
    await preparation.submit();
    const { committeeId, product, find } = preparation;
    const members = (await world.committees.byId(committeeId))?.members ?? [];
    const sponsor = members.find(({ person }) => person.id === product.sponsor?.id);
    const secret = await world.get(InvitationLinks).issue(sponsor?.id ?? '');
    const { id: dossierId } = await find();
    link = `${world.origin}/lecture/${secret}/dossiers/${dossierId}`;
    await world
      .get(ReadByLink)
      .ask({ secret, dossierId, question: 'Que coûte un ménage aidé\u202F?', idempotencyKey: newId() });
    const grid = { ...BLANK_GRID, marks: { ...BLANK_GRID.marks, positioning: 4 as const, usefulness: 3 as const } };
    await world.get(ReadByLink).mark({ secret, dossierId, grid });
    await preparation.save(aDossierContent({ proposal: 'pivot', proposalReason: '<b>Autre public</b>' }));
  });

  /** A page at a time: axe is slow on so long a form. */
  const views = contrastingScreens.flatMap((screen) => [
    { ...screen, name: 'formulaire', query: '' },
    { ...screen, name: 'lecture', query: '?vue=lecture' },
    { ...screen, name: 'lien', query: '' },
  ]);
  const { 2: phone = { width: 390, height: 844, scheme: 'light' as const } } = screens;

  it.each([...views, { ...phone, name: 'investigation', query: '' }])(
    'is accessible and fits at $width px, $scheme: $name',
    async ({ name, query, ...screen }) => {
      world.clock.set('2026-06-10T09:00:00.000Z');
      const seen = await openPage(browser, screen);
      const shown = name === 'investigation' ? investigation : preparation;
      if (name === 'lien') await seen.goto(link);
      else await visit(shown, shown.incubator.lead.id, seen, query);
      expect(await axeViolations(seen)).toEqual([]);
      expect(await duplicateIds(seen)).toEqual([]);
      expect(await horizontalOverflow(seen)).toBe(0);
      if (pictures) await screenshot(seen, `${pictures}/dossier-${name}-${screen.width}-${screen.scheme}.png`);
      await seen.context().close();
    },
  );
});
