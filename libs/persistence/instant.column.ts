import { type ValueTransformer } from 'typeorm';

import { type Instant } from '#libs/kernel/index.js';

/** `timestamptz` columns read as the kernel's instants. */
export const instantColumn: ValueTransformer = {
  to: (instant?: Instant | null) => instant,
  from: (stored?: Date | null): Instant | null => stored?.toISOString() ?? null,
};
