import { expect } from '@jest/globals';

import { addMonths, CADENCE_MONTHS, frenchDate } from '#libs/kernel/index.js';

import { anchorOf, cast } from './cast.js';
import { firstDecision } from './decisions.js';
import { as, plain, wordsOf } from './visiting.js';
import { shoot, type Step } from './world.js';

/** What the first product has become. */
export const outcomeSteps: readonly Step[] = [
  {
    name: 'the product stands in its next phase, with its envelope, its objectives and its next due date',
    async run(world) {
      const page = await as(world, cast.lead, world.paths.get(`product:${firstDecision.product.name}`));
      expect(await wordsOf(page.getByRole('main'))).toContain('Accélération depuis le');
      expect(await wordsOf(page.locator('#enveloppes'))).toContain(firstDecision.total);
      const objectives = await wordsOf(page.locator('#objectifs'));
      for (const [text, criterion] of firstDecision.objectives) {
        expect(objectives).toContain(text);
        expect(objectives).toContain(criterion);
      }
      // The half-year of the committee itself was due two months ahead; the next counts from the same anchor, and a committee is
      // wanted two months sooner.
      const due = addMonths(anchorOf(world.began), 2 * CADENCE_MONTHS);
      expect(await wordsOf(page.getByRole('main'))).toContain(
        plain(`pour rester sous six mois, au plus tard le ${frenchDate(due)}`),
      );
      await shoot(world, page, 'produit-fin');
    },
  },
  {
    name: 'the journal of every case of the product is intact',
    async run(world) {
      const product = world.paths.get(`product:${firstDecision.product.name}`)?.split('/').at(-1);
      const page = await as(world, cast.lead, `/journal?produit=${product}`);
      await shoot(world, page, 'journal');
      const links = await page
        .locator('main a[href^="/journal/"]')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
      const cases = [...new Set(links)];
      expect(cases.length).toBeGreaterThanOrEqual(4);
      for (const path of cases) {
        await page.goto(`${world.address()}${path}`);
        expect(await wordsOf(page.getByRole('main'))).toContain('Journal intact');
      }
      await shoot(world, page, 'journal-affaire');
      await page.goto(`${world.address()}/boite-d-essai`);
      await shoot(world, page, 'boite-d-essai');
      await page.goto(`${world.address()}/tableau-de-bord`);
      await shoot(world, page, 'tableau-de-bord-fin');
    },
  },
];
