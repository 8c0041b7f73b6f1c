import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { Sessions } from '#libs/identity/index.js';
import { newId } from '#libs/kernel/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';
import type { ProcessName } from '#workflows/index.js';

import {
  axeViolations,
  contrastingScreens,
  duplicateIds,
  horizontalOverflow,
  openBrowser,
  openPage,
  screenshot,
} from '../support/browser.js';
import { aProduct } from '../support/committees.builders.js';
import { type Browsing, browseCommittees } from '../support/committees.web.js';
import { answer, aRecordInReview, askedToSign, settle } from '../support/records.builders.js';
import { aSitting } from '../support/sittings.builders.js';

/** Kept only when somebody wants to look. */
const pictures = process.env['JALON_SHOTS'];

describe('« Annuler cette étape », without any script', () => {
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

  const journalOf = (process: ProcessName, subjectId: string) => `/journal/${caseId({ process, subjectId })}`;

  async function visit(path: string, as: string, screen: (typeof contrastingScreens)[number] = contrastingScreens[0]!) {
    const page = await openPage(browser, screen, { javaScriptEnabled: false });
    const value = await world.get(Sessions).open(as);
    await page.context().addCookies([{ name: 'jalon_session', value, url: world.origin }]);
    const response = await page.goto(`${world.origin}${path}`);
    return { page, status: response?.status() };
  }

  async function looksRight(path: string, as: string, name: string): Promise<void> {
    for (const screen of contrastingScreens) {
      const { page: still } = await visit(path, as, screen);
      const cookies = await still.context().cookies();
      const page = await openPage(browser, screen);
      await page.context().addCookies(cookies);
      await page.goto(`${world.origin}${path}`);
      expect([await axeViolations(page), await duplicateIds(page), await horizontalOverflow(page)]).toEqual([
        [],
        [],
        0,
      ]);
      if (pictures) await screenshot(page, `${pictures}/undo-${name}-${screen.width}-${screen.scheme}.png`);
      await page.context().close();
      await still.context().close();
    }
  }

  const words = async (page: Page): Promise<string> => page.locator('main').innerText();

  it('takes back a sitting opened by mistake; the journal shows both, with who and why', async () => {
    const sitting = await aSitting(world);
    await sitting.open();
    const path = journalOf('committee', sitting.id);
    const { page } = await visit(path, sitting.incubator.lead.id);
    await page.getByRole('link', { name: 'Annuler cette étape…' }).click();
    expect(await words(page)).toMatch(/Séance ouverte[\s\S]*État retrouvé[\s\S]*(?:Convoqué|En préparation)/u);

    await page.getByRole('button', { name: 'Annuler cette étape' }).click();
    expect(await words(page)).toContain('Indiquez un motif');
    await page.getByRole('textbox', { name: /Pourquoi/u }).fill('Séance ouverte sur le mauvais comité');
    await page.getByRole('button', { name: 'Annuler cette étape' }).click();
    expect(page.url()).toBe(`${world.origin}${path}`);
    const told = await words(page);
    expect(told).toContain('L’étape est annulée');
    expect(told).toMatch(/Séance ouverte\s+Annulée/iu);
    expect(told).toMatch(
      /Retour en arrière\s+Annule l’entrée n°\u00A03[\s\S]*Séance ouverte sur le mauvais comité[\s\S]*Lucie Lambert/u,
    );
    expect(await page.locator('s').innerText()).toBe('Séance ouverte');
    await page.context().close();
    await looksRight(path, sitting.incubator.lead.id, 'journal');
  });

  it('withdraws a record from its signatories: says what left and cannot be taken back, and that who answered is asked again', async () => {
    const { sitting, record } = await aRecordInReview(world);
    const asked = await askedToSign(world, sitting);
    await settle(world);
    await answer(world, {
      ...asked,
      context: { ...asked.context, signatories: asked.context.signatories.toReversed() },
    });
    const path = journalOf('deliberation-record', record.id);
    const { page } = await visit(`${path}/annulation`, sitting.incubator.lead.id);
    const said = await words(page);
    expect(said).toMatch(/Ce qui est annulé\s+Validation demandée\s+Réponse d’un sponsor/u);
    expect(said).toMatch(/ne peut pas être repris\s+2\u00A0demandes de validation/u);
    await looksRight(`${path}/annulation`, sitting.incubator.lead.id, 'record');
    await page.getByRole('textbox', { name: /Pourquoi/u }).fill('Montant mal noté');
    await page.getByRole('button', { name: 'Annuler cette étape' }).click();
    expect((await world.runtime.read('deliberation-record', record.id))?.state).toBe('inReview');
    await page.context().close();
  });

  it('says why a step stands, and is no page for who may only read', async () => {
    const sitting = await aSitting(world);
    await settle(world);
    const path = journalOf('committee', sitting.id);
    const { page, status } = await visit(`${path}/annulation`, sitting.incubator.lead.id);
    expect(status).toBe(409);
    expect(await words(page)).toContain('Cette étape ne peut plus être annulée');
    await page.context().close();
    const coach = sitting.products[0]?.coach.id ?? newId();
    const reading = await visit(path, coach);
    expect(await words(reading.page)).not.toContain('Annuler cette étape');
    expect((await reading.page.goto(`${world.origin}${path}/annulation`))?.status()).toBe(403);
    await reading.page.context().close();
  });

  it('corrects a phase, with a reason; what the product owes follows, and the correction may be taken back', async () => {
    const sitting = await aSitting(world);
    const lead = sitting.incubator.lead.id;
    const productId = await aProductWithoutCommittee(sitting.incubator.id);
    const { page } = await visit(`/produits/${productId}`, lead);
    await page.getByRole('link', { name: 'Corriger la phase…' }).click();
    await page.getByRole('button', { name: 'Corriger la phase' }).click();
    expect(await words(page)).toMatch(/Choisissez une phase[\s\S]*Choisissez une date/u);
    await page.getByLabel('Phase exacte').selectOption('Arrêté');
    await page.getByLabel('Depuis le').fill('2026-05-04');
    await page.getByRole('textbox', { name: /Motif/u }).fill('Arrêt connu de tous');
    await page.getByRole('button', { name: 'Corriger la phase' }).click();
    expect(await words(page)).toContain('La phase est corrigée');
    expect((await world.runtime.read('half-year-duty', productId))?.state).toBe('notOwed');

    await page.goto(`${world.origin}${journalOf('product-lifecycle', productId)}/annulation`);
    expect(await words(page)).toMatch(/Phase corrigée[\s\S]*Obligation semestrielle[\s\S]*Entrée dans une phase/u);
    await page.getByRole('textbox', { name: /Pourquoi/u }).fill('C’était un autre produit');
    await page.getByRole('button', { name: 'Annuler cette étape' }).click();
    expect((await world.runtime.read('product-lifecycle', productId))?.state).toBe('construction');
    await page.context().close();
    await looksRight(`/produits/${productId}/phase`, lead, 'phase');
  });

  const aProductWithoutCommittee = async (incubatorId: string): Promise<string> =>
    (await aProduct(world, incubatorId, { name: 'Balise' })).id;
});
