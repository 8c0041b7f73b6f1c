import { addMonths, CADENCE_MONTHS, type Cents, sumCents } from '#libs/kernel/index.js';

import { decisionWarnings as say } from './decision.messages.js';
import type { DecisionDraft } from './decision.js';
import type { DecisionFacts } from './decision-rules.js';

/** Objectives of a half-year beyond which a team is told that it is many (domain, « The dossier »: three priorities). */
const MANY_OBJECTIVES = 3;

/** What is odd in a decision, in French sentences. Nothing of it forbids the decision. */
export function decisionWarningsOf(draft: DecisionDraft, facts: DecisionFacts): readonly string[] {
  const { means, amounts, objectives, nextObjectives, period } = draft;
  const total = sumCents(amounts.map((amount) => amount.cents));
  const warnings: string[] = [];
  const against = againstEnvelope(draft, total, facts);
  if (against !== undefined) warnings.push(against);
  const requested = sumCents(amounts.map((amount) => amount.requestedCents ?? 0));
  if (requested > 0 && total > requested) warnings.push(say.aboveRequest(total, requested));
  if (period && total > 0) {
    const year = period.opensOn.slice(0, 4);
    if (period.closesOn.slice(0, 4) > year) warnings.push(say.overYearEnd(year));
    if (period.closesOn > addMonths(period.opensOn, CADENCE_MONTHS)) warnings.push(say.overSixMonths);
  }
  const isContinued = means === 'same' || means === 'more';
  if (isContinued && objectives.length > 0 && objectives.every((objective) => objective.outcome === 'invalidated'))
    warnings.push(say.allInvalidated(means));
  if (nextObjectives.length > MANY_OBJECTIVES) warnings.push(say.manyObjectives(nextObjectives.length));
  return warnings;
}

function againstEnvelope(
  { means }: DecisionDraft,
  total: Cents,
  { currentEnvelope }: DecisionFacts,
): string | undefined {
  if (!currentEnvelope) return undefined;
  const current = currentEnvelope.totalCents;
  if (means === 'less' && total >= current) return say.notLess(total, current);
  if (means === 'more' && total <= current) return say.notMore(total, current);
  if (means === 'same' && total !== current) return say.notSame(total, current);
  return undefined;
}
