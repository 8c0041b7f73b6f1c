import { BUDGET_LINES } from '#libs/decisions/index.js';
import {
  byKey,
  type DossierContent,
  HYPOTHESIS_OUTCOMES,
  INDICATOR_KINDS,
  MATRIX_CELLS,
  OBJECTIVE_STATUSES,
  PRIORITY_RANKS,
  PROPOSALS,
  STANDARDS,
  TRAJECTORIES,
} from '#libs/dossiers/index.js';
import { type Cents, formatEuros, parseEuros } from '#libs/kernel/index.js';

import type { DossierForm } from './dossier-form.values.js';
import { dossierStrings as say } from './dossier.strings.js';
import { parseFigure, typedFigure } from './figures.js';

/** The form of what was saved. */
export function formOf(content: DossierContent): DossierForm {
  return {
    ...content,
    priorities: { ...content.priorities },
    hypothesesThen: content.hypothesesThen.map(({ id = '', outcome, ...one }) => ({
      ...one,
      id,
      outcome: outcome ?? '',
    })),
    trajectory: { plan: content.trajectory.plan, choice: content.trajectory.choice ?? '' },
    objectives: content.objectives.map(({ id = '', ...one }) => ({
      ...one,
      id,
      objectiveId: one.objectiveId ?? '',
      status: one.status ?? '',
    })),
    indicators: content.indicators.map(({ id = '', ...one }) => ({
      ...one,
      id,
      kind: one.kind ?? '',
      cell: one.cell ?? '',
      previous: typedFigure(one.previous),
      previousTarget: typedFigure(one.previousTarget),
      value: typedFigure(one.value),
      target: typedFigure(one.target),
    })),
    unitCost: { unit: content.unitCost.unit, units: typedFigure(content.unitCost.units) },
    nextObjectives: content.nextObjectives.map(({ id = '', ...one }) => ({ ...one, id })),
    budget: byKey(BUDGET_LINES, (line) => {
      const { requested, spent } = content.budget[line];
      return { requested: typedEuros(requested), spent: typedEuros(spent) };
    }),
    team: content.team.map(({ id = '', ...one }) => ({
      ...one,
      id,
      people: typedFigure(one.people),
      daysPerWeek: typedFigure(one.daysPerWeek),
    })),
    support: content.support.map(({ id = '', ...one }) => ({ ...one, id })),
    blockers: content.blockers.map(({ id = '', ...one }) => ({ ...one, id })),
    standards: { ...content.standards },
  };
}

const typedEuros = (cents: Cents | null): string => (cents === null ? '' : formatEuros(cents).replace(/\u00A0€$/u, ''));

/** What a compacted form says, and French messages by field for what cannot be read in it. */
export function readDossier(form: DossierForm): {
  readonly content: DossierContent;
  readonly fields: Readonly<Record<string, string>>;
} {
  const fields: Record<string, string> = {};
  const read = (typed: string, field: string, parse: (typed: string) => number | undefined, message: string) => {
    if (typed === '') return null;
    const value = parse(typed);
    if (value === undefined) fields[field] = message;
    return value ?? null;
  };
  const figure = (typed: string, field: string) => read(typed, field, parseFigure, say.figure);
  const euros = (typed: string, field: string) => read(typed, field, parseEuros, say.money);
  const content: DossierContent = {
    ...form,
    proposal: oneOf(PROPOSALS, form.proposal) ?? 'continue',
    priorities: byKey(PRIORITY_RANKS, (rank) => form.priorities[rank] ?? { text: '', change: '' }),
    hypothesesThen: form.hypothesesThen.map((one) => ({ ...one, outcome: oneOf(HYPOTHESIS_OUTCOMES, one.outcome) })),
    trajectory: { plan: form.trajectory.plan, choice: oneOf(TRAJECTORIES, form.trajectory.choice) },
    objectives: form.objectives.map((one) => ({
      ...one,
      objectiveId: one.objectiveId || null,
      status: oneOf(OBJECTIVE_STATUSES, one.status),
    })),
    indicators: form.indicators.map((one, index) => ({
      ...one,
      kind: oneOf(INDICATOR_KINDS, one.kind),
      cell: oneOf(MATRIX_CELLS, one.cell),
      previous: figure(one.previous, `indicators.${index}.previous`),
      previousTarget: figure(one.previousTarget, `indicators.${index}.previousTarget`),
      value: figure(one.value, `indicators.${index}.value`),
      target: figure(one.target, `indicators.${index}.target`),
    })),
    unitCost: { unit: form.unitCost.unit, units: figure(form.unitCost.units, 'unitCost.units') },
    budget: byKey(BUDGET_LINES, (line) => ({
      requested: euros(form.budget[line]?.requested ?? '', `budget.${line}.requested`),
      granted: null,
      spent: euros(form.budget[line]?.spent ?? '', `budget.${line}.spent`),
    })),
    team: form.team.map((one, index) => ({
      ...one,
      people: figure(one.people, `team.${index}.people`),
      daysPerWeek: figure(one.daysPerWeek, `team.${index}.daysPerWeek`),
    })),
    standards: byKey(STANDARDS, (one) => form.standards[one] ?? { sixMonthsAgo: '', today: '', inSixMonths: '' }),
  };
  return { content, fields };
}

const oneOf = <T extends string>(values: readonly T[], typed: string): T | null =>
  values.find((value) => value === typed) ?? null;
