import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { addDays, addMonths, type CalendarDate, newId } from '#libs/kernel/index.js';
import { contextOf, parseRegister, readHistory, registeredId } from '#libs/register/index.js';
import { replayCase } from '#libs/workflow-runtime/index.js';
import { ACTIVE_STATES } from '#workflows/contract/index.js';

import { aRegister, someOrganisations, startPortfolio } from '../../support/portfolio.builders.js';

const today = '2026-03-02';
const day = fc.integer({ min: 0, max: 5200 }).map((days) => addDays('2012-06-01', days));
const phaseName = fc.constantFrom(
  'investigation',
  'construction',
  'acceleration',
  'consolidation',
  'opere',
  'transfere',
  'abandon',
  'abandon-investigation',
  'alumni',
  'inconnue',
);
const someDay = fc.oneof({ weight: 8, arbitrary: day }, fc.constantFrom('', '2021-02-31', '2021'));
const sheet = fc.record({
  phases: fc.array(fc.record({ name: phaseName, start: someDay, end: someDay }), { maxLength: 6 }),
  committees: fc.array(someDay, { maxLength: 5 }),
  incubator: fc.constantFrom('fabrique', 'atelier', 'inconnu'),
  sponsors: fc.subarray(['dgcs', 'dinum', 'personne']),
});

describe('made-up histories', () => {
  let jalon: Awaited<ReturnType<typeof startPortfolio>>;
  beforeAll(async () => {
    jalon = await startPortfolio(`${today}T09:00:00.000Z`);
  });
  afterAll(async () => jalon.engine.stop());

  it('come in whole, stand where they end, replay, owe what they must, and come in once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sheet, { minLength: 1, maxLength: 8 }), async (sheets) => {
        const startups = aRegister(...sheets.map((one) => ({ ...one, id: `p-${newId()}` })));
        const register = parseRegister(startups, someOrganisations);
        const report = await jalon.importRegister.execute({ startups, organisations: someOrganisations });
        expect(report).toMatchObject({ products: sheets.length, changed: sheets.length });
        for (const product of register.products) {
          const history = readHistory(product, contextOf(register, today));
          const id = registeredId.product(product.id);
          const lifecycle = await jalon.engine.runtime.read('product-lifecycle', id);
          const duty = await jalon.engine.runtime.read('half-year-duty', id);
          expect(lifecycle?.state).toBe(history.endsIn);
          expect(await replayCase(jalon.engine.dataSource.manager, lifecycle!.stored)).toEqual([]);
          expect(await replayCase(jalon.engine.dataSource.manager, duty!.stored)).toEqual([]);
          const line = await jalon.portfolio.lineOf(id, today);
          expect(line?.lastCommittee).toBe(history.committees.at(-1)?.on ?? null);
          expect(line?.due).toBe(dueOf(history.endsIn, history.since, history.committees.at(-1)?.on));
          expect(await jalon.products.historyOf(id)).toHaveLength(
            history.phases.length +
              history.undatedPhases.length +
              history.committees.length +
              history.otherEvents.length,
          );
        }
        const again = await jalon.importRegister.execute({ startups, organisations: someOrganisations });
        expect(again.changed).toBe(0);
      }),
      { numRuns: 30 },
    );
  });
});

/** The rule of imported duties, in its own words: from the last committee unless the phase began a cadence after it. */
function dueOf(phase: string, since: CalendarDate | undefined, last: CalendarDate | undefined): CalendarDate | null {
  if (!(ACTIVE_STATES as ReadonlySet<string>).has(phase)) return null;
  const began = since ?? today;
  if (last !== undefined && last >= began) return addMonths(last, 6);
  if (phase === 'investigation') return addDays(began, 63);
  return addMonths(last !== undefined && addMonths(last, 6) >= began ? last : began, 6);
}
