import type { Entry, ModelBuilder } from './model.js';
import type { Unit } from './problem.js';

export interface PlacingColumns {
  readonly seats: readonly { readonly key: string; readonly slot: number }[];
  /** By seat: the column of its sitting. */
  readonly sittings: readonly number[];
  /** By unit: its columns, with the seat each joins. */
  readonly joins: readonly (readonly (readonly [column: number, seat: number])[])[];
}

/** By slot, the columns of which one at most may be taken. */
type Presence = ReadonlyMap<number, readonly Entry[]>;

/**
 * One sitting of an incubator a slot, so that nobody of it is in two places; and between incubators, nobody they share.
 * Somebody whom everything of an incubator concerns is where its sitting is: one row says it for all of its products.
 */
export function keepApart(builder: ModelBuilder, units: readonly Unit[], columns: PlacingColumns): void {
  const { seats, sittings, joins } = columns;
  const incubatorOf = new Map(units.flatMap(({ keys, incubatorId }) => keys.map((key) => [key, incubatorId] as const)));
  const teams = new Map<string, Map<number, Entry[]>>();
  for (const [index, { key, slot }] of seats.entries()) {
    const team = incubatorOf.get(key) ?? '';
    const slots = teams.get(team) ?? new Map<number, Entry[]>();
    teams.set(team, slots.set(slot, [...(slots.get(slot) ?? []), [sittings[index] ?? 0, 1]]));
  }
  for (const slots of teams.values())
    for (const entries of slots.values()) if (entries.length > 1) builder.row(entries, { upper: 1 });

  const presenceOf = (unit: number): Presence => {
    const slots = new Map<number, Entry[]>();
    for (const [column, seat] of joins[unit] ?? []) {
      const slot = seats[seat]?.slot ?? -1;
      slots.set(slot, [...(slots.get(slot) ?? []), [column, 1]]);
    }
    return slots;
  };
  const sideOf = (side: Side): Presence =>
    side.unit === null ? (teams.get(side.incubatorId) ?? new Map()) : presenceOf(side.unit);
  for (const [a, b] of clashes(units)) {
    const others = sideOf(b);
    for (const [slot, entries] of sideOf(a)) {
      const against = others.get(slot);
      if (against) builder.row([...entries, ...against], { upper: 1 });
    }
  }
}

/** A whole incubator, or one unit of it. */
interface Side {
  readonly incubatorId: string;
  readonly unit: number | null;
}

/** What may not sit at the same time because somebody belongs to both; each pair once. */
function clashes(units: readonly Unit[]): readonly (readonly [Side, Side])[] {
  const byPerson = new Map<string, Map<string, number[]>>();
  const sizes = new Map<string, number>();
  for (const [index, { incubatorId, people }] of units.entries()) {
    sizes.set(incubatorId, (sizes.get(incubatorId) ?? 0) + 1);
    for (const person of people) {
      const incubators = byPerson.get(person) ?? new Map<string, number[]>();
      byPerson.set(person, incubators.set(incubatorId, [...(incubators.get(incubatorId) ?? []), index]));
    }
  }
  const found = new Map<string, readonly [Side, Side]>();
  for (const incubators of byPerson.values()) {
    const sides = [...incubators].map(([incubatorId, indexes]): readonly Side[] =>
      indexes.length === sizes.get(incubatorId)
        ? [{ incubatorId, unit: null }]
        : indexes.map((unit) => ({ incubatorId, unit })),
    );
    for (const [index, some] of sides.entries())
      for (const others of sides.slice(index + 1))
        for (const a of some) for (const b of others) found.set(JSON.stringify([a, b]), [a, b]);
  }
  return [...found.values()];
}
