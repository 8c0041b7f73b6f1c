import { BUDGET_LINES, type BudgetLine, type Objective } from '#libs/decisions/index.js';
import type { Cents } from '#libs/kernel/index.js';

import {
  BLANK_DOSSIER,
  byKey,
  type DossierContent,
  type DossierObjective,
  type Hypothesis,
  STANDARDS,
} from './dossier.content.js';

/** Hypotheses that one half-year may be asked about. */
const MOST_HYPOTHESES = 20;

/** What earlier decisions hold the product to: nobody types it. */
export interface Carried {
  readonly baseline: readonly Objective[];
  /** Cents by line of the last envelope; empty when there was none. */
  readonly granted: ReadonlyMap<BudgetLine, Cents>;
}

/**
 * The content with what decisions say put in its place, whatever a form sent: the objectives of the baseline in their order,
 * with what was answered to each, and what was granted by line. Also brings up to date a dossier that was opened before the
 * last decision took effect. Repeatable.
 */
export function carrying(content: DossierContent, { baseline, granted }: Carried): DossierContent {
  const answered = new Map(content.objectives.map((one) => [one.objectiveId, one]));
  const known = new Set(baseline.map(({ id }) => id));
  return {
    ...content,
    objectives: [
      ...baseline.map(({ id, text, criterionSixMonths }): DossierObjective => {
        const { result = '', status = null, why = '' } = answered.get(id) ?? {};
        return { id, objectiveId: id, text, criterion: criterionSixMonths, result, status, why };
      }),
      ...content.objectives
        .filter(({ objectiveId }) => objectiveId === null || !known.has(objectiveId))
        .flatMap(recalled),
    ],
    budget: byKey(BUDGET_LINES, (line) => ({ ...content.budget[line], granted: granted.get(line) ?? null })),
  };
}

/** An objective that no decision holds the product to any more stays when something was answered to it. */
function recalled(one: DossierObjective): readonly DossierObjective[] {
  if (one.objectiveId === null) return [one];
  return one.result === '' && one.status === null && one.why === '' ? [] : [{ ...one, objectiveId: null }];
}

/**
 * What a new dossier starts from: what stays true from one half-year to the next. Today's measures become the previous ones,
 * the targets those that today's measures are held to, and what was promised is to be answered for anew.
 */
export function startingFrom(last: DossierContent | undefined): DossierContent {
  if (!last) return BLANK_DOSSIER;
  return {
    ...BLANK_DOSSIER,
    problem: last.problem,
    users: last.users,
    demonstrationUrl: last.demonstrationUrl,
    indicators: last.indicators.map((one) => ({
      ...one,
      previous: one.value ?? one.previous,
      previousTarget: one.target,
      value: null,
      target: null,
    })),
    northStar: last.northStar,
    unitCost: { ...last.unitCost, units: null },
    hypothesesThen: hypothesesOf(last),
    trajectory: last.trajectory,
    team: last.team,
    standards: byKey(STANDARDS, (one) => ({ sixMonthsAgo: last.standards[one].today, today: '', inSixMonths: '' })),
  };
}

const ITEM = /^(?:[-–—•*]|\d{1,2}[.)])\s+/u;

/** Each line is one hypothesis, whatever mark it begins with. */
function hypothesesOf({ hypotheses }: DossierContent): readonly Hypothesis[] {
  return hypotheses
    .split('\n')
    .map((line) => line.trim().replace(ITEM, ''))
    .filter((line) => line !== '')
    .slice(0, MOST_HYPOTHESES)
    .map((text, index) => ({ id: `hypothese-${index + 1}`, text, outcome: null, learned: '' }));
}
