import type { DossierPart } from './dossier-rules.js';

const TITLES: Readonly<Record<DossierPart | 'support', string>> = {
  problem: 'Le problème et ses usagers',
  results: 'Les objectifs de la dernière fois',
  impact: 'Usage et impact à ce jour',
  indicators: 'Les indicateurs',
  learnings: 'Les enseignements',
  hypothesesThen: 'Les hypothèses de la dernière fois',
  strategy: 'La stratégie des six mois à venir',
  nextObjectives: 'Les objectifs proposés',
  budget: 'Le budget demandé',
  team: 'L’équipe',
  support: 'Le soutien demandé et les blocages',
  standards: 'Les standards',
  trajectory: 'La pérennisation',
  proposal: 'La proposition de l’équipe',
};

/** An investigation has shown something, or not; it has no impact to account for yet. */
const INVESTIGATION: Partial<typeof TITLES> = {
  impact: 'Résultats de l’investigation',
  strategy: 'La feuille de route des six mois à venir',
};

/** What a part of a dossier is called: on its page, in its form and in print. */
export const partTitle = (part: DossierPart | 'support', phase: string): string =>
  (phase === 'investigation' ? INVESTIGATION[part] : undefined) ?? TITLES[part];
