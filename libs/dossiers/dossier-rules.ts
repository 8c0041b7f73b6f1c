import { BUDGET_LINES } from '#libs/decisions/index.js';
import { type Cents, sumCents } from '#libs/kernel/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

import { dossierMessages as say } from './dossier.messages.js';
import {
  type DossierBudget,
  type DossierContent,
  type Indicator,
  PRIORITY_RANKS,
  STANDARDS,
} from './dossier.content.js';

/** The parts of a dossier, in the order in which it is read. */
export const DOSSIER_PARTS = [
  'problem',
  'results',
  'impact',
  'indicators',
  'learnings',
  'hypothesesThen',
  'strategy',
  'nextObjectives',
  'budget',
  'team',
  'standards',
  'trajectory',
  'proposal',
] as const;

export type DossierPart = (typeof DOSSIER_PARTS)[number];

export interface Completeness {
  readonly done: number;
  readonly total: number;
  /** Only the parts that this dossier has to have. */
  readonly parts: readonly { readonly part: DossierPart; readonly isDone: boolean }[];
}

/** How far a dossier is, part by part. It informs: only {@link missingForSubmission} forbids. Pure. */
export function completeness(content: DossierContent, phase: LifecycleState): Completeness {
  const continues = content.proposal !== 'stop';
  const isDone: Readonly<Record<DossierPart, boolean | undefined>> = {
    problem: content.problem !== '' && content.users !== '',
    results:
      content.objectives.length === 0
        ? undefined
        : content.objectives.every(({ result, status }) => result !== '' && status !== null),
    impact: content.impact !== '',
    indicators: content.indicators.some(isMeasured),
    learnings: content.learnings !== '',
    hypothesesThen:
      content.hypothesesThen.length === 0 ? undefined : content.hypothesesThen.every(({ outcome }) => outcome !== null),
    strategy: continues
      ? content.strategy !== '' || PRIORITY_RANKS.some((rank) => content.priorities[rank].text !== '')
      : undefined,
    nextObjectives: continues ? content.nextObjectives.some(({ text }) => text !== '') : undefined,
    budget: continues ? budgetTotals(content.budget).requested > 0 : undefined,
    team: continues ? content.team.some(({ profile }) => profile !== '') : undefined,
    // An investigation has no product yet to hold to standards.
    standards: phase === 'investigation' ? undefined : STANDARDS.every((one) => content.standards[one].today !== ''),
    trajectory: leadsToSustainability(phase) && continues ? content.trajectory.choice !== null : undefined,
    proposal: content.proposal === 'continue' ? undefined : content.proposalReason !== '',
  };
  const parts = DOSSIER_PARTS.flatMap((part) => {
    const done = isDone[part];
    return done === undefined ? [] : [{ part, isDone: done }];
  });
  return { parts, done: parts.filter((one) => one.isDone).length, total: parts.length };
}

/** A product that grows, or prepares to leave: it says what it is to become (domain, « Lifecycle »). */
export const leadsToSustainability = (phase: LifecycleState): boolean =>
  phase === 'acceleration' || phase.startsWith('sustainability.');

const isMeasured = ({ name, kind, value }: Indicator): boolean => name !== '' && kind !== null && value !== null;

/**
 * True for a dossier that measures something, and no impact: the committee steers by impact, and neither effort nor use
 * shows that a problem shrinks (domain, « The dossier »). A gentle warning, which forbids nothing.
 */
export function isVain({ indicators }: DossierContent): boolean {
  return indicators.length > 0 && !indicators.some(({ kind }) => kind === 'impact');
}

export interface BudgetTotals {
  readonly requested: Cents;
  readonly granted: Cents;
  readonly spent: Cents;
}

/** Exact sums of a budget; a line without an amount counts for nothing. */
export function budgetTotals(budget: DossierBudget): BudgetTotals {
  const sum = (member: keyof BudgetTotals) => sumCents(BUDGET_LINES.map((line) => budget[line][member] ?? 0));
  return { requested: sum('requested'), granted: sum('granted'), spent: sum('spent') };
}

/**
 * What one unit of what was obtained has cost, in cents: all that was spent, divided. Null when either is not known. It should
 * fall from one committee to the next (domain, « The dossier »).
 */
export function costPerUnit({ budget, unitCost }: Pick<DossierContent, 'budget' | 'unitCost'>): Cents | null {
  const { spent } = budgetTotals(budget);
  const { units } = unitCost;
  if (units === null || units <= 0 || spent === 0) return null;
  const cents = Math.round(spent / units);
  return Number.isSafeInteger(cents) ? cents : null;
}

/**
 * What a committee cannot do without, as French messages by field: what became of each objective, one indicator, a budget
 * and one objective for what follows. A team that proposes to stop asks for neither of the last two. Empty when it may go.
 */
export function missingForSubmission(content: DossierContent): Readonly<Record<string, string>> {
  const lacks: (readonly [boolean, string, string])[] = [
    ...content.objectives.flatMap(({ text, result, status }, index) => [
      [text === '', `objectives.${index}.text`, say.objectiveText] as const,
      [status === null, `objectives.${index}.status`, say.objectiveStatus(index + 1)] as const,
      [result === '', `objectives.${index}.result`, say.objectiveResult(index + 1)] as const,
    ]),
    [content.indicators.length === 0, 'indicators.0.name', say.indicators],
    ...content.indicators.flatMap(({ name, kind, value }, index) => [
      [name === '', `indicators.${index}.name`, say.indicatorName(index + 1)] as const,
      [kind === null, `indicators.${index}.kind`, say.indicatorKind(index + 1)] as const,
      [value === null, `indicators.${index}.value`, say.indicatorValue(index + 1)] as const,
    ]),
    [
      content.proposal !== 'continue' && content.proposalReason === '',
      'proposalReason',
      say.proposalReason(content.proposal),
    ],
    ...(content.proposal === 'stop' ? [] : lacksForTheNext(content)),
  ];
  return Object.fromEntries(lacks.flatMap(([lacking, field, message]) => (lacking ? [[field, message]] : [])));
}

function lacksForTheNext({ nextObjectives, budget }: DossierContent): readonly (readonly [boolean, string, string])[] {
  return [
    [nextObjectives.length === 0, 'nextObjectives.0.text', say.nextObjectives],
    ...nextObjectives.flatMap(({ text, criterionSixMonths }, index) => [
      [text === '', `nextObjectives.${index}.text`, say.nextObjectiveText(index + 1)] as const,
      [criterionSixMonths === '', `nextObjectives.${index}.criterionSixMonths`, say.criterion(index + 1)] as const,
    ]),
    [budgetTotals(budget).requested === 0, `budget.${BUDGET_LINES[0]}.requested`, say.budget],
  ];
}
