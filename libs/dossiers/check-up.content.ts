import { z } from 'zod';

import { frenchDate, type Instant, parisDate } from '#libs/kernel/index.js';

import type { DossierContent } from './dossier.content.js';
import { remark } from './grid.content.js';

/** Where an objective stands half-way. */
export const STANDINGS = ['on-track', 'at-risk', 'off-track'] as const;
export type Standing = (typeof STANDINGS)[number];

export const STANDING_LABELS: Readonly<Record<Standing, string>> = {
  'on-track': 'En bonne voie',
  'at-risk': 'Incertain',
  'off-track': 'Compromis',
};

/** Half-way through the half-year (domain, half-yearly cycle, rule 8): light, a few lines an objective. */
export const checkUpContent = z
  .strictObject({
    objectives: z
      .array(
        z.strictObject({ objectiveId: z.uuid(), standing: z.enum(STANDINGS), result: remark, help: remark }).readonly(),
      )
      .readonly(),
  })
  .readonly();

export type CheckUpContent = z.infer<typeof checkUpContent>;

/** The dossier with what the team said half-way as a first answer, where it has none: to be brought up to date, not retyped. */
export function withCheckUp(
  content: DossierContent,
  checkUp: { readonly content: CheckUpContent; readonly answeredAt: Instant } | undefined,
): DossierContent {
  if (!checkUp) return content;
  const on = frenchDate(parisDate(checkUp.answeredAt));
  const said = new Map(checkUp.content.objectives.map((one) => [one.objectiveId, one]));
  return {
    ...content,
    objectives: content.objectives.map((one) => {
      const { result = '' } = said.get(one.objectiveId ?? '') ?? {};
      return one.result !== '' || result === '' ? one : { ...one, result: `Au point du ${on}\u00A0: ${result}` };
    }),
  };
}
