import { z } from 'zod';

import { BUDGET_LINES } from '#libs/decisions/index.js';

/** What an indicator measures (domain, « The dossier »): what the team does, what people do with it, what changes. */
export const INDICATOR_KINDS = ['effort', 'use', 'impact'] as const;

/** What became of an objective, as the team says; the committee judges it afterwards. */
export const OBJECTIVE_STATUSES = ['reached', 'partly', 'not-reached'] as const;

/** What the team itself proposes. */
export const PROPOSALS = ['continue', 'pivot', 'stop'] as const;

/** Where a measure stands in the impact matrix (domain, « The dossier »). */
export const MATRIX_CELLS = ['usable', 'used', 'useful', 'impactful', 'efficient'] as const;

/** What became of a hypothesis that the last dossier wanted to verify. */
export const HYPOTHESIS_OUTCOMES = ['confirmed', 'refuted', 'open'] as const;

/** Three at most (domain, « The dossier »): there is no fourth place. */
export const PRIORITY_RANKS = ['first', 'second', 'third'] as const;

/** What a product becomes after incubation (domain, « Lifecycle »). */
export const TRAJECTORIES = ['incubator', 'host-team', 'digital-directorate', 'legal-structure'] as const;

/** The standards of a product, each looked at six months ago, today and in six months. */
export const STANDARDS = ['impact-page', 'autonomy', 'transparency', 'good-practice'] as const;

/** Characters of one answer: four pages. */
const LONGEST = 12_000;
/** Rows of one table: more than any committee reads. */
const MOST_ROWS = 40;

/** As typed, without what PostgreSQL cannot keep (NUL, half characters) nor browsers' line ends. */
const sound = (typed: string): string =>
  typed
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .trim();

const text = z
  .string()
  .transform(sound)
  .pipe(z.string().max(LONGEST, 'Ce texte est trop long\u00A0: 12\u202F000 caractères au plus.'));

/** One value for each of some keys, in their order. */
export const byKey = <K extends string, V>(keys: readonly K[], valueOf: (key: K) => V): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<K, V>;

const figure = z.number().nullable();
const cents = z.int().nonnegative().nullable();

/** Tells a row from the others of its list, whatever is written in it, so that two editors' rows can be merged. */
const rowId = z
  .string()
  .regex(/^[\w-]{1,64}$/u)
  .optional()
  .catch(undefined);

const list = <T extends z.ZodType<{ readonly id?: string | undefined }>>(row: T) =>
  z
    .array(row)
    .max(MOST_ROWS, `${MOST_ROWS} lignes suffisent\u00A0: gardez les plus importantes.`)
    .transform(identified)
    .readonly();

/** Rows kept before they were told apart are named by their place, always the same. */
function identified<T extends { readonly id?: string | undefined }>(rows: readonly T[]): T[] {
  const taken = new Set<string>();
  return rows.map((row, index) => {
    const asked = row.id ?? `ligne-${index + 1}`;
    const id = taken.has(asked) ? `${asked.slice(0, 50)}-${index + 1}` : asked;
    taken.add(id);
    return { ...row, id };
  });
}

const url = text.refine(
  (address) => address === '' || /^https?:\/\/[^\s/]+\.\S+$/iu.test(address),
  'Saisissez une adresse complète, par exemple https://demo.exemple.fr.',
);

/**
 * Everything a team writes in its dossier, as kept in a `jsonb` column. An answer not given yet is empty text or null.
 * Parsing cleans texts, and is repeatable: what was parsed once parses to itself.
 */
export const dossierContent = z
  .strictObject({
    problem: text,
    users: text,
    demonstrationUrl: url,
    /** In investigation: what it found and what could be gained. Later: use and impact to date. */
    impact: text,
    learnings: text,
    strategy: text,
    priorities: z
      .record(z.enum(PRIORITY_RANKS), z.strictObject({ text, change: text }).readonly())
      .readonly()
      .default(() => byKey(PRIORITY_RANKS, () => ({ text: '', change: '' }))),
    /** To verify in the coming half-year, one a line: the next dossier asks what became of each. */
    hypotheses: text,
    hypothesesThen: list(
      z.strictObject({ id: rowId, text, outcome: z.enum(HYPOTHESIS_OUTCOMES).nullable(), learned: text }).readonly(),
    ).default([]),
    /** Towards sustainability. */
    trajectory: z
      .strictObject({ choice: z.enum(TRAJECTORIES).nullable(), plan: text })
      .readonly()
      .default({ choice: null, plan: '' }),
    proposal: z.enum(PROPOSALS),
    proposalReason: text,
    /** What is kept and changed by a pivot; what a stop leaves to whoever takes over. */
    proposalNext: text.default(''),
    /** Those set last time, then those the team recalls by itself, which have no id. */
    objectives: list(
      z
        .strictObject({
          id: rowId,
          objectiveId: z.uuid().nullable(),
          text,
          criterion: text,
          result: text,
          status: z.enum(OBJECTIVE_STATUSES).nullable(),
          why: text,
        })
        .readonly(),
    ),
    indicators: list(
      z
        .strictObject({
          id: rowId,
          name: text,
          kind: z.enum(INDICATOR_KINDS).nullable(),
          cell: z.enum(MATRIX_CELLS).nullable().default(null),
          unit: text,
          /** What a value covers: « par mois », « depuis l’ouverture ». */
          period: text,
          previous: figure,
          /** What the previous dossier aimed at for today. Contents kept before it was told apart have none. */
          previousTarget: figure.default(null),
          value: figure,
          /** Aimed at in six months. */
          target: figure,
          source: text,
        })
        .readonly(),
    ),
    /** Id of the indicator that the product follows above all others; empty when none. */
    northStar: z.string().max(64).default(''),
    /** What was obtained for the money of the half-year: its cost is computed from what was spent. */
    unitCost: z.strictObject({ unit: text, units: figure }).readonly().default({ unit: '', units: null }),
    nextObjectives: list(
      z.strictObject({ id: rowId, text, criterionThreeMonths: text, criterionSixMonths: text }).readonly(),
    ),
    /** `granted` is what the last envelope gave; nobody types it. */
    budget: z
      .record(z.enum(BUDGET_LINES), z.strictObject({ requested: cents, granted: cents, spent: cents }).readonly())
      .readonly(),
    team: list(z.strictObject({ id: rowId, profile: text, people: figure, daysPerWeek: figure }).readonly()),
    support: list(z.strictObject({ id: rowId, actor: text, need: text, objective: text }).readonly()),
    blockers: list(z.strictObject({ id: rowId, what: text, who: text, expected: text }).readonly()),
    standards: z
      .record(z.enum(STANDARDS), z.strictObject({ sixMonthsAgo: text, today: text, inSixMonths: text }).readonly())
      .readonly(),
  })
  .readonly();

export type DossierContent = z.infer<typeof dossierContent>;
export type DossierObjective = DossierContent['objectives'][number];
export type Indicator = DossierContent['indicators'][number];
export type DossierBudget = DossierContent['budget'];
export type Hypothesis = DossierContent['hypothesesThen'][number];
export type HypothesisOutcome = (typeof HYPOTHESIS_OUTCOMES)[number];
export type MatrixCell = (typeof MATRIX_CELLS)[number];
export type PriorityRank = (typeof PRIORITY_RANKS)[number];
export type Trajectory = (typeof TRAJECTORIES)[number];
export type IndicatorKind = (typeof INDICATOR_KINDS)[number];
export type ObjectiveStatus = (typeof OBJECTIVE_STATUSES)[number];
export type Proposal = (typeof PROPOSALS)[number];
export type Standard = (typeof STANDARDS)[number];

/** A dossier that nothing was written in yet. */
export const BLANK_DOSSIER: DossierContent = dossierContent.parse({
  problem: '',
  users: '',
  demonstrationUrl: '',
  impact: '',
  learnings: '',
  strategy: '',
  hypotheses: '',
  proposal: 'continue',
  proposalReason: '',
  objectives: [],
  indicators: [],
  nextObjectives: [],
  budget: byKey(BUDGET_LINES, () => ({ requested: null, granted: null, spent: null })),
  team: [],
  support: [],
  blockers: [],
  standards: byKey(STANDARDS, () => ({ sixMonthsAgo: '', today: '', inSixMonths: '' })),
});
