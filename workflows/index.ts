import { committee } from './committee/index.js';
import { datePoll } from './date-poll/index.js';
import { deliberationRecord } from './deliberation-record/index.js';
import { halfYearDuty } from './half-year-duty/index.js';
import { halfYearPlan } from './half-year-plan/index.js';
import { productLifecycle } from './product-lifecycle/index.js';

/** Every process of Jalon, by name. */
export const processes = {
  'product-lifecycle': productLifecycle,
  'half-year-duty': halfYearDuty,
  committee,
  'deliberation-record': deliberationRecord,
  'half-year-plan': halfYearPlan,
  'date-poll': datePoll,
} as const;

export type ProcessName = keyof typeof processes;
