import { addDays, addMonths, type CalendarDate, sumCents } from '#libs/kernel/index.js';
import { type LifecycleState, type MeansDecision, type PhaseDecision, PHASE_MOVES } from '#workflows/contract/index.js';

import { decisionMessages as say } from './decision.messages.js';
import { type DecisionDraft, isStop } from './decision.js';
import { decisionWarningsOf } from './decision-warnings.js';
import type { Envelope } from './envelopes.reader.js';
import type { Objective } from './objectives.reader.js';

/** What is known of the product on the day it is decided on. */
export interface DecisionFacts {
  readonly phaseBefore: LifecycleState;
  /** The day of the sitting. */
  readonly heldOn: CalendarDate;
  readonly baseline: readonly Objective[];
  readonly currentEnvelope: Envelope | null;
}

/** Something that forbids to record a decision, tied to a field of it: `phase`, `amounts.data`, `blockers.1.who`. */
export interface DecisionIssue {
  readonly code: 'PHASE_NOT_POSSIBLE' | 'DECISION_INCOHERENT';
  readonly field: string;
  /** French, a complete sentence. */
  readonly message: string;
}

export interface CheckedDecision {
  /** Empty when the decision may be recorded. */
  readonly issues: readonly DecisionIssue[];
  /** French sentences: what deserves a second look, and forbids nothing. */
  readonly warnings: readonly string[];
}

/** Phases that go with each decision on the means; a pivot happens within a phase (domain, « Lifecycle »). */
const PHASES_OF_MEANS: Readonly<Partial<Record<MeansDecision, (phase: PhaseDecision) => boolean>>> = {
  provisional: (phase) => phase === 'stay' || phase === 'safeguard',
  pivot: (phase) => phase === 'stay',
  maintenance: (phase) => phase === 'stay' || phase === 'safeguard' || phase.startsWith('sustainability.'),
};

const SAFEGUARD_MEANS: ReadonlySet<MeansDecision> = new Set(['less', 'provisional', 'maintenance']);

/** Months that an envelope may cover at most: appropriations are yearly. */
const LONGEST_MONTHS = 12;

/** Whether a decision holds together and is possible for the product, and what is odd in it. Pure. */
export function checkDecision(draft: DecisionDraft, facts: DecisionFacts): CheckedDecision {
  return {
    // In the order of the form.
    issues: [
      ...when(draft.summary === '', 'summary', say.summary),
      ...objectiveIssues(draft, facts),
      ...phaseIssues(draft, facts),
      ...periodIssues(draft, facts),
      ...moneyIssues(draft),
      ...blockerIssues(draft, facts),
      ...nextIssues(draft),
    ],
    warnings: decisionWarningsOf(draft, facts),
  };
}

function issue(field: string, message: string): DecisionIssue {
  return { code: 'DECISION_INCOHERENT', field, message };
}

function when(wrong: boolean, field: string, message: string): readonly DecisionIssue[] {
  return wrong ? [issue(field, message)] : [];
}

function phaseIssues(draft: DecisionDraft, { phaseBefore }: DecisionFacts): readonly DecisionIssue[] {
  const { means, phase } = draft;
  if (!PHASE_MOVES[phaseBefore].includes(phase))
    return [{ code: 'PHASE_NOT_POSSIBLE', field: 'phase', message: say.phaseNotPossible(phaseBefore, phase) }];
  const stops = isStop(phase);
  if (means === 'stop' && !stops) return [issue('phase', say.stopNeedsPhase)];
  if (means !== 'stop' && stops) return [issue('means', say.stopNeedsMeans)];
  const goesWith = PHASES_OF_MEANS[means];
  const wrong = { provisional: say.provisionalPhase, pivot: say.pivotPhase, maintenance: say.maintenancePhase };
  return [
    ...when(stops && draft.stopReason === null, 'stopReason', say.stopNeedsReason),
    ...(goesWith && !goesWith(phase) ? [issue('phase', wrong[means as keyof typeof wrong])] : []),
    ...when(phase === 'safeguard' && !SAFEGUARD_MEANS.has(means), 'means', say.safeguardMeans),
    ...when(means === 'provisional' && draft.evidenceAwaited === null, 'evidenceAwaited', say.provisionalEvidence),
  ];
}

function moneyIssues({ means, amounts, funders }: DecisionDraft): readonly DecisionIssue[] {
  const total = sumCents(amounts.map((amount) => amount.cents));
  const brought = sumCents(funders.map((funder) => funder.cents));
  const invalid = [
    ...amounts.flatMap(({ line, cents }) => when(!isAmount(cents), `amounts.${line}`, say.amountInvalid)),
    ...funders.flatMap(({ cents }, index) => when(!isAmount(cents), `funders.${index}.cents`, say.amountInvalid)),
  ];
  if (invalid.length > 0) return invalid;
  const lines = new Set(amounts.map((amount) => amount.line));
  return [
    ...when(lines.size < amounts.length, 'amounts', say.amountTwice),
    ...when(total === 0 && means !== 'stop' && means !== 'maintenance', 'amounts', say.nothingGranted),
    ...funders.flatMap(({ name }, index) => when(name === '', `funders.${index}.name`, say.funderName)),
    ...when(funders.length > 0 && brought !== total, 'funders', say.fundersDiffer(brought, total)),
  ];
}

const isAmount = (cents: number): boolean => Number.isSafeInteger(cents) && cents >= 0;

function periodIssues({ means, amounts, period }: DecisionDraft, { heldOn }: DecisionFacts): readonly DecisionIssue[] {
  if (period === null)
    return when(
      sumCents(amounts.map((amount) => amount.cents)) > 0 || means === 'provisional',
      'opensOn',
      say.periodMissing,
    );
  const { opensOn, closesOn } = period;
  if (closesOn <= opensOn) return [issue('closesOn', say.periodBackwards)];
  const [shortest, longest] = [addDays(addMonths(opensOn, 1), -1), addMonths(opensOn, 2)];
  return [
    ...when(opensOn < heldOn, 'opensOn', say.periodBeforeSitting),
    ...(means === 'provisional'
      ? when(closesOn < shortest || closesOn > longest, 'closesOn', say.provisionalPeriod(shortest, longest))
      : when(closesOn >= addMonths(opensOn, LONGEST_MONTHS), 'closesOn', say.periodTooLong)),
  ];
}

/** Every objective of the baseline is judged, once; others may be recalled after them. */
function objectiveIssues({ objectives }: DecisionDraft, { baseline }: DecisionFacts): readonly DecisionIssue[] {
  const judged = objectives.flatMap(({ objectiveId }) => objectiveId ?? []);
  const placeOf = new Map(baseline.map((objective, index) => [objective.id, index]));
  const isUnknown = (id: string) => !placeOf.has(id) || judged.indexOf(id) !== judged.lastIndexOf(id);
  return [
    ...baseline.flatMap(({ id }, index) =>
      when(!judged.includes(id), `objectives.${index}.outcome`, say.outcomeMissing),
    ),
    ...objectives.flatMap(({ objectiveId, text, outcome, result, note }, index) => {
      // Fields follow the order of the baseline, whatever is judged already.
      const field = `objectives.${placeOf.get(objectiveId ?? '') ?? index}`;
      return [
        ...when(objectiveId !== null && isUnknown(objectiveId), `${field}.outcome`, say.objectiveUnknown),
        ...when(text === '', `${field}.text`, say.objectiveText),
        ...when(result === '', `${field}.result`, say.objectiveResult),
        ...when(outcome === 'modified' && note === null, `${field}.note`, say.objectiveModified),
      ];
    }),
  ];
}

function nextIssues({ phase, nextObjectives }: DecisionDraft): readonly DecisionIssue[] {
  return [
    ...when(nextObjectives.length === 0 && !isStop(phase), 'nextObjectives.0.text', say.nextObjectives),
    ...nextObjectives.flatMap(({ text, criterionSixMonths }, index) => [
      ...when(text === '', `nextObjectives.${index}.text`, say.nextObjectiveText),
      ...when(criterionSixMonths === '', `nextObjectives.${index}.criterionSixMonths`, say.nextObjectiveCriterion),
    ]),
  ];
}

function blockerIssues({ blockers }: DecisionDraft, { heldOn }: DecisionFacts): readonly DecisionIssue[] {
  return blockers.flatMap(({ what, who, by }, index) => [
    ...when(what === '', `blockers.${index}.what`, say.blockerWhat),
    ...when(who === '', `blockers.${index}.who`, say.blockerWho),
    ...when(by < heldOn, `blockers.${index}.by`, say.blockerBy),
  ]);
}
