import type { IndicatorKind, ObjectiveStatus, Proposal, Standard } from './dossier.content.js';

export const INDICATOR_KIND_LABELS: Readonly<Record<IndicatorKind, string>> = {
  effort: 'Effort',
  use: 'Usage',
  impact: 'Impact',
};

export const OBJECTIVE_STATUS_LABELS: Readonly<Record<ObjectiveStatus, string>> = {
  reached: 'Atteint',
  partly: 'Atteint en partie',
  'not-reached': 'Non atteint',
};

export const PROPOSAL_LABELS: Readonly<Record<Proposal, string>> = {
  continue: 'Poursuivre',
  pivot: 'Pivoter',
  stop: 'Arrêter',
};

export const STANDARD_LABELS: Readonly<Record<Standard, string>> = {
  'impact-page': 'Page d’impact publique',
  autonomy: 'Autonomie de l’équipe',
  transparency: 'Transparence',
  'good-practice': 'Bonnes pratiques techniques',
};
