import type { Draws } from '#libs/simulation/index.js';

import type { Fleet } from './fleet.js';

/**
 * Something that goes wrong while a fleet works (or another ground). It ends with everything running again, and draws whatever it leaves to
 * chance: which node, how long.
 */
export interface Trouble<Struck = Fleet> {
  readonly name: string;
  strike(struck: Struck, chance: Draws): Promise<void>;
}

/** In an order left to chance. */
export function shuffled<T>(all: readonly T[], chance: Draws): readonly T[] {
  return all
    .map((one) => ({ one, place: chance.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
