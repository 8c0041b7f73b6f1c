import { type Entry, type Model, ModelBuilder } from './model.js';
import type { PlanningProblem } from './problem.js';
import { componentsOf, isPlaceable, type Seat, seatsOf, sizeOf } from './seats.js';

/** How many sittings are needed at least, kind by kind, were every slot free as often as one likes. */
export interface CountingModel {
  readonly model: Model;
  /** The least sittings of each component, from the solver's values. */
  read(values: Float64Array): ReadonlyMap<number, number>;
}

/**
 * A lower bound on sittings that is cheap to prove: who can come where, without regard to who else sits that day. Slots whose
 * guests can all come in another slot that holds as many say nothing more and are left out, which takes away the symmetry of
 * time: some hundred columns for 49 products.
 */
export function countingModel(problem: PlanningProblem): CountingModel {
  const { units, slots } = problem;
  const builder = new ModelBuilder();
  const components = componentsOf(units);
  const places: Entry[][] = units.map(() => []);
  const counted: { readonly column: number; readonly component: number }[] = [];
  for (const { key, slot, members } of undominated(seatsOf(problem), slots)) {
    const sitting = builder.column(1, { upper: members.length });
    counted.push({ column: sitting, component: components.get(key) ?? -1 });
    const guests = members.map(({ unit }): readonly [number, number] => {
      const column = builder.column(0);
      places[unit]?.push([column, 1]);
      builder.row(
        [
          [column, 1],
          [sitting, -1],
        ],
        { upper: 0 },
      );
      return [column, sizeIn(units, unit)];
    });
    const capacity = slots[slot]?.capacity ?? 0;
    if (guests.reduce((sum, [, size]) => sum + size, 0) > capacity)
      builder.row([...guests, [sitting, -capacity]], { upper: 0 });
  }
  for (const [index, entries] of places.entries())
    if (isPlaceable(units[index] as never)) builder.row(entries, { lower: 1, upper: 1 });
  return {
    model: builder.build(),
    read: (values) => {
      const counts = new Map<number, number>();
      for (const { column, component } of counted)
        counts.set(component, (counts.get(component) ?? 0) + Math.round(values[column] ?? 0));
      return counts;
    },
  };
}

const sizeIn = (units: PlanningProblem['units'], index: number): number => {
  const unit = units[index];
  // Products kept together sit alone: however many they are, their sitting is one.
  return !unit || unit.keptId !== null ? 1 : sizeOf(unit);
};

function undominated(seats: readonly Seat[], slots: PlanningProblem['slots']): readonly Seat[] {
  const byKey = new Map<string, Seat[]>();
  for (const seat of seats) byKey.set(seat.key, [...(byKey.get(seat.key) ?? []), seat]);
  return [...byKey.values()].flatMap((list) => {
    const best: { readonly seat: Seat; readonly guests: ReadonlySet<number>; readonly capacity: number }[] = [];
    const capacityOf = ({ slot }: Seat): number => slots[slot]?.capacity ?? 0;
    const ordered = list.toSorted(
      (a, b) => b.members.length - a.members.length || capacityOf(b) - capacityOf(a) || a.slot - b.slot,
    );
    for (const seat of ordered) {
      const capacity = capacityOf(seat);
      const isSaid = best.some(
        (one) => one.capacity >= capacity && seat.members.every(({ unit }) => one.guests.has(unit)),
      );
      if (!isSaid) best.push({ seat, guests: new Set(seat.members.map(({ unit }) => unit)), capacity });
    }
    return best.map(({ seat }) => seat);
  });
}
