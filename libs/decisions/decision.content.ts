import { z } from 'zod';

import { isCalendarDate } from '#libs/kernel/index.js';

import { BUDGET_LINES } from './budget-line.js';
import { OBJECTIVE_OUTCOMES } from './decision.js';

const cents = z.int().nonnegative();
const day = z.string().refine(isCalendarDate);
const text = z.string().min(1);

/** Amounts by line, as kept in a `jsonb` column. */
export const amountsContent = z.array(
  z.strictObject({ line: z.enum(BUDGET_LINES), cents, requestedCents: cents.nullable() }).readonly(),
);

/** The lists of a decision, as kept in its `content` column. */
export const decisionContent = z.strictObject({
  objectives: z.array(
    z
      .strictObject({
        objectiveId: z.uuid().nullable(),
        text,
        outcome: z.enum(OBJECTIVE_OUTCOMES),
        result: text,
        note: text.nullable(),
      })
      .readonly(),
  ),
  amounts: amountsContent,
  funders: z.array(z.strictObject({ organisationId: z.uuid().nullable(), name: text, cents }).readonly()),
  reservations: z.array(text),
  blockers: z.array(z.strictObject({ what: text, who: text, by: day }).readonly()),
  nextObjectives: z.array(
    z.strictObject({ text, criterionThreeMonths: text.nullable(), criterionSixMonths: text }).readonly(),
  ),
});

export type DecisionContent = z.infer<typeof decisionContent>;
