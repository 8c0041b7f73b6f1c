import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { Sessions } from '#libs/identity/index.js';
import { PdfFailure, PdfPress } from '#libs/pdf/index.js';
import { Records } from '#libs/records/index.js';

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
import { type Browsing, browseCommittees } from '../support/committees.web.js';
import { aClosedSitting, answer, aRecordInReview, askedToSign, recordOf, settle } from '../support/records.builders.js';
import type { Sitting } from '../support/sittings.builders.js';

/** Kept only when somebody wants to look. */
const pictures = process.env['JALON_SHOTS'];

let world: Browsing;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  world = await browseCommittees();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});
beforeEach(async () => {
  page = await openPage(browser, screens[0], { javaScriptEnabled: false });
});
afterEach(async () => page.context().close());

const decided = {
  reservations: ['Publier la mesure d’impact avant le point à trois mois.'],
  blockers: [{ what: 'Accès aux données des bailleurs', who: 'Simone Produit 1', by: '2026-07-15' }],
  funders: [{ organisationId: null, name: 'Direction de l’habitat', cents: 200_000_00 }],
} as const;

async function visit(sitting: Sitting, on: Page = page, as = sitting.incubator.lead.id, more = '') {
  const value = await world.get(Sessions).open(as);
  await on.context().addCookies([{ name: 'jalon_session', value, url: world.origin }]);
  const { id } = await recordOf(world, sitting);
  return (await on.goto(`${world.origin}/releves/${id}${more}`))?.status();
}

const press = async (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const words = async (): Promise<string> => page.locator('main').innerText();

/** A laptop by day and a phone by night show what the other two do. */

async function looksRight(sitting: Sitting, name: string, among = contrastingScreens): Promise<void> {
  for (const screen of among) {
    const on = await openPage(browser, screen);
    await visit(sitting, on);
    expect([await axeViolations(on), await duplicateIds(on), await horizontalOverflow(on)]).toEqual([[], [], 0]);
    if (pictures) await screenshot(on, `${pictures}/record-${name}-${screen.width}-${screen.scheme}.png`);
    await on.context().close();
  }
}

describe('the page of a record, without any script', () => {
  it('leads from the review to the sealed file', async () => {
    const { sitting } = await aRecordInReview(world, decided);
    await visit(sitting);
    expect(await words()).toMatch(/Étape 2 sur 4/u);

    await page.getByText('Présentation, échanges et réserves').click();
    await page.getByRole('textbox', { name: /Échanges/u }).fill('Le comité salue les résultats.\n\n- un\n- deux');
    await press('Enregistrer une nouvelle version');
    expect(await words()).toContain('Une nouvelle version du PDF est en cours de production');
    await settle(world);
    await visit(sitting);
    expect(await words()).toContain('Le comité salue les résultats.');
    expect(await page.locator('#discussion li').allInnerTexts()).toEqual(['un', 'deux']);

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Télécharger le PDF', exact: true }).click();
    expect((await download).suggestedFilename()).toMatch(/^releve-de-decision-RD-2026-\d{4}-version-2\.pdf$/u);

    await press('Demander la validation');
    expect(await words()).toContain('La validation est demandée');
    expect(await page.locator('#validation').innerText()).toContain('Simone Produit 1');
    await settle(world);

    await answer(world, await recordOf(world, sitting));
    await settle(world);
    await visit(sitting);
    expect(await page.locator('#cachet').innerText()).toMatch(/PAdES B-B[\s\S]*Certificat d’essai/u);
    expect(await page.getByRole('link', { name: 'Télécharger le PDF scellé' }).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Enregistrer une nouvelle version' }).count()).toBe(0);
  });

  it('is readable by everybody on every screen while it is reviewed', async () => {
    const { sitting } = await aRecordInReview(world, decided);
    await looksRight(sitting, 'review');
  });

  it('is readable by everybody on every screen once it is sealed', async () => {
    const { sitting } = await aRecordInReview(world, decided);
    await answer(world, await askedToSign(world, sitting));
    await settle(world);
    await looksRight(sitting, 'sealed');
  });

  it('keeps what was typed when it refuses, beside the reason', async () => {
    const { sitting } = await aRecordInReview(world);
    await visit(sitting);
    for (const none of await page.getByLabel('Ne pas solliciter').all()) await none.check({ force: true });
    await press('Demander la validation');
    expect(await page.getByRole('alert').innerText()).toContain('Choisissez au moins un signataire requis.');
    expect((await recordOf(world, sitting)).state).toBe('inReview');
    await looksRight(sitting, 'refused');
  });

  it('says that the PDF failed and will be tried again', async () => {
    const sitting = await aClosedSitting(world);
    await world.carryOut();
    const printer = world.get(PdfPress);
    const render = printer.render.bind(printer);
    printer.render = async () => Promise.reject(new PdfFailure('the compiler left'));
    await expect(settle(world)).rejects.toBeInstanceOf(PdfFailure);
    printer.render = render;
    await visit(sitting);
    expect(await words()).toContain('Un nouvel essai automatique aura lieu');
    await looksRight(sitting, 'failure');
    await settle(world);
    await visit(sitting);
    expect(await words()).not.toContain('Un nouvel essai automatique');
  });

  it('is read by the team, who changes nothing, and by nobody else', async () => {
    const { sitting, record } = await aRecordInReview(world, decided);
    expect(await visit(sitting, page, sitting.products[0]?.intrapreneur.id)).toBe(200);
    expect(await page.locator('main button').count()).toBe(0);
    expect(await page.locator('#decision').innerText()).toContain('Poursuite avec le même budget');
    const elsewhere = await aRecordInReview(world);
    const stranger = await world.logIn(elsewhere.sitting.incubator.lead);
    expect((await stranger.get(`/releves/${record.id}`)).status).toBe(404);
    expect((await stranger.get(`/releves/${record.id}/pdf`)).status).toBe(404);
    const member = await world.logIn(sitting.incubator.dinum);
    expect((await member.post(`/releves/${record.id}/modification`, { version: '1' })).status).toBe(403);
  });

  it('keeps former versions, and says that they are', async () => {
    const { sitting, record } = await aRecordInReview(world);
    await visit(sitting);
    await page.getByText('Présentation, échanges et réserves').click();
    await press('Enregistrer une nouvelle version');
    await settle(world);
    await visit(sitting, page, sitting.incubator.lead.id, '?version=1');
    expect(await words()).toContain('Vous lisez la version 1');
    const lead = await world.logIn(sitting.incubator.lead);
    expect((await lead.get(`/releves/${record.id}/pdf?version=1`)).type).toBe('application/pdf');
    for (const version of ['3', '0', 'x', '99999999999'])
      expect((await lead.get(`/releves/${record.id}?version=${version}`)).status).toBe(404);
    expect((await world.get(Records).versionsOf(record.id)).map(({ version }) => version)).toEqual([2, 1]);
  });
});
