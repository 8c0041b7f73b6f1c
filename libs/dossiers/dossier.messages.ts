import type { Proposal } from './dossier.content.js';

/** What is said of a dossier that cannot be handed in yet. Complete French sentences; numbers count from 1. */
export const dossierMessages = {
  objectiveText: 'Rappelez l’objectif en quelques mots.',
  objectiveStatus: (number: number): string => `Objectif ${number}\u00A0: dites s’il est atteint.`,
  objectiveResult: (number: number): string => `Objectif ${number}\u00A0: dites où vous en êtes aujourd’hui.`,
  indicators: 'Donnez au moins un indicateur, avec sa nature et sa valeur.',
  indicatorName: (number: number): string => `Indicateur ${number}\u00A0: dites ce qu’il mesure.`,
  indicatorKind: (number: number): string =>
    `Indicateur ${number}\u00A0: dites s’il mesure un effort, un usage ou un impact.`,
  indicatorValue: (number: number): string => `Indicateur ${number}\u00A0: donnez sa valeur aujourd’hui.`,
  nextObjectives: 'Proposez au moins un objectif pour les six mois à venir.',
  nextObjectiveText: (number: number): string => `Objectif à venir ${number}\u00A0: formulez-le.`,
  criterion: (number: number): string =>
    `Objectif à venir ${number}\u00A0: dites à quoi le succès se verra dans six mois.`,
  budget: 'Indiquez le budget demandé, au moins sur une ligne.',
  proposalReason: (proposal: Proposal): string =>
    proposal === 'stop'
      ? 'Dites pourquoi vous proposez d’arrêter.'
      : 'Dites vers quoi vous proposez de pivoter, et pourquoi.',
} as const;
