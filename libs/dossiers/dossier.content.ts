import { z } from 'zod';

import { BUDGET_LINES } from '#libs/decisions/index.js';

/** What an indicator measures (domain, « The dossier »): what the team does, what people do with it, what changes. */
export const INDICATOR_KINDS = ['effort', 'use', 'impact'] as const;

/** What became of an objective, as the team says; the committee judges it afterwards. */
export const OBJECTIVE_STATUSES = ['reached', 'partly', 'not-reached'] as const;

/** What the team itself proposes. */
export const PROPOSALS = ['continue', 'pivot', 'stop'] as const;

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

const figure = z.number().nullable();
const cents = z.int().nonnegative().nullable();

const list = <T extends z.ZodType>(row: T) =>
  z.array(row).max(MOST_ROWS, `${MOST_ROWS} lignes suffisent\u00A0: gardez les plus importantes.`).readonly();

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
    hypotheses: text,
    proposal: z.enum(PROPOSALS),
    proposalReason: text,
    /** Those set last time, then those the team recalls by itself, which have no id. */
    objectives: list(
      z
        .strictObject({
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
          name: text,
          kind: z.enum(INDICATOR_KINDS).nullable(),
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
    nextObjectives: list(z.strictObject({ text, criterionThreeMonths: text, criterionSixMonths: text }).readonly()),
    /** `granted` is what the last envelope gave; nobody types it. */
    budget: z
      .record(z.enum(BUDGET_LINES), z.strictObject({ requested: cents, granted: cents, spent: cents }).readonly())
      .readonly(),
    team: list(z.strictObject({ profile: text, people: figure, daysPerWeek: figure }).readonly()),
    support: list(z.strictObject({ actor: text, need: text, objective: text }).readonly()),
    blockers: list(z.strictObject({ what: text, who: text, expected: text }).readonly()),
    standards: z
      .record(z.enum(STANDARDS), z.strictObject({ sixMonthsAgo: text, today: text, inSixMonths: text }).readonly())
      .readonly(),
  })
  .readonly();

export type DossierContent = z.infer<typeof dossierContent>;
export type DossierObjective = DossierContent['objectives'][number];
export type Indicator = DossierContent['indicators'][number];
export type DossierBudget = DossierContent['budget'];
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
  budget: Object.fromEntries(BUDGET_LINES.map((line) => [line, { requested: null, granted: null, spent: null }])),
  team: [],
  support: [],
  blockers: [],
  standards: Object.fromEntries(STANDARDS.map((one) => [one, { sixMonthsAgo: '', today: '', inSixMonths: '' }])),
});
