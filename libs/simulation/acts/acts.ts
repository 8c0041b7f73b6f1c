import type { Dossiers } from './dossiers.js';
import type { Launches } from './launches.js';
import type { Looks } from './looks.js';
import type { Planning } from './planning.js';
import type { Records } from './records.js';
import type { Sittings } from './sittings.js';

/** Everything that people do, each in terms of the others. */
export interface Acts {
  readonly planning: Planning;
  readonly dossiers: Dossiers;
  readonly sittings: Sittings;
  readonly records: Records;
  readonly launches: Launches;
  readonly looks: Looks;
}
