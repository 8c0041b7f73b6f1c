import { afterAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { addDays, DEFAULT_PROGRAMME, isWorkingDay, landsInClosing } from '#libs/kernel/index.js';

import { violationsOf } from './check.js';
import type { KeptSitting, PlanningFacts, ProposedSitting } from './facts.js';
import { greedyPlacement } from './greedy.js';
import { madeUpIncubator, MADE_UP_PARAMETERS } from './made-up-incubator.fixture.js';
import type { PlanParameters } from './parameters.js';
import type { Placement } from './placing-model.js';
import { weightsOf } from './placing-model.js';
import { PlanningSolver } from './planning-solver.js';
import { type PlanningProblem, problemOf } from './problem.js';
import { costOf, propose } from './propose.js';
import { shortfallOf } from './shortfall.js';

const solver = new PlanningSolver();
afterAll(() => solver.onApplicationShutdown());

const anyParameters = fc
  .record({
    maxProducts: fc.integer({ min: 1, max: 4 }),
    perDay: fc.constantFrom(1 as const, 2 as const),
    grouping: fc.constantFrom('sponsor' as const, 'any' as const),
    noticeDays: fc.integer({ min: 0, max: 90 }),
    weekdays: fc.constantFrom([1, 2, 3, 4, 5], [2, 4]),
    respectClosing: fc.boolean(),
  })
  .map((change): PlanParameters => ({ ...MADE_UP_PARAMETERS, ...change }));

/** One incubator or two that share a portfolio manager, some of their people being away. */
const anyFacts = (most: number, absencesEach = 4): fc.Arbitrary<PlanningFacts> =>
  fc
    .record({
      products: fc.integer({ min: 1, max: most }),
      sponsors: fc.integer({ min: 1, max: 4 }),
      seed: fc.nat(10_000),
      coFunded: fc.constantFrom(0, 0.4),
      two: fc.boolean(),
    })
    .map(({ two, ...made }) => {
      const one = madeUpIncubator({ ...made, absencesEach });
      if (!two) return one;
      const other = madeUpIncubator({ ...made, absencesEach, incubatorId: 'other', seed: made.seed + 1 });
      return {
        ...one,
        products: [...one.products, ...other.products].slice(0, Math.max(2, most)),
        absences: [...one.absences, ...other.absences],
      };
    });

describe('a proposal for a half-year', () => {
  it('breaks no rule, and places or explains every product, whatever the incubator', async () => {
    await fc.assert(
      fc.asyncProperty(anyFacts(10), anyParameters, async (facts, parameters) => {
        const { sittings, unplaced, report } = await propose(problemOf(facts, parameters), parameters, solver, QUICK);
        expect(violationsOf(sittings, facts, parameters)).toEqual([]);
        const placed = sittings.flatMap(({ productIds }) => productIds);
        expect([...placed, ...unplaced].toSorted()).toEqual(facts.products.map(({ id }) => id).toSorted());
        expect(sittings.length).toBeGreaterThanOrEqual(report.leastSittings);
        for (const { on } of sittings) expect(isWorkingDay(on)).toBe(true);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('is as good as the best of all plans, on incubators small enough to try them all', async () => {
    await fc.assert(
      fc.asyncProperty(anyFacts(4, 2), anyParameters, async (facts, given) => {
        // Days few enough to be tried one by one.
        const parameters = { ...given, noticeDays: 0, from: '2026-04-13', to: '2026-04-24', catchUpDays: 30 };
        const near = { ...facts, products: facts.products.map(due(parameters)) };
        const problem = problemOf(near, parameters);
        const proposal = await propose(problem, parameters, solver, QUICK);
        const best = bruteForce(problem);
        expect(proposal.report.proven).toBe(true);
        expect({
          unplaced: proposal.unplaced.length,
          sittings: proposal.report.sittings,
          cost: proposal.report.days,
        }).toEqual({
          unplaced: best.unplaced.length,
          sittings: best.sittings.length,
          cost: Math.round(costOf(problem, best) / 2),
        });
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('leaves no product out for being far from its ideal day', async () => {
    const facts = madeUpIncubator({ products: 4, sponsors: 4 });
    const parameters = { ...MADE_UP_PARAMETERS, noticeDays: 0, from: '2026-04-13', to: '2026-04-24', catchUpDays: 30 };
    const late = facts.products.map((product) => ({
      ...product,
      wantedOn: '2026-05-20',
      dueOn: '2026-07-01',
      envelopeEndsOn: null,
    }));
    const problem = problemOf({ ...facts, products: late, absences: [] }, parameters);
    expect(problem.units.every(({ choices }) => choices.every(({ cost }) => cost > 0))).toBe(true);
    expect((await propose(problem, parameters, solver, QUICK)).unplaced).toEqual([]);
  });

  it('holds each incubator to its own closing, and gives every turn its minutes', async () => {
    const { closing, envelopeWindow } = DEFAULT_PROGRAMME;
    const spring = { ...closing, ordersEnd: '06-01', ordersResume: '07-15' };
    const one = madeUpIncubator({ products: 6, sponsors: 2 });
    const other = madeUpIncubator({ products: 6, sponsors: 2, incubatorId: 'other', seed: 2 });
    // All wanted in June: one incubator sits before its closing begins, the other when it likes.
    const products = [...one.products, ...other.products].map((product) => ({
      ...product,
      wantedOn: '2026-06-20',
      dueOn: '2026-06-30',
      envelopeEndsOn: null,
    }));
    const parameters: PlanParameters = {
      ...MADE_UP_PARAMETERS,
      turnMinutes: 80,
      breakMinutes: 5,
      rules: {
        closing,
        envelopeWindow,
        places: ['metropole'],
        own: { incubator: { closing: spring, envelopeWindow }, other: { closing, envelopeWindow } },
      },
    };
    const facts = { ...one, products, absences: [] };
    const { sittings, unplaced } = await propose(problemOf(facts, parameters), parameters, solver, QUICK);
    expect(unplaced).toEqual([]);
    const daysOf = (id: string) => sittings.filter(({ incubatorId }) => incubatorId === id).map(({ on }) => on);
    for (const on of daysOf('incubator')) expect(landsInClosing(on, spring)).toBe(false);
    expect(daysOf('other').some((on) => landsInClosing(on, spring))).toBe(true);
    // Two of 80 minutes and their break end before 18 h, three do not.
    for (const { productIds, minutes } of sittings) expect(minutes).toBe(productIds.length === 1 ? 80 : 165);
    const moved = sittings.map((sitting) => ({ ...sitting, on: '2026-06-10' }));
    const closed = violationsOf(moved, facts, parameters).filter(({ kind }) => kind === 'closed-day');
    expect(closed).toHaveLength(daysOf('incubator').length);
  });

  it('is never worse than the greedy way', async () => {
    const facts = madeUpIncubator({ products: 15, sponsors: 5 });
    const problem = problemOf(facts, MADE_UP_PARAMETERS);
    const greedy = greedyPlacement(problem);
    const { report } = await propose(problem, MADE_UP_PARAMETERS, solver);
    expect(report.sittings).toBeLessThanOrEqual(greedy.sittings.length);
  });

  it('solves around what the lead pinned, split and kept, and moves little else', async () => {
    const facts = madeUpIncubator({ products: 12, sponsors: 3, seed: 4 });
    const first = await propose(problemOf(facts, MADE_UP_PARAMETERS), MADE_UP_PARAMETERS, solver);
    const big = first.sittings.find(({ productIds }) => productIds.length >= 2) as ProposedSitting;
    const other = first.sittings.find((sitting) => sitting !== big) as ProposedSitting;
    const [alone = '', ...rest] = big.productIds;
    const kept: KeptSitting[] = [
      { ...other, id: 'moved', on: addDays(other.on, 1), pin: 'whole' },
      { ...big, id: 'one', productIds: [alone], pin: 'products' },
      { ...big, id: 'two', productIds: rest, pin: 'products' },
    ];
    const problem = problemOf(facts, MADE_UP_PARAMETERS, kept, first.sittings);
    const { sittings } = await propose(problem, MADE_UP_PARAMETERS, solver);
    expect(sittings).toContainEqual(expect.objectContaining({ keptId: 'moved', on: addDays(other.on, 1) }));
    expect(sittings.find(({ keptId }) => keptId === 'one')?.productIds).toEqual([alone]);
    expect(sittings.find(({ keptId }) => keptId === 'two')?.productIds.toSorted()).toEqual(rest.toSorted());
    const untouched = first.sittings.filter((sitting) => sitting !== big && sitting !== other);
    const stayed = untouched.filter(({ on, productIds }) =>
      sittings.some((sitting) => sitting.on === on && productIds.every((id) => sitting.productIds.includes(id))),
    );
    expect(stayed.length).toBeGreaterThanOrEqual(untouched.length - 1);
  });

  it('holds a sitting on a pinned day for whom it suits', async () => {
    const facts = madeUpIncubator({ products: 6, sponsors: 1, seed: 2, absencesEach: 0, coFunded: 0 });
    const { sittings } = await propose(problemOf(facts, MADE_UP_PARAMETERS), MADE_UP_PARAMETERS, solver);
    const [first] = sittings as [ProposedSitting];
    const day = { ...first, id: 'day', pin: 'day' as const };
    const again = await propose(problemOf(facts, MADE_UP_PARAMETERS, [day], sittings), MADE_UP_PARAMETERS, solver);
    expect(again.sittings.find(({ keptId }) => keptId === 'day')?.on).toBe(first.on);
  });
});

describe('a product that no sitting takes', () => {
  const facts = madeUpIncubator({ products: 1, sponsors: 1, absencesEach: 0, coFunded: 0 });
  const [product] = facts.products as [PlanningFacts['products'][number]];
  const sponsor = product.required[0]?.personIds[0] ?? '';
  const away = { personId: sponsor, from: '2026-01-01', to: product.dueOn };

  it('is told who is missing, and what was tried and works', async () => {
    const without = { ...facts, absences: [away] };
    const { unplaced } = await propose(problemOf(without, MADE_UP_PARAMETERS), MADE_UP_PARAMETERS, solver);
    expect(unplaced).toEqual([product.id]);
    const { reason, remedies } = shortfallOf(product, [], without, MADE_UP_PARAMETERS);
    expect(reason).toMatchObject({ kind: 'nobody-free', personIds: [sponsor] });
    expect(remedies).toContainEqual(expect.objectContaining({ kind: 'substitute', personId: sponsor }));
    expect(remedies).toContainEqual(expect.objectContaining({ kind: 'later' }));
  });

  it('finds its place once a remedy is applied', async () => {
    const parameters = { ...MADE_UP_PARAMETERS, avoid: [{ from: '2026-01-01', to: '2026-12-31', label: 'Travaux' }] };
    const shortfall = shortfallOf(product, [], facts, parameters);
    expect(shortfall.reason.kind).toBe('no-open-day');
    expect(shortfall.remedies.map(({ kind }) => kind)).toEqual(['avoided']);
    const { unplaced } = await propose(problemOf(facts, MADE_UP_PARAMETERS), MADE_UP_PARAMETERS, solver);
    expect(unplaced).toEqual([]);
  });
});

const QUICK = { counting: 5, placing: 10 };

/** Wanted and due within the few days that are tried, so that something is at stake. */
const due =
  ({ from }: PlanParameters) =>
  (product: PlanningFacts['products'][number], index: number): PlanningFacts['products'][number] => ({
    ...product,
    wantedOn: addDays(from, 3 + ((index * 5) % 9)),
    dueOn: addDays(from, 5 + ((index * 7) % 9)),
    envelopeEndsOn: null,
  });

/** Tries every way of placing every unit; only for a few. */
function bruteForce(problem: PlanningProblem): Placement {
  const { units, slots } = problem;
  const weights = weightsOf(units);
  let best: { readonly cost: number; readonly placement: Placement } | undefined;
  const valueOf = (placement: Placement): number =>
    weights.sitting * placement.sittings.length +
    weights.unplaced * placement.unplaced.length +
    costOf(problem, placement);
  const goOn = (index: number, sittings: Placement['sittings'], unplaced: readonly number[]): void => {
    const placement = { sittings, unplaced };
    if (best && valueOf(placement) >= best.cost) return;
    const unit = units[index];
    if (!unit) {
      best = { cost: valueOf(placement), placement };
      return;
    }
    for (const key of unit.keys)
      for (const { slot } of unit.choices) {
        const same = sittings.find((one) => one.key === key && one.slot === slot);
        const others = sittings.filter((one) => one !== same && one.slot === slot);
        const clashes = others.some((one) =>
          one.units.some((other) => {
            const their = units[other];
            return (
              their?.incubatorId === unit.incubatorId || [...unit.people].some((person) => their?.people.has(person))
            );
          }),
        );
        if (clashes || (same && same.units.length >= (slots[slot]?.capacity ?? 0))) continue;
        goOn(
          index + 1,
          [...sittings.filter((one) => one !== same), { key, slot, units: [...(same?.units ?? []), index] }],
          unplaced,
        );
      }
    goOn(index + 1, sittings, [...unplaced, index]);
  };
  goOn(0, [], []);
  return best?.placement ?? { sittings: [], unplaced: [] };
}
