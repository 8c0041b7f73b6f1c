import type { PlanningProblem, Unit } from './problem.js';
import type { Placement } from './placing-model.js';
import { sizeOf } from './seats.js';

interface Growing {
  readonly key: string;
  readonly slot: number;
  readonly units: number[];
}

/**
 * The obvious way: products one by one, the most pressing first, each into a sitting that has room for it, else into a new one
 * on its best free day. What a lead with a wall calendar does; the solver starts from it, and stands in for it.
 */
export function greedyPlacement(problem: PlanningProblem): Placement {
  const { units, slots, held } = problem;
  const sittings: Growing[] = held.map(({ key, slot }) => ({ key, slot, units: [] }));
  const unplaced: number[] = [];
  const order = [...units.keys()].toSorted((a, b) => lastDay(units[a]) - lastDay(units[b]) || a - b);
  const unitAt = (index: number): Unit => units[index] as Unit;
  const isFree = (unit: Unit, slot: number, but?: Growing): boolean =>
    !sittings.some(
      (one) =>
        one !== but &&
        one.slot === slot &&
        (incubatorIn(one, units) === unit.incubatorId ||
          one.units.some((index) => shares(unitAt(index), unit)) ||
          (one.units.length === 0 && unit.keys.some((key) => key.split('/')[0] === one.key.split('/')[0]))),
    );
  for (const index of order) {
    const unit = unitAt(index);
    const costs = new Map(unit.choices.map(({ slot, cost }) => [slot, cost]));
    const [joined] = sittings
      .filter(
        (one) =>
          unit.keys.includes(one.key) &&
          costs.has(one.slot) &&
          sum(one.units.map((other) => sizeOf(unitAt(other)))) + sizeOf(unit) <= (slots[one.slot]?.capacity ?? 0) &&
          isFree(unit, one.slot, one),
      )
      .toSorted((a, b) => (costs.get(a.slot) ?? 0) - (costs.get(b.slot) ?? 0));
    if (joined) {
      joined.units.push(index);
      continue;
    }
    const [best] = unit.choices
      .filter(({ slot }) => isFree(unit, slot))
      .toSorted((a, b) => a.cost - b.cost || a.slot - b.slot);
    if (best) sittings.push({ key: unit.keys[0] ?? '', slot: best.slot, units: [index] });
    else unplaced.push(index);
  }
  return { sittings: sittings.filter((one) => one.units.length > 0), unplaced };
}

const lastDay = (unit: Unit | undefined): number => unit?.choices.at(-1)?.slot ?? -1;

const incubatorIn = ({ units: [first] }: Growing, units: readonly Unit[]): string | undefined =>
  first === undefined ? undefined : units[first]?.incubatorId;

function shares({ people }: Unit, other: Unit): boolean {
  for (const person of people) if (other.people.has(person)) return true;
  return false;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
