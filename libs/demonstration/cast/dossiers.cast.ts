import type { BudgetLine } from '#libs/decisions/index.js';
import type { DossierContent, DossierObjective, Indicator, IndicatorKind } from '#libs/dossiers/index.js';

const EURO = 100;

type Answer = Pick<DossierObjective, 'status' | 'result' | 'why'>;

/** What the team asks and has spent, in euros by line, on top of what the dossier says was granted. */
function budget(
  { budget: opened }: DossierContent,
  lines: Readonly<Partial<Record<BudgetLine, readonly [requested: number, spent: number]>>>,
): DossierContent['budget'] {
  return {
    ...opened,
    ...Object.fromEntries(
      Object.entries(lines).map(([line, [requested, spent]]) => [
        line,
        { ...opened[line as BudgetLine], requested: requested * EURO, spent: spent * EURO },
      ]),
    ),
  };
}

/** The objectives of last time, each with what became of it. */
const answered = (opened: DossierContent, answers: readonly Answer[]): DossierContent['objectives'] =>
  opened.objectives.map((objective, index) => ({ ...objective, ...answers[index] }));

const recalled = (text: string, criterion: string, result: string): DossierObjective => ({
  objectiveId: null,
  text,
  criterion,
  result,
  status: 'reached',
  why: '',
});

/** Where each kind most often stands in the matrix. */
const CELLS = { impact: 'impactful', use: 'used', effort: null } as const;

/** The first indicator written, as it is named once kept. */
const FIRST = 'ligne-1';

const indicator = (
  kind: IndicatorKind,
  name: string,
  [previous, value, target]: readonly [number | null, number | null, number | null],
  unit: string,
  period: string,
): Indicator => ({
  kind,
  cell: CELLS[kind],
  name,
  previous,
  previousTarget: null,
  value,
  target,
  unit,
  period,
  source: 'Mesuré par le service',
});

/** Held to what the last dossier aimed at, as the team finds it filled in. */
const followed = (opened: DossierContent, indicators: readonly Indicator[]): DossierContent['indicators'] =>
  indicators.map((one) => ({
    ...one,
    previousTarget: opened.indicators.find(({ name }) => name === one.name)?.previousTarget ?? null,
  }));

export const CABOTAGE_INVESTIGATED = (opened: DossierContent): DossierContent => ({
  ...opened,
  problem:
    'Un petit navire de commerce déclare chaque escale quatre fois\u00A0: au port, à la capitainerie, aux affaires maritimes et à la santé. Les mêmes renseignements, sous quatre formes.',
  users:
    'Six cents capitaines de petits navires, et les agents de quarante ports qui ressaisissent leurs déclarations.',
  impact: 'Quarante minutes par escale, cent dix mille escales par an\u00A0: l’équivalent de quarante emplois.',
  learnings:
    'Les capitaines ne demandent pas une application\u00A0: ils demandent qu’on ne leur pose plus la même question.',
  strategy:
    'Deux ports pilotes volontaires, la déclaration unique sur téléphone, et rien d’autre tant que cela ne tient pas.',
  hypotheses: 'Les ports acceptent une déclaration qu’ils n’ont pas dessinée.',
  indicators: [
    indicator('impact', 'Temps passé à déclarer une escale', [null, 40, 5], 'minutes', 'par escale'),
    indicator('effort', 'Capitaines rencontrés', [null, 40, null], 'personnes', 'pendant l’investigation'),
  ],
  nextObjectives: [
    {
      text: 'Ouvrir la déclaration unique dans deux ports pilotes',
      criterionThreeMonths: 'Un port ouvert',
      criterionSixMonths: 'Deux ports ouverts, 120 déclarations réelles par mois',
    },
  ],
  budget: budget(opened, {
    'product-management': [46_000, 0],
    development: [110_000, 0],
    'ux-ui': [32_000, 0],
    licences: [4_000, 0],
  }),
  team: [
    { profile: 'Intrapreneuse', people: 1, daysPerWeek: 3 },
    { profile: 'Coach', people: 1, daysPerWeek: 1.5 },
  ],
});

/** Half written: the committee is in two weeks. */
export const CABOTAGE_BEGUN = (opened: DossierContent): DossierContent => ({
  ...opened,
  objectives: answered(opened, [
    { status: 'partly', result: 'Deux ports ouverts, 84 déclarations réelles le mois dernier.', why: '' },
    { status: 'reached', result: 'Quatre minutes trente pour trois capitaines sur quatre.', why: '' },
  ]),
  impact: 'Sept mille heures de déclaration évitées en année pleine si les deux ports renoncent à leurs formulaires.',
  indicators: opened.indicators.map((one) => (one.kind === 'impact' ? { ...one, value: 4.5, target: 4 } : one)),
});

export const BOUEE_FIRST = (opened: DossierContent): DossierContent => ({
  ...opened,
  problem: 'Les résultats d’analyse des eaux de baignade arrivent quand les baigneurs sont repartis.',
  users: 'Les communes littorales, et les onze millions de personnes qui se baignent chez elles.',
  impact: 'Trois plages pilotes prévenues le lendemain du prélèvement, au lieu de quatre jours après.',
  learnings:
    'Le laboratoire n’est pas le goulet\u00A0: le résultat attend en moyenne un jour dans une boîte de courriel.',
  strategy: 'Transmettre sans passer par une boîte de courriel, et laisser les communes prévenir elles-mêmes.',
  hypotheses:
    'Les laboratoires acceptent de transmettre sans courriel\nLes communes préviennent elles-mêmes leurs baigneurs',
  northStar: FIRST,
  unitCost: { unit: 'plage prévenue à temps', units: 3 },
  objectives: [
    recalled(
      'Mesurer le délai entre le prélèvement et l’alerte',
      'Délai connu pour chaque plage pilote',
      'Délai médian de 26 heures.',
    ),
  ],
  indicators: [
    indicator('impact', 'Délai médian entre le prélèvement et l’alerte', [96, 26, 12], 'heures', 'sur la saison'),
    indicator('use', 'Communes qui envoient leurs alertes', [0, 3, 10], 'communes', 'par mois'),
  ],
  nextObjectives: [
    {
      text: 'Prévenir les baigneurs avant midi le jour du prélèvement',
      criterionThreeMonths: 'Moins de 12 heures sur dix plages',
      criterionSixMonths: 'Moins de 4 heures sur trente plages',
    },
  ],
  budget: budget(opened, {
    'product-management': [52_000, 48_000],
    development: [120_000, 101_000],
    data: [24_000, 19_000],
    deployment: [18_000, 6_000],
  }),
  team: [
    { profile: 'Intrapreneur', people: 1, daysPerWeek: 4 },
    { profile: 'Développement', people: 1, daysPerWeek: 5 },
  ],
});

export const BOUEE_SECOND = (opened: DossierContent): DossierContent => ({
  ...opened,
  objectives: answered(opened, [
    { status: 'reached', result: 'Délai médian de 3 heures 20 sur trente-quatre plages.', why: '' },
    {
      status: 'partly',
      result: 'Dix-neuf communes envoient des alertes, onze chaque mois.',
      why: 'Les petites communes s’inscrivent et n’ont presque jamais d’alerte à envoyer.',
    },
  ]),
  impact: 'Quatorze alertes ont précédé l’arrivée des baigneurs, contre deux la saison passée.',
  learnings: 'Une commune de trois plages n’a pas besoin de nous chaque semaine. Une commune de quinze, si.',
  strategy: 'Les communes de plus de dix plages d’abord, et la convention avec les laboratoires.',
  hypothesesThen: opened.hypothesesThen.map((one, index) => ({
    ...one,
    outcome: index === 0 ? 'confirmed' : 'open',
    learned: index === 0 ? 'Onze laboratoires sur douze l’ont fait en un mois.' : 'Onze sur dix-neuf, pour l’instant.',
  })),
  priorities: {
    first: { text: 'Les communes de plus de dix plages', change: 'Trente communes actives' },
    second: { text: 'La convention avec les laboratoires', change: 'Une transmission qui ne dépend de personne' },
    third: { text: '', change: '' },
  },
  northStar: FIRST,
  unitCost: { unit: 'plage prévenue à temps', units: 34 },
  indicators: followed(opened, [
    indicator('impact', 'Délai médian entre le prélèvement et l’alerte', [26, 3.3, 3], 'heures', 'sur la saison'),
    indicator('use', 'Communes qui envoient leurs alertes', [3, 11, 22], 'communes', 'par mois'),
  ]),
  nextObjectives: [
    {
      text: 'Doubler le nombre de communes actives',
      criterionThreeMonths: 'Quinze communes actives chaque mois',
      criterionSixMonths: 'Trente communes actives chaque mois',
    },
  ],
  budget: budget(opened, {
    'product-management': [52_000, 51_000],
    development: [112_000, 98_000],
    data: [24_000, 16_000],
    deployment: [30_000, 9_500],
  }),
  blockers: [
    {
      what: 'La transmission repose sur la bonne volonté des laboratoires',
      who: 'La direction générale du littoral',
      expected: 'Une convention nationale',
    },
  ],
});

export const QUAI_OUVERT_FIRST = (opened: DossierContent): DossierContent => ({
  ...opened,
  problem:
    'Un plaisancier sur six repart d’un petit port faute de place, souvent pour découvrir que le voisin était vide.',
  users: 'Les plaisanciers de passage, et les capitaineries de deux cent dix petits ports publics.',
  demonstrationUrl: 'https://quai-ouvert.example/demonstration',
  impact: 'Douze mille nuitées réservées, trente et un ports où l’on réserve chaque semaine.',
  learnings: 'Le service n’est adopté que le jour où la capitainerie ferme son cahier.',
  strategy: 'Tous les petits ports de la région, puis mesurer ce que deviennent les bateaux refusés.',
  objectives: [
    recalled('Équiper quarante ports', 'Quarante ports équipés à six mois', 'Quarante-trois ports équipés.'),
  ],
  indicators: [
    indicator('impact', 'Bateaux refusés faute de place', [22, 16, 5], '% des arrivées', 'sur la saison'),
    indicator('use', 'Ports où l’on réserve chaque semaine', [12, 31, 60], 'ports', 'par semaine'),
    indicator('use', 'Nuitées réservées', [3_100, 12_000, 30_000], 'nuitées', 'par semestre'),
  ],
  nextObjectives: [
    {
      text: 'Faire baisser les refus à l’entrée des ports',
      criterionThreeMonths: 'Un bateau sur dix',
      criterionSixMonths: 'Un bateau sur vingt',
    },
    {
      text: 'Ouvrir la réservation dans tous les petits ports de la région',
      criterionThreeMonths: 'Soixante ports',
      criterionSixMonths: 'Quatre-vingts ports',
    },
  ],
  budget: budget(opened, {
    'product-management': [90_000, 78_000],
    development: [230_000, 172_000],
    'ux-ui': [60_000, 55_000],
    deployment: [80_000, 62_000],
    'user-support': [30_000, 21_000],
    licences: [10_000, 8_400],
  }),
  team: [
    { profile: 'Intrapreneuse', people: 1, daysPerWeek: 5 },
    { profile: 'Développement', people: 2, daysPerWeek: 5 },
    { profile: 'Déploiement', people: 1, daysPerWeek: 4 },
  ],
});
