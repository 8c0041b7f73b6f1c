import type { ImportOddity } from '#libs/portfolio/index.js';

export interface ImportRegisterCommand {
  /** The register's products, as text or as parsed JSON. */
  readonly startups: unknown;
  /** The register's organisations; without them sponsors are those already known, or taken at their word. */
  readonly organisations?: unknown;
  /** Told of each product dealt with, for a progress bar. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

export interface ImportReport {
  /** How many the file has. */
  readonly products: number;
  readonly incubators: number;
  readonly organisations: number;
  /** Products that came in or are no longer as they were. */
  readonly changed: number;
  readonly oddities: readonly ImportOddity[];
}
