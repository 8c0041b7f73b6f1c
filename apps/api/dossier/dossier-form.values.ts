import { z } from 'zod';

import { newId } from '#libs/kernel/index.js';

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
  priorities: z.record(z.string(), z.object({ text, change: text })).catch({}),
  hypotheses: text,
  hypothesesThen: rows(z.object({ id: text, text, outcome: text, learned: text })),
  trajectory: z.object({ choice: text, plan: text }).catch({ choice: '', plan: '' }),
  proposal: text,
  proposalReason: text,
  proposalNext: text,
  objectives: rows(
    z.object({ id: text, objectiveId: text, text, criterion: text, result: text, status: text, why: text }),
  ),
  indicators: rows(
    z.object({
      id: text,
      name: text,
      kind: text,
      cell: text,
      unit: text,
      period: text,
      previous: text,
      previousTarget: text,
      value: text,
      target: text,
      source: text,
    }),
  ),
  northStar: text,
  unitCost: z.object({ unit: text, units: text }).catch({ unit: '', units: '' }),
  nextObjectives: rows(z.object({ id: text, text, criterionThreeMonths: text, criterionSixMonths: text })),
  budget: z.record(z.string(), z.object({ requested: text, spent: text })).catch({}),
  team: rows(z.object({ id: text, profile: text, people: text, daysPerWeek: text })),
  support: rows(z.object({ id: text, actor: text, need: text, objective: text })),
  blockers: rows(z.object({ id: text, what: text, who: text, expected: text })),
  standards: z.record(z.string(), z.object({ sixMonthsAgo: text, today: text, inSixMonths: text })).catch({}),
});

export type DossierForm = z.infer<typeof dossierForm>;

/** The lists that a dossier may have more rows of, each with the field its new row begins with. */
export const GROWING = {
  objectives: 'text',
  indicators: 'name',
  hypothesesThen: 'text',
  nextObjectives: 'text',
  team: 'profile',
  support: 'actor',
  blockers: 'what',
} as const;

export type Growing = keyof typeof GROWING;

export const isGrowing = (name: unknown): name is Growing => typeof name === 'string' && Object.hasOwn(GROWING, name);

const LISTS = Object.keys(GROWING) as readonly Growing[];

const BLANK_ROWS = {
  objectives: { objectiveId: '', text: '', criterion: '', result: '', status: '', why: '' },
  indicators: {
    name: '',
    kind: '',
    cell: '',
    unit: '',
    period: '',
    previous: '',
    previousTarget: '',
    value: '',
    target: '',
    source: '',
  },
  hypothesesThen: { text: '', outcome: '', learned: '' },
  nextObjectives: { text: '', criterionThreeMonths: '', criterionSixMonths: '' },
  team: { profile: '', people: '', daysPerWeek: '' },
  support: { actor: '', need: '', objective: '' },
  blockers: { what: '', who: '', expected: '' },
} as const satisfies { [name in Growing]: Omit<DossierForm[name][number], 'id'> };

/** Rows shown at least: three blockers at most are read (domain, « The dossier »). */
const ROWS: Readonly<Record<Growing, number>> = {
  objectives: 0,
  indicators: 3,
  hypothesesThen: 0,
  nextObjectives: 3,
  team: 3,
  support: 2,
  blockers: 2,
};

/** Blank rows that « ajouter une ligne » brings. */
const MORE_ROWS = 2;

const isFilled = (row: Readonly<Record<string, string>>): boolean =>
  Object.entries(row).some(([name, value]) => name !== 'id' && value !== '');

/** The form with each of its lists made anew. */
function withLists(form: DossierForm, made: <N extends Growing>(name: N) => DossierForm[N]): DossierForm {
  return { ...form, ...Object.fromEntries(LISTS.map((name) => [name, made(name)])) };
}

/** The form without its blank rows, so that rows and what is said of them have the same numbers. */
export function compacted(form: DossierForm): DossierForm {
  return withLists(
    form,
    (name) => (form[name] as Record<string, string>[]).filter(isFilled) as DossierForm[typeof name],
  );
}

/** All the rows that a form held, blank ones too, as `team.<id>`: what it says nothing of was not shown to its author. */
export function shownRows(form: DossierForm): ReadonlySet<string> {
  return new Set(LISTS.flatMap((name) => form[name].map(({ id }) => `${name}.${id}`)));
}

/**
 * The form with blank rows to fill.
 * @param more the list that more rows were asked for.
 */
export function padded(form: DossierForm, more?: Growing): DossierForm {
  // Before its first decision, a product is held to nothing: the team may recall what it had promised.
  const recalling = form.objectives.some(({ objectiveId }) => objectiveId !== '') ? 0 : 2;
  return withLists(form, (name) => {
    const list: readonly DossierForm[typeof name][number][] = form[name];
    const least = name === 'objectives' ? recalling : ROWS[name];
    const missing = Math.max(least - list.length, more === name ? MORE_ROWS : 0);
    const blank = Array.from({ length: missing }, () => ({ id: newId(), ...BLANK_ROWS[name] }));
    return [...list, ...blank] as DossierForm[typeof name];
  });
}
