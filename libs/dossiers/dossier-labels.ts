import type {
  HypothesisOutcome,
  IndicatorKind,
  MatrixCell,
  ObjectiveStatus,
  Proposal,
  Standard,
  Trajectory,
} from './dossier.content.js';

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

export const MATRIX_CELL_LABELS: Readonly<Record<MatrixCell, string>> = {
  usable: 'Utilisable',
  used: 'Utilisé',
  useful: 'Utile',
  impactful: 'Impactant',
  efficient: 'Efficient',
};

export const HYPOTHESIS_OUTCOME_LABELS: Readonly<Record<HypothesisOutcome, string>> = {
  confirmed: 'Confirmée',
  refuted: 'Infirmée',
  open: 'Encore ouverte',
};

export const TRAJECTORY_LABELS: Readonly<Record<Trajectory, string>> = {
  incubator: 'L’incubateur reste l’opérateur',
  'host-team': 'L’administration d’accueil garde l’équipe',
  'digital-directorate': 'La direction du numérique prend le produit',
  'legal-structure': 'Une structure juridique dédiée (GIP, SCIC, SCN, EPA ou EPIC)',
};
