import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { People, Roles } from '#libs/identity/index.js';
import { newId } from '#libs/kernel/index.js';
import { registeredId } from '#libs/register/index.js';

import { readExtract } from '../../libs/register/extract.fixture.js';
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
import { aRegister, portfolioOn, someOrganisations } from '../support/portfolio.builders.js';

const shots = process.env['JALON_SHOTS'];

describe('dashboard, portfolio and product', () => {
  let api: Api;
  let browser: Browser;
  let leadId: string;
  let fewId: string;
  let strangerId: string;
  const product = registeredId.product('le-produit');

  beforeAll(async () => {
    api = await startApi('2026-08-20T09:00:00.000Z');
    const { importRegister } = portfolioOn(api.engine);
    const { startupsText, organisationsText } = readExtract();
    await importRegister.execute({ startups: startupsText, organisations: organisationsText });
    await importRegister.execute({
      startups: aRegister(
        {
          id: 'le-produit',
          name: 'Le produit',
          phases: [
            { name: 'investigation', start: '2025-01-06', end: '2025-03-03' },
            { name: 'construction', start: '2025-03-03' },
            { name: 'acceleration', start: '2025-02-03', end: '2025-09-01' },
          ],
          committees: ['2025-03-03', '2025-09-12'],
          sponsors: ['dgcs'],
        },
        { id: 'a-jour', name: '=A1+1', phases: [{ name: 'construction', start: '2026-08-15' }] },
        { id: 'en-avance', name: 'En avance', phases: [{ name: 'construction', start: '2026-03-01' }] },
      ),
      organisations: someOrganisations,
    });
    // Held nearly a month before it was due: the next is due on 1 March, and wanted on 12 February, both after the year-end closing.
    await api.engine.runtime.dispatch(
      'half-year-duty',
      registeredId.product('en-avance'),
      { type: 'decision.effective', committeeId: newId(), heldOn: '2026-08-12', phase: 'stay', provisionalUntil: null },
      { actor: 'system:test', idempotencyKey: newId() },
    );
    const people = api.app.get(People, { strict: false });
    const roles = api.app.get(Roles, { strict: false });
    const lead = await people.findOrCreate({ name: 'Camille Renard', email: 'camille@fabrique.example' });
    leadId = lead.id;
    strangerId = (await people.findOrCreate({ name: 'Sacha Loin', email: 'sacha@ailleurs.example' })).id;
    fewId = (await people.findOrCreate({ name: 'Alix Peu', email: 'alix@fabrique.example' })).id;
    await roles.give(fewId, { role: 'incubator-lead', incubatorId: registeredId.incubator('fabrique') });
    for (const incubator of ['fabrique', 'mtes'])
      await roles.give(leadId, { role: 'incubator-lead', incubatorId: registeredId.incubator(incubator) });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await api.stop();
  });

  async function visit(path: string, personId = leadId, screen = screens[0]): Promise<Page> {
    const page = await openPage(browser, screen);
    const cookie = await api.sessionOf(personId);
    await page.context().addCookies([{ ...cookie, url: api.address }]);
    await page.goto(`${api.address}${path}`);
    return page;
  }

  for (const [name, path] of [
    ['dashboard', '/tableau-de-bord'],
    ['portfolio', '/portefeuille'],
    ['product', `/produits/${product}`],
    ['new-product', '/portefeuille/nouveau'],
  ] as const)
    it.each(contrastingScreens)(`${name} is clean at $width, $scheme`, async (screen) => {
      const page = await visit(path, leadId, screen);
      if (shots) await screenshot(page, `${shots}/${name}-${screen.width}-${screen.scheme}.png`);
      expect(await axeViolations(page)).toEqual([]);
      expect(await horizontalOverflow(page)).toBe(0);
      expect(await duplicateIds(page)).toEqual([]);
      await page.context().close();
    });

  it('the dashboard counts what is late and leads to planning it', async () => {
    const page = await visit('/tableau-de-bord', fewId);
    const tile = page.locator('.fr-tile', { hasText: 'En retard' });
    expect(await tile.textContent()).toMatch(/En retard1/u);
    await page.getByRole('link', { name: 'Planifier\u00A0: Le produit' }).first().waitFor();
    expect(
      await page.getByText(/Comité dû le 12\u00A0mars 2026\u202F; dernier comité le 12\u00A0septembre 2025/u).count(),
    ).toBe(1);
    await page.context().close();
  });

  it('both days are said when a committee is wanted before it is due', async () => {
    const page = await visit('/portefeuille', fewId);
    const row = page.getByRole('row', { name: 'En avance' });
    expect(await row.textContent()).toMatch(/1er\u00A0mars 2027.*avant le 12\u00A0février 2027/u);
    await row.getByRole('link').click();
    await page
      .getByText(
        'Prochain comité à tenir avant le 12\u00A0février 2027 pour rester sous six mois, au plus tard le 1er\u00A0mars 2027',
      )
      .waitFor();
    await page.context().close();
  });

  it('the portfolio is searched without accents, filtered, and leads to a product', async () => {
    const page = await visit('/portefeuille');
    await page.getByRole('searchbox').fill('SIMPLIFIER UNE DEMARCHE');
    await page.getByLabel('Situation').selectOption('En retard');
    await page.getByRole('button', { name: 'Filtrer' }).click();
    expect(await page.getByRole('table').getByRole('row').count()).toBe(2);
    await page.getByRole('link', { name: 'Le produit' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Le produit');
    await page.context().close();
  });

  it('the export opens in spreadsheets and runs nothing', async () => {
    const { name, value } = await api.sessionOf(leadId);
    const answer = await fetch(`${api.address}/portefeuille/export.csv?etape=toutes`, {
      headers: { cookie: `${name}=${value}` },
    });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=portefeuille-2026-08-20.csv');
    const text = Buffer.from(await answer.arrayBuffer()).toString('utf8');
    expect(text.startsWith('\uFEFFProduit;')).toBe(true);
    expect(text).toContain("\r\n'=A1+1;a-jour;La Fabrique;Construction;À jour;");
  });

  it('a lead gives a role, is told what is wrong, and takes the role back', async () => {
    const page = await visit(`/produits/${product}`);
    await page.getByText('Ajouter une personne').click();
    await page.getByLabel('Prénom et nom').fill('Dominique Mercier');
    await page.getByRole('button', { name: 'Ajouter' }).click();
    expect(await page.title()).toMatch(/^Erreur/u);
    expect(await page.getByLabel('Prénom et nom').inputValue()).toBe('Dominique Mercier');
    await page.getByLabel('Adresse électronique').fill('dominique@dgcs.example');
    await page.getByLabel('Rôle pour ce produit').selectOption('Sponsor');
    await page.getByRole('button', { name: 'Ajouter' }).click();
    expect(await page.getByText('Dominique Mercier\u00A0: sponsor.').count()).toBe(1);
    await page.getByRole('button', { name: 'Retirer Dominique Mercier, sponsor' }).click();
    expect(await page.getByRole('button', { name: /Retirer Dominique/u }).count()).toBe(0);
    await page.context().close();
  });

  it('a lead opens the investigation of a new product', async () => {
    const page = await visit('/portefeuille', fewId);
    await page.getByRole('link', { name: 'Nouveau produit' }).click();
    await page.getByRole('button', { name: 'Ouvrir l’investigation' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Saisissez le nom du produit.');
    await page.getByLabel('Nom du produit').fill('Aides sans détour');
    await page
      .getByLabel(/^Administration sponsor/u)
      .selectOption({ label: 'Direction générale de la cohésion sociale' });
    await page.getByRole('button', { name: 'Ouvrir l’investigation' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Aides sans détour');
    expect(await page.getByText('Prochain comité dû le 22\u00A0octobre 2026, dans 63\u00A0jours.').count()).toBe(1);
    await page.context().close();
  });

  it('what one has no role for does not exist', async () => {
    const page = await visit(`/produits/${product}`, strangerId);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Page introuvable');
    await page.goto(`${api.address}/portefeuille/nouveau`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Action non permise');
    await page.goto(`${api.address}/portefeuille`);
    expect(await page.getByText('Le produit').count()).toBe(0);
    await page.goto(`${api.address}/tableau-de-bord`);
    expect(await page.getByText('Vous n’avez pas encore de rôle').count()).toBe(1);
    await page.context().close();
  });
});
