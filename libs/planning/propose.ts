import { countingModel } from './counting-model.js';
import type { ProposedSitting } from './facts.js';
import { greedyPlacement } from './greedy.js';
import { type SittingLengths, sittingMinutes } from './parameters.js';
import { type Placement, placingModel, weightsOf } from './placing-model.js';
import type { PlanningSolver } from './planning-solver.js';
import type { PlanningProblem } from './problem.js';

/** How good a proposal is, and how good any could be. */
export interface SolveReport {
  readonly sittings: number;
  /** No plan that places as many products has fewer sittings than this. */
  readonly leastSittings: number;
  /** Days from the ideal dates, summed over the products. */
  readonly days: number;
  /** No plan with as many sittings is nearer than this; null when the number of sittings itself is not proven. */
  readonly leastDays: number | null;
  /** 0 when nothing can be better: share of the objective that is not proven, sittings first. */
  readonly gap: number;
  readonly proven: boolean;
  readonly milliseconds: number;
}

export interface Proposal {
  readonly sittings: readonly ProposedSitting[];
  /** Products that no sitting takes. */
  readonly unplaced: readonly string[];
  readonly report: SolveReport;
}

/** Seconds given to the count of sittings, and to the dates. Together under the ten that people wait. */
const COUNTING_SECONDS = 2;
const PLACING_SECONDS = 6;

/**
 * Proposes the sittings of a half-year: first how many are needed at least, then where they fall. When time runs out the best
 * plan found is given, with what is not proven of it; at worst the greedy one.
 */
export async function propose(
  problem: PlanningProblem,
  parameters: SittingLengths,
  solver: Pick<PlanningSolver, 'solve'>,
  seconds: { readonly counting: number; readonly placing: number } = {
    counting: COUNTING_SECONDS,
    placing: PLACING_SECONDS,
  },
): Promise<Proposal> {
  const since = performance.now();
  const greedy = greedyPlacement(problem);
  if (problem.units.length === 0) return proposalOf(problem, parameters, greedy, { bound: 0, least: 0, since });
  const counting = countingModel(problem);
  const counted = await solver.solve(counting.model, { seconds: seconds.counting });
  // Unproven counts would cut good plans off: only what is certain may be required.
  const least = counted.found && counted.optimal ? counting.read(counted.values) : new Map<number, number>();
  const placing = placingModel(problem, least);
  const solved = await solver.solve(placing.model, { seconds: seconds.placing, start: placing.write(greedy) });
  const atLeast = Math.ceil((Number.isFinite(counted.bound) ? counted.bound : 0) - 1e-6);
  const placement = solved.found ? placing.read(solved.values) : greedy;
  return proposalOf(problem, parameters, placement, { bound: solved.bound, least: atLeast, since });
}

/** A placement as people read it, with what is proven of it. */
export function proposalOf(
  problem: PlanningProblem,
  lengths: SittingLengths,
  placement: Placement,
  { bound, least, since }: { readonly bound: number; readonly least: number; readonly since: number },
): Proposal {
  const { units, slots, fixed, held } = problem;
  const sittings = placement.sittings.map(({ key, slot, units: guests }): ProposedSitting => {
    const kept = held.find((one) => one.key === key && one.slot === slot)?.kept;
    const members = guests.flatMap((index) => units[index] ?? []);
    const productIds = members.flatMap(({ products }) => products.map(({ id }) => id));
    return {
      keptId: kept?.id ?? members[0]?.keptId ?? null,
      incubatorId: members[0]?.incubatorId ?? '',
      productIds,
      on: slots[slot]?.on ?? '',
      time: kept?.time ?? slots[slot]?.time ?? '',
      minutes: sittingMinutes(productIds.length, lengths),
    };
  });
  const cost = costOf(problem, placement);
  const { sitting, unplaced } = weightsOf(units);
  const fixedCost = sitting * placement.sittings.length + unplaced * placement.unplaced.length;
  const objective = fixedCost + cost;
  const isCountProven = placement.sittings.length <= least;
  const lowest = Math.min(objective, Math.max(0, bound));
  return {
    sittings: [...fixed, ...sittings].toSorted((a, b) => (`${a.on}${a.time}` < `${b.on}${b.time}` ? -1 : 1)),
    unplaced: placement.unplaced.flatMap((index) => units[index]?.products.map(({ id }) => id) ?? []),
    report: {
      sittings: placement.sittings.length + fixed.length,
      leastSittings: Math.min(least, placement.sittings.length) + fixed.length,
      days: Math.round(cost / 2),
      leastDays: isCountProven
        ? Math.min(Math.round(cost / 2), Math.max(0, Math.ceil((lowest - fixedCost) / 2)))
        : null,
      gap: objective === 0 ? 0 : (objective - lowest) / objective,
      proven: objective - lowest < 1,
      milliseconds: Math.round(performance.now() - since),
    },
  };
}

export function costOf({ units }: Pick<PlanningProblem, 'units'>, { sittings }: Placement): number {
  let cost = 0;
  for (const { slot, units: guests } of sittings)
    for (const index of guests) cost += units[index]?.choices.find((choice) => choice.slot === slot)?.cost ?? 0;
  return cost;
}
