import { z } from 'zod';

import {
  BUDGET_LINES,
  type Decision,
  type DecisionDraft,
  type DecisionFacts,
  OBJECTIVE_OUTCOMES,
  STOP_REASONS,
} from '#libs/decisions/index.js';
import type { DossierBudget, DossierContent } from '#libs/dossiers/index.js';
import {
  addDays,
  addMonths,
  CADENCE_MONTHS,
  type Cents,
  formatEuros,
  isCalendarDate,
  parseEuros,
} from '#libs/kernel/index.js';
import type { Organisation } from '#libs/portfolio/index.js';
import { MEANS_DECISIONS, PHASE_DECISIONS } from '#workflows/contract/index.js';

import { sittingStrings as say } from './sitting.strings.js';

/** Rows shown at least, and blank rows that « ajouter des lignes » brings. */
const ROWS = 3;
const MORE_ROWS = 2;

/** Rows of one list: more than any committee decides. */
const MOST_ROWS = 50;

/** Without what PostgreSQL cannot keep (NUL, half characters) nor browsers' line ends. */
const sound = (typed: string): string =>
  typed
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .trim();

/** A text as typed and made sound; empty when it was not sent. */
export const text = z.string().transform(sound).catch('');

const rows = <T extends z.ZodType>(row: T) =>
  z
    .array(row)
    .transform((sent) => sent.slice(0, MOST_ROWS))
    .catch([]);

/** The form of a decision, as typed: every field is text, and a field that was not sent is empty. */
export const decisionForm = z.object({
  means: text,
  phase: text,
  stopReason: text,
  opensOn: text,
  closesOn: text,
  evidenceAwaited: text,
  summary: text,
  roadmapOpinion: text,
  objectives: rows(z.object({ objectiveId: text, text, outcome: text, result: text, note: text })),
  amounts: z.record(z.string(), text).catch({}),
  funders: rows(z.object({ organisationId: z.uuid().catch(''), name: text, cents: text })),
  reservations: rows(text),
  blockers: rows(z.object({ what: text, who: text, by: text })),
  nextObjectives: rows(z.object({ text, criterionThreeMonths: text, criterionSixMonths: text })),
});

export type DecisionForm = z.infer<typeof decisionForm>;

/** What may be asked more of. */
export const GROWING = ['reservations', 'blockers', 'nextObjectives', 'funders'] as const;
export type Growing = (typeof GROWING)[number];

/** What a form starts from. `dossier` is what the team submitted; null when it did not. */
export interface FormSources {
  readonly facts: DecisionFacts;
  readonly sponsors: readonly Organisation[];
  readonly dossier: DossierContent | null;
}

/**
 * The form of a product that nothing was decided on yet: its objectives to judge, with the results its team tells, those it
 * proposes, its sponsors to fund, the next half-year. What is granted is never filled in: it is decided.
 */
export function blankForm({ facts, sponsors, dossier }: FormSources): DecisionForm {
  const { baseline, currentEnvelope, heldOn } = facts;
  const told = new Map(dossier?.objectives.map((one) => [one.objectiveId, one.result]));
  const opensOn = currentEnvelope && currentEnvelope.closesOn >= heldOn ? addDays(currentEnvelope.closesOn, 1) : heldOn;
  return padded({
    means: '',
    phase: '',
    stopReason: '',
    opensOn,
    closesOn: addDays(addMonths(opensOn, CADENCE_MONTHS), -1),
    evidenceAwaited: '',
    summary: '',
    roadmapOpinion: '',
    objectives: baseline.map(({ id, text }) => ({
      objectiveId: id,
      text,
      outcome: '',
      result: told.get(id) ?? '',
      note: '',
    })),
    amounts: {},
    funders: sponsors.map(({ id, name }) => ({ organisationId: id, name, cents: '' })),
    reservations: [],
    blockers: [],
    nextObjectives: (dossier?.nextObjectives ?? []).map(({ id: _id, ...one }) => one).filter(isFilled),
  });
}

/** The form of a decision already recorded, to correct it. */
export function formOf(decision: Decision, sources: FormSources): DecisionForm {
  const blank = blankForm(sources);
  const { means, phase, stopReason, period, evidenceAwaited, summary, roadmapOpinion } = decision;
  return padded({
    means,
    phase,
    stopReason: stopReason ?? '',
    opensOn: period?.opensOn ?? blank.opensOn,
    closesOn: period?.closesOn ?? blank.closesOn,
    evidenceAwaited: evidenceAwaited ?? '',
    summary,
    roadmapOpinion: roadmapOpinion ?? '',
    objectives: decision.objectives.map((one) => ({
      ...one,
      objectiveId: one.objectiveId ?? '',
      note: one.note ?? '',
    })),
    amounts: Object.fromEntries(
      decision.amounts.map(({ line, cents }) => [line, cents === 0 ? '' : typedEuros(cents)]),
    ),
    funders: [
      ...blank.funders.filter(
        (row) =>
          row.organisationId !== '' && !decision.funders.some((one) => one.organisationId === row.organisationId),
      ),
      ...decision.funders.map(({ organisationId, name, cents }) => ({
        organisationId: organisationId ?? '',
        name,
        cents: typedEuros(cents),
      })),
    ],
    reservations: [...decision.reservations],
    blockers: decision.blockers.map((blocker) => ({ ...blocker })),
    nextObjectives: decision.nextObjectives.map((one) => ({
      ...one,
      criterionThreeMonths: one.criterionThreeMonths ?? '',
    })),
  });
}

const typedEuros = (cents: Cents): string => formatEuros(cents).replace(/\u00A0€$/u, '');

/** The form without its blank rows, so that rows and what is said of them have the same numbers. */
export function compacted(form: DecisionForm): DecisionForm {
  return {
    ...form,
    objectives: form.objectives.filter((row) => row.objectiveId !== '' || isFilled(row)),
    funders: form.funders.filter((row) => row.organisationId !== '' || isFilled(row)),
    reservations: form.reservations.filter((row) => row !== ''),
    blockers: form.blockers.filter(isFilled),
    nextObjectives: form.nextObjectives.filter(isFilled),
  };
}

const isFilled = (row: Readonly<Record<string, string>>): boolean => Object.values(row).some((value) => value !== '');

/** The form with blank rows to fill: three rows at least, two more where they are asked for. */
export function padded(form: DecisionForm, more?: Growing): DecisionForm {
  const pad = <T>(list: readonly T[], blank: T, name?: Growing, least = ROWS): T[] => [
    ...list,
    ...Array.from(
      { length: Math.max(least - list.length, more !== undefined && more === name ? MORE_ROWS : 0) },
      () => blank,
    ),
  ];
  const isFirst = form.objectives.every((row) => row.objectiveId === '');
  return {
    ...form,
    objectives: isFirst
      ? pad(form.objectives, { objectiveId: '', text: '', outcome: '', result: '', note: '' })
      : form.objectives,
    funders: pad(
      form.funders,
      { organisationId: '', name: '', cents: '' },
      'funders',
      form.funders.filter((row) => row.organisationId !== '').length + 1,
    ),
    reservations: pad(form.reservations, '', 'reservations'),
    blockers: pad(form.blockers, { what: '', who: '', by: '' }, 'blockers'),
    nextObjectives: pad(
      form.nextObjectives,
      { text: '', criterionThreeMonths: '', criterionSixMonths: '' },
      'nextObjectives',
    ),
  };
}

/**
 * What a compacted form decides.
 * @param budget what the team asked for by line, when it said so in its dossier.
 * @returns French messages by field for what cannot be read; the draft is undefined when a choice it rests on is missing.
 * Amounts that cannot be read are NaN in it: the rules of decisions say so.
 */
export function readDecision(
  form: DecisionForm,
  budget?: DossierBudget,
): { readonly draft: DecisionDraft | undefined; readonly fields: Readonly<Record<string, string>> } {
  const fields: Record<string, string> = {};
  const means = MEANS_DECISIONS.find((one) => one === form.means);
  const phase = PHASE_DECISIONS.find((one) => one === form.phase);
  if (!means) fields['means'] = say.chooseMeans;
  if (!phase) fields['phase'] = say.choosePhase;
  const objectives = form.objectives.flatMap((row, index) => {
    const outcome = OBJECTIVE_OUTCOMES.find((one) => one === row.outcome);
    if (!outcome) fields[`objectives.${index}.outcome`] = say.chooseOutcome;
    return outcome ? [{ ...row, outcome, objectiveId: row.objectiveId || null, note: row.note || null }] : [];
  });
  const amounts = BUDGET_LINES.flatMap((line) => {
    const [cents, requestedCents] = [centsOf(form.amounts[line]), budget?.[line].requested ?? null];
    // A line asked for and not granted is part of the decision.
    return cents === 0 && !requestedCents ? [] : [{ line, cents, requestedCents }];
  });
  const isFunded = form.funders.some((row) => row.cents !== '');
  const needsPeriod = amounts.some((amount) => amount.cents !== 0) || means === 'provisional';
  for (const name of ['opensOn', 'closesOn'] as const)
    if (needsPeriod && !isCalendarDate(form[name])) fields[name] = say.dateInvalid;
  for (const [index, { by }] of form.blockers.entries())
    if (!isCalendarDate(by)) fields[`blockers.${index}.by`] = say.blockerDate;
  if (!means || !phase) return { draft: undefined, fields };
  const draft: DecisionDraft = {
    means,
    phase,
    stopReason: STOP_REASONS.find((one) => one === form.stopReason) ?? null,
    period:
      isCalendarDate(form.opensOn) && isCalendarDate(form.closesOn)
        ? { opensOn: form.opensOn, closesOn: form.closesOn }
        : null,
    evidenceAwaited: form.evidenceAwaited || null,
    objectives,
    amounts,
    funders: isFunded
      ? form.funders.flatMap(({ organisationId, name, cents }) =>
          cents === '' && organisationId !== ''
            ? []
            : [{ organisationId: organisationId || null, name, cents: centsOf(cents) }],
        )
      : [],
    reservations: form.reservations,
    blockers: form.blockers,
    nextObjectives: form.nextObjectives.map((row) => ({
      ...row,
      criterionThreeMonths: row.criterionThreeMonths || null,
    })),
    roadmapOpinion: form.roadmapOpinion || null,
    summary: form.summary,
  };
  return { draft, fields };
}

const centsOf = (typed = ''): Cents => (typed === '' ? 0 : (parseEuros(typed) ?? Number.NaN));
