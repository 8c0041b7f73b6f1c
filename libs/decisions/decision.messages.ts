import { counted, formatEuros, frenchDate, type CalendarDate, type Cents } from '#libs/kernel/index.js';
import {
  LIFECYCLE_LABELS,
  type LifecycleState,
  MEANS_LABELS,
  type MeansDecision,
  type PhaseDecision,
} from '#workflows/contract/index.js';

const quoted = (text: string): string => `«\u00A0${text}\u00A0»`;

/** What is said of a decision that does not hold together. Complete French sentences. */
export const decisionMessages = {
  notOnAgenda: 'Ce produit n’est pas à l’ordre du jour de ce comité.',
  refused: 'La décision n’est pas enregistrée\u00A0: corrigez ce qui est signalé.',
  phaseNotPossible: (from: LifecycleState, to: PhaseDecision): string =>
    to === 'stay'
      ? `Un produit dans la phase ${quoted(LIFECYCLE_LABELS[from])} ne peut pas y être maintenu par un comité.`
      : `De la phase ${quoted(LIFECYCLE_LABELS[from])}, un produit ne peut pas passer à ${quoted(LIFECYCLE_LABELS[to])}.`,
  stopNeedsPhase: 'Un arrêt mène à une phase d’arrêt\u00A0: non concluante, arrêt ou dormance.',
  stopNeedsMeans: `Cette phase est un arrêt\u00A0: choisissez ${quoted(MEANS_LABELS.stop)} pour les moyens.`,
  stopNeedsReason: 'Indiquez le motif de l’arrêt.',
  provisionalPhase: 'Un budget provisoire attend des preuves\u00A0: la phase reste la même, ou devient une sauvegarde.',
  provisionalEvidence: 'Indiquez les preuves attendues avant la fin du budget provisoire.',
  provisionalPeriod: (from: CalendarDate, to: CalendarDate): string =>
    `Un budget provisoire dure d’un à deux mois\u00A0: il se termine entre le ${frenchDate(from)} et le ${frenchDate(to)}.`,
  pivotPhase: 'Un pivot se fait dans la phase présente\u00A0: choisissez le maintien.',
  maintenancePhase: 'La maintenance va avec un maintien, une pérennisation ou une sauvegarde.',
  safeguardMeans: 'Une sauvegarde va avec un budget réduit ou provisoire, ou une mise en maintenance.',
  amountInvalid: 'Le montant n’est pas valide\u00A0: saisissez des euros, par exemple 25\u202F000 ou 25\u202F000,50.',
  amountTwice: 'Chaque ligne de budget ne figure qu’une fois.',
  nothingGranted: 'Aucun montant n’est accordé\u00A0: seuls un arrêt et une mise en maintenance s’en passent.',
  fundersDiffer: (funders: Cents, lines: Cents): string =>
    `Les financeurs apportent ${formatEuros(funders)} et les lignes en accordent ${formatEuros(lines)}\u00A0: les deux totaux doivent être égaux.`,
  funderName: 'Indiquez le nom du financeur.',
  periodMissing: 'Indiquez la période que couvre le montant accordé.',
  periodBeforeSitting: 'L’enveloppe ne peut pas s’ouvrir avant le jour de la séance.',
  periodBackwards: 'La fin de la période vient après son début.',
  periodTooLong: 'Une enveloppe couvre un an au plus.',
  outcomeMissing: 'Indiquez si l’objectif est validé, modifié ou invalidé.',
  objectiveText: 'Rappelez l’objectif en quelques mots.',
  objectiveUnknown: 'Cet objectif n’est plus celui du produit\u00A0: rechargez la page.',
  objectiveResult: 'Dites en quelques mots le résultat constaté.',
  objectiveModified: 'Dites ce que devient l’objectif modifié.',
  nextObjectives: 'Fixez au moins un objectif pour le prochain comité.',
  nextObjectiveText: 'Formulez l’objectif.',
  nextObjectiveCriterion: 'Indiquez à quoi le succès se verra dans six mois.',
  blockerWhat: 'Dites ce qui bloque.',
  blockerWho: 'Indiquez qui lève ce blocage.',
  blockerBy: 'Indiquez pour quand, à partir du jour de la séance.',
  summary: 'Résumez ce qui a été présenté et discuté.',
} as const;

/** What deserves a second look, and does not prevent the decision. Complete French sentences. */
export const decisionWarnings = {
  notLess: (total: Cents, current: Cents): string =>
    `Le budget est dit réduit, et ${formatEuros(total)} n’est pas inférieur à l’enveloppe en cours (${formatEuros(current)}).`,
  notMore: (total: Cents, current: Cents): string =>
    `Le budget est dit plus important, et ${formatEuros(total)} n’est pas supérieur à l’enveloppe en cours (${formatEuros(current)}).`,
  notSame: (total: Cents, current: Cents): string =>
    `Le budget est dit le même, et ${formatEuros(total)} diffère de l’enveloppe en cours (${formatEuros(current)}).`,
  aboveRequest: (total: Cents, requested: Cents): string =>
    `${formatEuros(total)} sont accordés, plus que les ${formatEuros(requested)} demandés.`,
  overYearEnd: (year: string): string =>
    `La période passe la fin de l’année ${year}\u00A0: autorisations et crédits de paiement tombent au 31\u00A0décembre.`,
  overSixMonths: 'La période dépasse six mois, durée qui sépare deux comités.',
  allInvalidated: (means: MeansDecision): string =>
    `Tous les objectifs sont invalidés et les moyens sont ${quoted(MEANS_LABELS[means].toLowerCase())}\u00A0: dites pourquoi dans la synthèse.`,
  manyObjectives: (count: number): string =>
    `${counted(count, 'objectif')} pour un semestre, c’est beaucoup\u00A0: trois priorités suffisent.`,
} as const;
