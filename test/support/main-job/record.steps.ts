import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

import { eventually } from '../eventually.js';
import { cast } from './cast.js';
import { type Decided, firstDecision, secondDecision } from './decisions.js';
import { as, press, wordsOf, write } from './visiting.js';
import { shoot, type Step, type World } from './world.js';

/** What the lead adds to the draft. */
const REWORDED = 'Le comité salue la méthode : les foyers ont été rencontrés chez eux.';

/** Opens the record of a product, from the product’s page. */
async function openRecord(world: World, { product }: Decided): Promise<Page> {
  const known = world.paths.get(`record:${product.name}`);
  if (known !== undefined) return as(world, cast.lead, known);
  const page = await as(world, cast.lead, world.paths.get(`product:${product.name}`));
  await page.locator('#releves').getByRole('link').first().click();
  world.paths.set(`record:${product.name}`, new URL(page.url()).pathname);
  return page;
}

/** Reads the record again until it stands where it should: a worker is at it. */
export async function untilRecordSays(world: World, decided: Decided, words: string): Promise<Page> {
  let page: Page | undefined;
  await eventually(async () => {
    page = await openRecord(world, decided);
    expect(await wordsOf(page.getByRole('main'))).toContain(words);
  }, 30_000);
  if (!page) throw new Error('expected above');
  return page;
}

async function askForSignOff(world: World, decided: Decided): Promise<Page> {
  const page = await untilRecordSays(world, decided, 'Étape 2 sur 4');
  await press(page, 'Demander la validation');
  expect(await wordsOf(page.getByRole('status'))).toContain('La validation est demandée');
  return page;
}

/** Drafted, read again, edited, sent to the sponsors. */
export const recordSteps: readonly Step[] = [
  {
    name: 'a worker has drafted the record, and it says what was decided',
    async run(world) {
      await eventually(async () => {
        const page = await as(world, cast.lead, world.paths.get(`product:${firstDecision.product.name}`));
        expect(await page.locator('#releves').getByRole('link').count()).toBe(1);
      });
      const page = await untilRecordSays(world, firstDecision, 'Étape 2 sur 4');
      const words = await wordsOf(page.getByRole('main'));
      for (const said of [
        firstDecision.phase,
        firstDecision.total,
        firstDecision.reservation ?? '',
        firstDecision.blocker?.what ?? '',
        firstDecision.objectives[1]?.[0] ?? '',
      ])
        expect(words).toContain(said);
      await shoot(world, page, 'releve-relecture');
    },
  },
  {
    name: 'the lead words it otherwise: a new version is printed',
    async run(world) {
      const page = await openRecord(world, firstDecision);
      await page.getByText('Présentation, échanges et réserves').click();
      await write(page, 'Échanges', `${firstDecision.summary}\n\n${REWORDED}`);
      await press(page, 'Enregistrer une nouvelle version');
      await untilRecordSays(world, firstDecision, 'Étape 2 sur 4');
      const words = await wordsOf(await openRecord(world, firstDecision));
      expect(words).toContain(REWORDED);
      expect(words).toContain('Version 2');
    },
  },
  {
    name: 'the lead sends it to both sponsors',
    async run(world) {
      const page = await askForSignOff(world, firstDecision);
      const validation = await wordsOf(page.locator('#validation'));
      for (const { name } of [cast.director, cast.funder]) expect(validation).toContain(name);
      expect(validation).not.toContain(cast.owner.name);
      await shoot(world, page, 'releve-validation');
    },
  },
];

/** The second record goes as drafted. */
export const secondRecordSteps: readonly Step[] = [
  {
    name: 'the lead sends the record of the second product to its sponsor',
    async run(world) {
      const page = await askForSignOff(world, secondDecision);
      expect(await wordsOf(page.locator('#validation'))).toContain(cast.owner.name);
    },
  },
];
