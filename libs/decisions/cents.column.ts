import { type ValueTransformer } from 'typeorm';

import type { Cents } from '#libs/kernel/index.js';

/** `bigint` columns of cents: PostgreSQL hands them over as text, and ten billion euros are far below 2⁵³ cents. */
export const centsColumn: ValueTransformer = {
  to: (cents?: Cents) => cents,
  from: (stored?: string | null): Cents | null => (stored === null || stored === undefined ? null : Number(stored)),
};
