import { z } from 'zod';

import { DEFAULT_PROGRAMME, isCalendarDate, PLACES, turnMinutes } from '#libs/kernel/index.js';

const day = z.string().refine(isCalendarDate);
const time = z.string().regex(/^\d{2}:\d{2}$/u);

const ownRules = {
  envelopeWindow: z.strictObject({ earliest: z.int(), latest: z.int() }),
  closing: z.strictObject({
    lastPayment: z.string(),
    ordersEnd: z.string(),
    ordersResume: z.string(),
    orderTakesDays: z.int(),
  }),
};

/** Parameters as kept in their `jsonb` column. */
export const parametersContent = z.strictObject({
  from: day,
  to: day,
  maxProducts: z.int(),
  perDay: z.union([z.literal(1), z.literal(2)]),
  startsAt: time,
  endsAt: time,
  morningAt: time,
  noon: time,
  // Plans older than programmes gave every product the usual turn.
  turnMinutes: z.int().default(turnMinutes(DEFAULT_PROGRAMME)),
  breakMinutes: z.int(),
  noticeDays: z.int(),
  catchUpDays: z.int(),
  grouping: z.enum(['sponsor', 'any']),
  respectClosing: z.boolean(),
  weekdays: z.array(z.int()),
  avoid: z.array(z.strictObject({ from: day, to: day, label: z.string() })),
  rules: z
    .strictObject({
      places: z.array(z.enum(PLACES)),
      ...ownRules,
      own: z.record(z.string(), z.strictObject(ownRules)).optional(),
    })
    .optional(),
});

/** What the solver proved, as kept in its `jsonb` column. */
export const reportContent = z.strictObject({
  sittings: z.int(),
  leastSittings: z.int(),
  days: z.int(),
  leastDays: z.int().nullable(),
  gap: z.number(),
  proven: z.boolean(),
  milliseconds: z.int(),
});
