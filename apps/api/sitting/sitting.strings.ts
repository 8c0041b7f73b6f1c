import { counted } from '#libs/kernel/index.js';
import type { SittingStage, StageMinutes } from '#workflows/committee/index.js';

export const STAGE_LABELS: Readonly<Record<SittingStage, string>> = {
  presentation: 'Présentation',
  questions: 'Questions',
  deliberation: 'Délibération',
};

/** What the facilitator does in each stage, and lets the others do. */
export const STAGE_ADVICE: Readonly<Record<SittingStage, string>> = {
  presentation: 'L’équipe présente ses résultats, puis ses intentions. Les questions se gardent pour la suite.',
  questions: 'Chacun interroge l’équipe. Relevez les présences avant d’ouvrir la délibération.',
  deliberation: 'Le comité délibère, avec ou sans l’équipe, et décide avant de passer au produit suivant.',
};

export const ATTENDANCE_LABELS = {
  present: 'Présent·e',
  represented: 'Représenté·e',
  absent: 'Absent·e',
} as const;

/** The rules of the game that the facilitator says at the start (domain, half-yearly cycle, rule 4). */
export const rulesOfTheGame = ({ presentation, questions, deliberation }: StageMinutes): readonly string[] => [
  `La séance prend au moins ${counted(presentation + questions + deliberation, 'minute')} par produit\u00A0: ${presentation} de présentation, ${questions} de questions, ${deliberation} de délibération.`,
  'La personne qui anime tient le temps et la parole.',
  'La séance ne se lève jamais sans décision\u00A0: sur les objectifs, sur les moyens et sur la phase.',
  'Un refus, une réserve, un budget réduit sont des issues normales.',
  'Le comité donne un avis sur la feuille de route sans jamais imposer de fonctionnalité.',
];

const ordinal = (rank: number): string => (rank === 1 ? '1er' : `${rank}e`);

/** Words of the page « Séance » that stand alone; the rest is in its components. */
export const sittingStrings = {
  funderName: (rank: number) => `Nom du ${ordinal(rank)} cofinanceur`,
  funderAmount: (rank: number) => `Montant du ${ordinal(rank)} cofinanceur`,
  chooseMeans: 'Choisissez ce qui est décidé sur les moyens.',
  choosePhase: 'Choisissez ce qui est décidé sur la phase.',
  chooseOutcome: 'Indiquez si l’objectif est validé, modifié ou invalidé.',
  dateInvalid: 'Saisissez une date, par exemple 30/09/2026.',
  blockerDate: 'Indiquez pour quand ce blocage sera levé.',
  opened: 'La séance est ouverte.',
  teamPlaced: 'La place de l’équipe est notée.',
  productAdjourned: 'Le produit est renvoyé. Son comité sera convoqué à la levée de la séance.',
  sittingAdjourned: 'La séance est ajournée. Les membres reçoivent une nouvelle invitation.',
  screensReady: 'L’adresse des écrans est prête.',
  noteKept: 'La note est enregistrée.',
  attendanceSaved: 'Les présences sont relevées.',
  recorded: 'La décision est enregistrée.',
  recordedWithWarnings: 'La décision est enregistrée. Relisez ce point',
  closed: 'La séance est levée. Les opérations sont prévenues et les relevés s’ouvrent.',
  reopened: 'La délibération est rouverte\u00A0: corrigez la décision, puis enregistrez-la de nouveau.',
} as const;
