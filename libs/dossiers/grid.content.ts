import { z } from 'zod';

import { byKey } from './dossier.content.js';

/**
 * The sponsor's grid (domain, « The dossier »): ten questions marked out of five, in three blocks. It informs the committee, and
 * decides nothing.
 */
export const GRID = {
  results: {
    title: 'Les résultats des six derniers mois',
    questions: {
      positioning: 'Le produit est bien positionné\u00A0: il répond au problème, et à lui seul.',
      usefulness: 'Il est utilisable, utilisé et utile.',
      objectives: 'Les objectifs fixés la dernière fois sont atteints.',
      cost: 'Le coût par impact est connu, et satisfaisant.',
    },
  },
  next: {
    title: 'Les six prochains mois',
    questions: {
      relevance: 'Les objectifs proposés sont pertinents.',
      projection: 'Le coût par impact attendu est raisonnable.',
      priorities: 'Les priorités servent ces objectifs.',
    },
  },
  needs: {
    title: 'Les besoins',
    questions: {
      resources: 'Les moyens demandés sont cohérents avec ce qui est visé.',
      guidance: 'L’équipe se guide par l’impact.',
      agility: 'L’équipe est agile, et au complet.',
    },
  },
} as const;

export const GRID_BLOCKS = ['results', 'next', 'needs'] as const;
export type GridBlock = (typeof GRID_BLOCKS)[number];

export const GRID_QUESTIONS = [
  'positioning',
  'usefulness',
  'objectives',
  'cost',
  'relevance',
  'projection',
  'priorities',
  'resources',
  'guidance',
  'agility',
] as const;
export type GridQuestion = (typeof GRID_QUESTIONS)[number];

export const MARKS = [1, 2, 3, 4, 5] as const;

/** Characters of a comment or a question: a page. */
export const LONGEST_REMARK = 4_000;

/** As typed, without what a database cannot keep. */
export const remark = z
  .string()
  .transform((typed) =>
    typed
      .replaceAll(/\r\n?/gu, '\n')
      .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
      .replaceAll(/\p{Cs}/gu, '\uFFFD')
      .trim(),
  )
  .pipe(z.string().max(LONGEST_REMARK, 'Ce texte est trop long\u00A0: 4\u202F000 caractères au plus.'));

const mark = z.union(MARKS.map((one) => z.literal(one))).nullable();

/** A question without a mark is one that its reader cannot tell. */
export const gridContent = z
  .strictObject({
    marks: z.record(z.enum(GRID_QUESTIONS), mark).readonly(),
    comments: z.record(z.enum(GRID_BLOCKS), remark).readonly(),
  })
  .readonly();

export type GridContent = z.infer<typeof gridContent>;

export const BLANK_GRID: GridContent = {
  marks: byKey(GRID_QUESTIONS, () => null),
  comments: byKey(GRID_BLOCKS, () => ''),
};

export const questionsOf = (block: GridBlock): readonly (readonly [GridQuestion, string])[] =>
  Object.entries(GRID[block].questions) as (readonly [GridQuestion, string])[];

/** Mean of the marks given in a block, over all the grids; null when nobody marked it. */
export function blockMean(grids: readonly Pick<GridContent, 'marks'>[], block: GridBlock): number | null {
  const marks = grids.flatMap((grid) =>
    questionsOf(block).flatMap(([question]) => {
      const given = grid.marks[question];
      return given === null ? [] : [given];
    }),
  );
  return marks.length === 0 ? null : marks.reduce<number>((sum, one) => sum + one, 0) / marks.length;
}
