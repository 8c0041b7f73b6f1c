import type { Person } from '#libs/identity/index.js';
import { newId } from '#libs/kernel/index.js';
import { DEFAULT_PARAMETERS, DraftPlan, type PlanParameters, PlanViews } from '#libs/planning/index.js';

import { anIncubator, aProduct, type Committing } from './committees.builders.js';

/** The half-year that follows the day of the tests, 2 March 2026. */
const PARAMETERS: PlanParameters = { ...DEFAULT_PARAMETERS, from: '2026-03-02', to: '2026-08-31' };

/** An incubator whose five products are wanted by early July; one person sponsors three of them. */
export async function aPortfolio(committing: Committing) {
  const incubator = await anIncubator(committing);
  const since = '2026-01-05';
  const first = await aProduct(committing, incubator.id, { name: 'Alpha', since });
  const sponsor = first.sponsor as Person;
  const products = [
    first,
    await aProduct(committing, incubator.id, { name: 'Bêta', since, sponsor }),
    await aProduct(committing, incubator.id, { name: 'Gamma', since: '2026-01-12', sponsor }),
    await aProduct(committing, incubator.id, { name: 'Delta', since }),
    await aProduct(committing, incubator.id, { name: 'Epsilon', since: '2026-02-02' }),
  ];
  return { incubator, products, sponsor };
}

/** Drafts a plan and gives what the lead sees of it. */
export async function drafted(
  { get }: Committing,
  personId: string,
  incubatorIds: readonly string[],
  change: Partial<PlanParameters> = {},
) {
  const planId = await get(DraftPlan).execute({
    incubatorIds,
    parameters: { ...PARAMETERS, ...change },
    personId,
    idempotencyKey: newId(),
  });
  return get(PlanViews).of(personId, planId);
}
