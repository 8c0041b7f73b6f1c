import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

import { addDays, newId, parisDate } from '#libs/kernel/index.js';

import { cast } from './cast.js';
import { type Decided, firstDecision, GRAND_TOTAL, secondDecision } from './decisions.js';
import { mailTo, wordsIn } from './mails.js';
import { openCommittee } from './planning.steps.js';
import { choose, plain, press, wordsOf, write } from './visiting.js';
import { shoot, sittingAt, type Step, type World } from './world.js';

const openSitting = (world: World): Promise<Page> => openCommittee(world, cast.lead, '/seance');

/** The day of the sitting, whatever the clock says. */
const dayOf = (world: World): string => parisDate(sittingAt(world));

async function decide(world: World, page: Page, decided: Decided): Promise<void> {
  const { recalled, blocker } = decided;
  await write(page, 'Ce qui a été présenté et discuté', decided.summary);
  const judged = page.locator('#objectif-0');
  await write(judged, 'L’objectif', recalled.text);
  await choose(judged, recalled.outcome);
  await write(judged, 'Résultat constaté', recalled.result);
  await choose(page.locator('#decision-moyens'), decided.means);
  await choose(page.locator('#decision-phase'), decided.phase);
  for (const [line, typed] of decided.amounts) await write(page.locator('#decision-montants'), line, typed);
  const [own, other] = decided.funders;
  if (own) await write(page, own[0], own[1]);
  if (other) {
    await write(page, 'Nom du 1er cofinanceur', other[0]);
    await write(page, 'Montant du 1er cofinanceur', other[1]);
  }
  if (decided.reservation !== null) await write(page, 'Réserve 1', decided.reservation);
  if (blocker) {
    await write(page, 'Blocage 1', blocker.what);
    await write(page, 'Qui lève le blocage 1', blocker.who);
    await write(page, 'Échéance 1', addDays(dayOf(world), 45));
  }
  for (const [index, [text, criterion]] of decided.objectives.entries()) {
    const next = page.locator(`#objectif-suivant-${index}`);
    await write(next, 'L’objectif', text);
    await write(next, 'À quoi il se verra à six mois', criterion);
  }
  await shoot(world, page, 'seance-decision');
  await press(page, 'Enregistrer la décision');
  const recorded = await wordsOf(page.locator('#decisions'));
  expect(recorded).toContain(decided.total);
  expect(recorded).toContain(decided.objectives[0]?.[0]);
}

/** From the rules of the game to what operations order. */
export const sittingSteps: readonly Step[] = [
  {
    name: 'the sitting opens with its rules, and everyone’s attendance is noted',
    async run(world) {
      world.advanceTo?.(sittingAt(world));
      const page = await openSitting(world);
      await shoot(world, page, 'seance-avant');
      await press(page, 'Ouvrir la séance');
      const form = page.getByRole('form', { name: 'Présences' });
      for (const present of await form.getByLabel('Présent·e').all()) await present.check({ force: true });
      const member = (name: string) => form.getByRole('group').filter({ hasText: name }).first();
      await member(cast.user.name).getByLabel('Absent·e').check({ force: true });
      await member(cast.owner.name).getByLabel('Représenté·e').check({ force: true });
      await member(cast.owner.name).getByLabel('Par qui, en cas de représentation').fill('Rémi Roy');
      await press(page, 'Enregistrer les présences');
      expect(await wordsOf(page.getByRole('status'))).toContain('Les présences sont relevées.');
    },
  },
  {
    name: 'the first product goes through its stages and is decided on',
    async run(world) {
      const page = await openSitting(world);
      await press(page, 'Passer aux questions');
      await press(page, 'Ouvrir la délibération');
      await decide(world, page, firstDecision);
      expect(await wordsOf(page.locator('#decisions'))).toContain('Le produit passera en accélération');
    },
  },
  {
    name: 'the sitting cannot be closed while a product has no decision',
    async run(world) {
      const page = await openSitting(world);
      expect(await wordsOf(page.locator('#lever'))).toContain(
        `Il manque une décision sur : ${secondDecision.product.name}`,
      );
      expect(await page.getByRole('button', { name: 'Lever la séance' }).count()).toBe(0);
      const refused = await page.context().request.post(`${page.url()}/cloture`, {
        form: {
          idempotencyKey: newId(),
          _csrf: await page.locator('input[name=_csrf]').first().inputValue(),
        },
        headers: { accept: 'text/html' },
      });
      expect(refused.status()).toBe(409);
      expect(plain(await refused.text())).toContain('chaque produit doit recevoir une décision');
    },
  },
  {
    name: 'the second product is called and decided on, and the sitting is closed',
    async run(world) {
      const page = await openSitting(world);
      await press(page, `Appeler ${secondDecision.product.name}`);
      await press(page, 'Passer aux questions');
      await press(page, 'Ouvrir la délibération');
      await decide(world, page, secondDecision);
      await press(page, 'Lever la séance');
      expect(await wordsOf(page.getByRole('status'))).toContain('La séance est levée.');
      await shoot(world, page, 'seance-levee');
    },
  },
  {
    name: 'operations know at once what to order, to the cent',
    async run(world) {
      const order = await mailTo(world, cast.operations, /ce qui est à commander$/u);
      const words = wordsIn(order);
      for (const decided of [firstDecision, secondDecision]) {
        for (const [line, , written] of decided.amounts) expect(words).toContain(`${line} : ${written}`);
        expect(words).toContain(`Total : ${decided.total}`);
      }
      expect(words).toContain(`Total accordé par le comité : ${GRAND_TOTAL}`);
      await mailTo(world, cast.lead, /ce qui est à commander$/u);
    },
  },
];
