import type { Draws } from '#libs/simulation/index.js';

import type { Fleet } from './fleet.js';

/**
 * Something that goes wrong while the fleet works. It ends with everything running again, and draws whatever it leaves to
 * chance: which node, how long.
 */
export interface Trouble {
  readonly name: string;
  strike(fleet: Fleet, chance: Draws): Promise<void>;
}
