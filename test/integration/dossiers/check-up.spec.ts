import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Decisions, Objectives } from '#libs/decisions/index.js';
import { newId, parisInstant } from '#libs/kernel/index.js';

import { anIncubator, aProduct } from '../../support/committees.builders.js';
import { type Browsing, browseCommittees } from '../../support/committees.web.js';
import { aPreparation } from '../../support/dossiers.builders.js';
import { aSitting, takeEffect } from '../../support/sittings.builders.js';

let world: Browsing;
beforeAll(async () => {
  world = await browseCommittees('2026-05-20T09:00:00.000Z');
});
afterAll(async () => world.stop());

describe('the check-up at three months', () => {
  it('is asked of the team, tells where each objective stands, and begins the next dossier', async () => {
    const sitting = await aSitting(world);
    const [product] = sitting.products;
    if (!product) throw new Error('no product');
    world.clock.set('2026-06-15T12:00:00.000Z');
    await sitting.open();
    await sitting.attend();
    await sitting.deliberate();
    await sitting.decide();
    await sitting.close();
    const decision = await world.get(Decisions).of(sitting.id, product.id);
    await takeEffect(world, { decisionId: decision?.id, recordId: newId(), productId: product.id });

    world.clock.set(parisInstant('2026-09-01', '09:00'));
    const before = await world.logIn(product.coach);
    expect((await before.get('/tableau-de-bord')).text).not.toContain('Faire le point');
    expect((await before.get(`/produits/${product.id}`)).text).toContain('Attendu le 15\u00A0septembre 2026');
    world.clock.set(parisInstant('2026-09-15', '09:00'));
    const team = await world.logIn(product.coach);
    expect((await team.get('/tableau-de-bord')).text).toContain('Faire le point');

    const path = `/produits/${product.id}/point`;
    const page = await team.get(path);
    expect(page.text).toContain('Ouvrir le service dans deux départements de plus');
    const [objective] = await world.get(Objectives).baselineOf(product.id);
    const fields = {
      revision: '0',
      'objectives[0][objectiveId]': objective?.id ?? '',
      'objectives[0][result]': 'Un département <b>ouvert</b>',
      'objectives[0][help]': '',
    };
    const refused = await team.post(path, fields);
    expect([refused.status, refused.text.includes('Dites où en est cet objectif.')]).toEqual([422, true]);
    expect(refused.text).toContain('Un département &lt;b>ouvert');
    const sent = { ...fields, 'objectives[0][standing]': 'at-risk' };
    expect((await team.post(path, sent)).status).toBe(303);
    // A second editor who started from nothing overwrites nothing.
    const late = await team.post(path, { ...sent, 'objectives[0][standing]': 'off-track' });
    expect([late.status, late.text.includes('Quelqu’un d’autre a répondu')]).toEqual([409, true]);
    expect((await team.get('/tableau-de-bord')).text).not.toContain('Faire le point');
    expect((await team.get(`/produits/${product.id}`)).text).toContain('Fait le 15\u00A0septembre 2026');

    world.clock.set(parisInstant('2026-11-26', '09:00'));
    const next = await aPreparation(world, { incubator: sitting.incubator, product, on: '2026-12-10' });
    expect((await next.find()).content.objectives).toMatchObject([
      { result: 'Au point du 15\u00A0septembre 2026\u00A0: Un département <b>ouvert</b>', status: null },
    ]);
  });

  it('is the team’s to write, its readers’ to read, and unknown to others', async () => {
    world.clock.set('2026-05-20T09:00:00.000Z');
    const incubator = await anIncubator(world);
    const product = await aProduct(world, incubator.id);
    const team = await world.logIn(product.coach);
    expect((await team.get(`/produits/${product.id}/point`)).status).toBe(404);
    const stranger = await world.logIn((await anIncubator(world)).lead);
    expect((await stranger.post(`/produits/${product.id}/point`, { revision: '0' })).status).toBe(404);
  });
});
