import { keepApart } from './keep-apart.js';
import { type Entry, type Model, ModelBuilder } from './model.js';
import type { PlanningProblem, Unit } from './problem.js';
import { componentsOf, seatsOf, sizeOf } from './seats.js';

/** Who sits in which kind of sitting and slot: an answer to a problem. */
export interface Placement {
  readonly sittings: readonly { readonly key: string; readonly slot: number; readonly units: readonly number[] }[];
  /** Indexes of units that are in none. */
  readonly unplaced: readonly number[];
}

/** What one sitting more costs, and one product left out, in the units of days: each outweighs all that can come after it. */
export interface Weights {
  readonly sitting: number;
  readonly unplaced: number;
}

export interface PlacingModel {
  readonly model: Model;
  readonly weights: Weights;
  read(values: Float64Array): Placement;
  /** The values of a placement, for the solver to start from. */
  write(placement: Placement): Float64Array<ArrayBuffer>;
}

/**
 * Weights that keep the order of what is wanted: no saving of dates is worth a sitting more, and none of dates and sittings
 * together is worth leaving a product out, however far from its ideal the only day is that it could have.
 */
export function weightsOf(units: readonly Unit[]): Weights {
  let spread = 0;
  let dearest = 0;
  for (const { choices } of units) {
    if (choices.length === 0) continue;
    const costs = choices.map(({ cost }) => cost);
    spread += Math.max(...costs) - Math.min(...costs);
    dearest += Math.max(...costs);
  }
  const sitting = spread + 1;
  return { sitting, unplaced: sitting * (units.length + 1) + dearest };
}

/**
 * The plan itself: products into sittings, one sitting of an incubator a slot, nobody in two places. As many products placed
 * as can be, then as few sittings, then as near the ideal dates.
 * @param least sittings needed at least by each component, from the counting model: what keeps the bound close.
 */
export function placingModel(problem: PlanningProblem, least: ReadonlyMap<number, number>): PlacingModel {
  const { units, slots, held } = problem;
  const builder = new ModelBuilder();
  const weights = weightsOf(units);
  const components = componentsOf(units);
  const seats = seatsOf(problem);
  const heldSeats = new Set(held.map(({ key, slot }) => `${key}@${slot}`));
  /** By unit: [column, seat]. */
  const joins = units.map((): [number, number][] => []);
  const sittings: number[] = [];
  for (const [index, { key, slot, members }] of seats.entries()) {
    const isHeld = heldSeats.has(`${key}@${slot}`);
    const [alone] = members;
    if (!isHeld && alone && members.length === 1) {
      const column = builder.column(weights.sitting + alone.cost);
      sittings.push(column);
      joins[alone.unit]?.push([column, index]);
      continue;
    }
    const sitting = builder.column(weights.sitting, { lower: isHeld ? 1 : 0 });
    sittings.push(sitting);
    const guests = members.map(({ unit, cost }): Entry => {
      const column = builder.column(cost);
      joins[unit]?.push([column, index]);
      builder.row(
        [
          [column, 1],
          [sitting, -1],
        ],
        { upper: 0 },
      );
      const product = units[unit];
      return [column, product ? sizeOf(product) : 1];
    });
    const capacity = slots[slot]?.capacity ?? 0;
    if (guests.reduce((sum, [, size]) => sum + size, 0) > capacity)
      builder.row([...guests, [sitting, -capacity]], { upper: 0 });
  }
  const unplaced = units.map(() => builder.column(weights.unplaced));
  for (const [index, list] of joins.entries())
    builder.row([...list.map(([column]): Entry => [column, 1]), [unplaced[index] ?? 0, 1]], { lower: 1, upper: 1 });
  // A product left out saves one sitting at most.
  for (const [component, count] of least) {
    const entries = seats.flatMap(({ key }, index): Entry[] =>
      components.get(key) === component ? [[sittings[index] ?? 0, 1]] : [],
    );
    const left = units.flatMap(({ keys }, index): Entry[] =>
      components.get(keys[0] ?? '') === component ? [[unplaced[index] ?? 0, 1]] : [],
    );
    builder.row([...entries, ...left], { lower: count });
  }
  keepApart(builder, units, { seats, sittings, joins });
  const columns = builder.build();
  return {
    model: columns,
    weights,
    read: (values) => {
      const isChosen = (column: number | undefined): boolean => (values[column ?? -1] ?? 0) > 0.5;
      const guests = seats.map((): number[] => []);
      for (const [unit, list] of joins.entries())
        for (const [column, seat] of list) if (isChosen(column)) guests[seat]?.push(unit);
      return {
        sittings: seats.flatMap(({ key, slot }, index) => {
          const found = guests[index] ?? [];
          return found.length === 0 ? [] : [{ key, slot, units: found }];
        }),
        unplaced: [...units.keys()].filter((unit) => isChosen(unplaced[unit])),
      };
    },
    write: (placement) => {
      const values = Float64Array.from(columns.lower);
      const seatAt = new Map(seats.map(({ key, slot }, index) => [`${key}@${slot}`, index]));
      for (const { key, slot, units: guests } of placement.sittings) {
        const seat = seatAt.get(`${key}@${slot}`) ?? -1;
        values[sittings[seat] ?? -1] = 1;
        for (const unit of guests) {
          const column = joins[unit]?.find(([, joined]) => joined === seat)?.[0];
          if (column !== undefined) values[column] = 1;
        }
      }
      for (const unit of placement.unplaced) values[unplaced[unit] ?? -1] = 1;
      return values;
    },
  };
}
