import { z } from 'zod';

import { BUDGET_LINES, type BudgetLine } from '#libs/decisions/index.js';
import {
  type DossierContent,
  INDICATOR_KINDS,
  OBJECTIVE_STATUSES,
  PROPOSALS,
  type Standard,
  STANDARDS,
} from '#libs/dossiers/index.js';
import { type Cents, formatEuros, parseEuros } from '#libs/kernel/index.js';

import { dossierStrings as say } from './dossier.strings.js';
import { parseFigure, typedFigure } from './figures.js';

const text = z.string().trim().catch('');
const rows = <T extends z.ZodType>(row: T) => z.array(row).catch([]);

/** The form of a dossier, as typed: every field is text, and a field that was not sent is empty. */
export const dossierForm = z.object({
  problem: text,
  users: text,
  demonstrationUrl: text,
  impact: text,
  learnings: text,
  strategy: text,
  hypotheses: text,
  proposal: text,
  proposalReason: text,
  objectives: rows(z.object({ objectiveId: text, text, criterion: text, result: text, status: text, why: text })),
  indicators: rows(
    z.object({
      name: text,
      kind: text,
      unit: text,
      period: text,
      previous: text,
      previousTarget: text,
      value: text,
      target: text,
      source: text,
    }),
  ),
  nextObjectives: rows(z.object({ text, criterionThreeMonths: text, criterionSixMonths: text })),
  budget: z.record(z.string(), z.object({ requested: text, spent: text })).catch({}),
  team: rows(z.object({ profile: text, people: text, daysPerWeek: text })),
  support: rows(z.object({ actor: text, need: text, objective: text })),
  blockers: rows(z.object({ what: text, who: text, expected: text })),
  standards: z.record(z.string(), z.object({ sixMonthsAgo: text, today: text, inSixMonths: text })).catch({}),
});

export type DossierForm = z.infer<typeof dossierForm>;

/** The lists that a dossier may have more rows of, each with the field its new row begins with. */
export const GROWING = {
  objectives: 'text',
  indicators: 'name',
  nextObjectives: 'text',
  team: 'profile',
  support: 'actor',
  blockers: 'what',
} as const;

export type Growing = keyof typeof GROWING;

export const isGrowing = (name: unknown): name is Growing => typeof name === 'string' && Object.hasOwn(GROWING, name);

const BLANK_ROWS = {
  objectives: { objectiveId: '', text: '', criterion: '', result: '', status: '', why: '' },
  indicators: {
    name: '',
    kind: '',
    unit: '',
    period: '',
    previous: '',
    previousTarget: '',
    value: '',
    target: '',
    source: '',
  },
  nextObjectives: { text: '', criterionThreeMonths: '', criterionSixMonths: '' },
  team: { profile: '', people: '', daysPerWeek: '' },
  support: { actor: '', need: '', objective: '' },
  blockers: { what: '', who: '', expected: '' },
} as const satisfies { [name in Growing]: DossierForm[name][number] };

/** Rows shown at least: three priorities, three blockers (domain, « The dossier »). */
const ROWS: Readonly<Record<Growing, number>> = {
  objectives: 0,
  indicators: 3,
  nextObjectives: 3,
  team: 3,
  support: 2,
  blockers: 2,
};

/** Blank rows that « ajouter une ligne » brings. */
const MORE_ROWS = 2;

/** The form of what was saved. */
export function formOf(content: DossierContent): DossierForm {
  return {
    ...content,
    objectives: content.objectives.map((one) => ({
      ...one,
      objectiveId: one.objectiveId ?? '',
      status: one.status ?? '',
    })),
    indicators: content.indicators.map((one) => ({
      ...one,
      kind: one.kind ?? '',
      previous: typedFigure(one.previous),
      previousTarget: typedFigure(one.previousTarget),
      value: typedFigure(one.value),
      target: typedFigure(one.target),
    })),
    nextObjectives: [...content.nextObjectives],
    budget: Object.fromEntries(
      BUDGET_LINES.map((line) => {
        const { requested, spent } = content.budget[line];
        return [line, { requested: typedEuros(requested), spent: typedEuros(spent) }];
      }),
    ),
    team: content.team.map((one) => ({
      ...one,
      people: typedFigure(one.people),
      daysPerWeek: typedFigure(one.daysPerWeek),
    })),
    support: [...content.support],
    blockers: [...content.blockers],
    standards: { ...content.standards },
  };
}

const typedEuros = (cents: Cents | null): string => (cents === null ? '' : formatEuros(cents).replace(/\u00A0€$/u, ''));

const isFilled = (row: Readonly<Record<string, string>>): boolean => Object.values(row).some((value) => value !== '');

/** The form without its blank rows, so that rows and what is said of them have the same numbers. */
export function compacted(form: DossierForm): DossierForm {
  return {
    ...form,
    objectives: form.objectives.filter(isFilled),
    indicators: form.indicators.filter(isFilled),
    nextObjectives: form.nextObjectives.filter(isFilled),
    team: form.team.filter(isFilled),
    support: form.support.filter(isFilled),
    blockers: form.blockers.filter(isFilled),
  };
}

/**
 * The form with blank rows to fill.
 * @param more the list that more rows were asked for.
 */
export function padded(form: DossierForm, more?: Growing): DossierForm {
  const pad = <N extends Growing>(name: N, least = ROWS[name]): DossierForm[N] => {
    const list: readonly DossierForm[N][number][] = form[name];
    const missing = Math.max(least - list.length, more === name ? MORE_ROWS : 0);
    return [...list, ...Array.from({ length: missing }, () => ({ ...BLANK_ROWS[name] }))] as DossierForm[N];
  };
  return {
    ...form,
    // Before its first decision, a product is held to nothing: the team may recall what it had promised.
    objectives: pad('objectives', form.objectives.some(({ objectiveId }) => objectiveId !== '') ? 0 : 2),
    indicators: pad('indicators'),
    nextObjectives: pad('nextObjectives'),
    team: pad('team'),
    support: pad('support'),
    blockers: pad('blockers'),
  };
}

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
    objectives: form.objectives.map((one) => ({
      ...one,
      objectiveId: one.objectiveId || null,
      status: oneOf(OBJECTIVE_STATUSES, one.status),
    })),
    indicators: form.indicators.map((one, index) => ({
      ...one,
      kind: oneOf(INDICATOR_KINDS, one.kind),
      previous: figure(one.previous, `indicators.${index}.previous`),
      previousTarget: figure(one.previousTarget, `indicators.${index}.previousTarget`),
      value: figure(one.value, `indicators.${index}.value`),
      target: figure(one.target, `indicators.${index}.target`),
    })),
    budget: byKey<BudgetLine, DossierContent['budget'][BudgetLine]>(BUDGET_LINES, (line) => ({
      requested: euros(form.budget[line]?.requested ?? '', `budget.${line}.requested`),
      granted: null,
      spent: euros(form.budget[line]?.spent ?? '', `budget.${line}.spent`),
    })),
    team: form.team.map((one, index) => ({
      ...one,
      people: figure(one.people, `team.${index}.people`),
      daysPerWeek: figure(one.daysPerWeek, `team.${index}.daysPerWeek`),
    })),
    standards: byKey<Standard, DossierContent['standards'][Standard]>(
      STANDARDS,
      (one) => form.standards[one] ?? { sixMonthsAgo: '', today: '', inSixMonths: '' },
    ),
  };
  return { content, fields };
}

const byKey = <K extends string, V>(keys: readonly K[], valueOf: (key: K) => V): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<K, V>;

const oneOf = <T extends string>(values: readonly T[], typed: string): T | null =>
  values.find((value) => value === typed) ?? null;
