import type { PlanningProblem, Unit } from './problem.js';

/** A sitting that might be held: of one kind, in one slot, for those that can come. */
export interface Seat {
  readonly key: string;
  readonly slot: number;
  readonly members: readonly { readonly unit: number; readonly cost: number }[];
}

/** Every sitting that somebody can come to, by kind then slot. */
export function seatsOf({ units, held }: Pick<PlanningProblem, 'units' | 'held'>): readonly Seat[] {
  const seats = new Map<string, { key: string; slot: number; members: { unit: number; cost: number }[] }>();
  const seat = (key: string, slot: number) => {
    const name = `${key}@${slot}`;
    const known = seats.get(name) ?? { key, slot, members: [] };
    seats.set(name, known);
    return known;
  };
  for (const [index, unit] of units.entries())
    for (const key of unit.keys)
      for (const { slot, cost } of unit.choices) seat(key, slot).members.push({ unit: index, cost });
  for (const { key, slot } of held) seat(key, slot);
  return [...seats.values()];
}

/** Kinds of sittings that some product may choose between hang together: how many sittings they need is counted for all of them. */
export function componentsOf(units: readonly Unit[]): ReadonlyMap<string, number> {
  const parent = new Map<string, string>();
  const rootOf = (key: string): string => {
    const above = parent.get(key) ?? key;
    return above === key ? key : rootOf(above);
  };
  for (const { keys } of units) {
    const [first = ''] = keys;
    for (const key of keys) parent.set(rootOf(key), rootOf(first));
  }
  const numbers = new Map<string, number>();
  const components = new Map<string, number>();
  for (const { keys } of units)
    for (const key of keys) {
      const root = rootOf(key);
      if (!numbers.has(root)) numbers.set(root, numbers.size);
      components.set(key, numbers.get(root) ?? 0);
    }
  return components;
}

/** Products in a unit that can be placed at all. */
export const isPlaceable = ({ choices }: Unit): boolean => choices.length > 0;

export const sizeOf = ({ products }: Unit): number => products.length;
