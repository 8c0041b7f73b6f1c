import { frenchDuration } from '#libs/committees/index.js';
import { counted, daysBetween, InvalidInput } from '#libs/kernel/index.js';

import { type PlanParameters, productsBetween, sittingMinutes } from './parameters.js';

/** A year: longer than any half-year and its margins. */
const LONGEST_DAYS = 366;

/**
 * Parameters that a plan can be made with.
 * @throws InvalidInput tied to `to`, `maxProducts`, `endsAt`, `noon`, `weekdays` and `avoid.<row>.to`.
 */
export function checkedParameters(parameters: PlanParameters): PlanParameters {
  const { from, to, maxProducts, weekdays, avoid } = parameters;
  const fields: Record<string, string> = {};
  if (to < from) fields['to'] = 'Le dernier jour vient avant le premier.';
  else if (daysBetween(from, to) > LONGEST_DAYS) fields['to'] = 'Un plan couvre un an au plus.';
  if (weekdays.length === 0) fields['weekdays'] = 'Choisissez au moins un jour de la semaine.';
  if (maxProducts < 1 || maxProducts > 8) fields['maxProducts'] = 'De 1 à 8 produits par séance.';
  else if (productsBetween(parameters.startsAt, parameters.endsAt, parameters) < maxProducts)
    fields['endsAt'] =
      `${counted(maxProducts, 'produit')} demandent ${frenchDuration(sittingMinutes(maxProducts, parameters))}\u00A0: finissez plus tard, ou commencez plus tôt.`;
  if (parameters.perDay === 2) {
    if (parameters.noon > parameters.startsAt) fields['noon'] = 'La séance du matin finit après le début de l’autre.';
    else if (productsBetween(parameters.morningAt, parameters.noon, parameters) === 0)
      fields['noon'] = 'La matinée est trop courte pour un seul produit.';
  }
  for (const [row, period] of avoid.entries())
    if (period.to < period.from) fields[`avoid.${row}.to`] = 'Le dernier jour vient avant le premier.';
  if (Object.keys(fields).length > 0) throw new InvalidInput('Ces réglages ne conviennent pas.', fields);
  return parameters;
}
