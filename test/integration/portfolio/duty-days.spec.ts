import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { addDays, type CalendarDate, DEFAULT_PROGRAMME, newId } from '#libs/kernel/index.js';
import {
  dutyProgrammeOf,
  nextDueOn,
  PLANNING_WINDOW_DAYS,
  wanted as wantedDay,
} from '#workflows/half-year-duty/index.js';

import { startPortfolio } from '../../support/portfolio.builders.js';

const day = fc
  .oneof(
    fc.integer({ min: 0, max: 900 }).map((days) => addDays('2026-01-01', days)),
    fc.constantFrom('2026-08-31', '2027-08-31', '2026-08-29', '2028-02-29', '2026-12-31', '2027-05-31'),
  )
  .map((date): CalendarDate => date);

const duty = fc
  .record({
    phase: fc.constantFrom('construction' as const, 'sustainability.operated' as const),
    programme: fc
      .record({
        cadenceMonths: fc.integer({ min: 3, max: 12 }),
        yearlyInSustainability: fc.constant(true),
        closing: fc.record({
          lastPayment: fc.constant('11-30'),
          ordersEnd: fc.constantFrom('11-20', '12-15', '12-31', '01-10'),
          ordersResume: fc.constantFrom('01-15', '02-07', '02-28'),
          orderTakesDays: fc.integer({ min: 0, max: 60 }),
        }),
      })
      .map((said) => dutyProgrammeOf({ ...DEFAULT_PROGRAMME, ...said })),
    anchorOn: day,
    dueOn: day,
    lastCommitteeOn: fc.option(day),
    awaiting: fc.array(day, { maxLength: 2 }),
  })
  // A sitting that waits for its signatures is among those that are known.
  .map(({ awaiting, lastCommitteeOn, ...dates }) => ({
    ...dates,
    lastCommitteeOn: [lastCommitteeOn ?? '', ...awaiting].toSorted().at(-1) || null,
    awaiting: awaiting.toSorted().map((on) => ({ committeeId: newId(), on })),
    planned: null,
  }));

describe('the days of a duty, read by the database', () => {
  let world: Awaited<ReturnType<typeof startPortfolio>>;
  let product: string;
  beforeAll(async () => {
    world = await startPortfolio('2026-01-05T09:00:00.000Z');
    product = newId();
    await world.engine.dataSource.query('insert into products (id, name, pitch, created_at) values ($1, $2, $2, $3)', [
      product,
      'Le produit',
      world.engine.clock.now(),
    ]);
    await world.engine.runtime.open(
      'product-lifecycle',
      product,
      { type: 'history.imported', state: 'construction', since: '2026-01-05', committees: [] },
      { actor: 'import:register', idempotencyKey: newId() },
    );
  });
  afterAll(async () => world.engine.stop());

  it('are those that the duty reckons: due, wanted, and where it stands', async () => {
    await fc.assert(
      fc.asyncProperty(duty, day, async (context, on) => {
        await world.engine.dataSource.query(
          `update cases set snapshot = jsonb_set(snapshot, '{context}', snapshot->'context' || $2::jsonb)
            where process = 'half-year-duty' and subject_id = $1`,
          [product, JSON.stringify(context)],
        );
        const [line] = await world.duties.list({ on });
        const [due, next] = [nextDueOn(context), wantedDay(context)];
        const wanted = next?.on ?? null;
        expect([line?.due, line?.wanted, line?.isAdvanced]).toEqual([due, wanted, next?.isAdvanced]);
        const rest = context.awaiting.length > 0 ? 'held' : 'settled';
        const isOpen = wanted !== null && on >= addDays(wanted, -PLANNING_WINDOW_DAYS);
        expect(line?.standing).toBe(due !== null && on > due ? 'overdue' : isOpen ? 'due' : rest);
      }),
      { numRuns: 200 },
    );
  });
});
