import type { EndTable } from './end-table.js';
import type { FleetOptions } from './fleet.js';
import type { Trouble } from './trouble.js';

export interface StormOptions {
  /** Everything left to chance follows from it; printed, so that a run can be had again. */
  readonly seed: number;
  /** About how many cases the load opens. */
  readonly cases: number;
  /** Struck in this order, one after the other, while the load lasts; the load lasts as long as they do. */
  readonly troubles: readonly Trouble[];
  readonly fleet?: FleetOptions;
}

/** Starts a fleet, puts it under load, strikes the troubles, lets it drain, and reads what is left. */
export async function runStorm(_options: StormOptions): Promise<EndTable> {
  throw new Error('not there yet');
}
