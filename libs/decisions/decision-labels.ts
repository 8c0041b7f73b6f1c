import { LIFECYCLE_LABELS, type LifecycleState, type PhaseDecision } from '#workflows/contract/index.js';

import type { ObjectiveOutcome, StopReason } from './decision.js';

export const OUTCOME_LABELS: Readonly<Record<ObjectiveOutcome, string>> = {
  validated: 'Validé',
  modified: 'Modifié',
  invalidated: 'Invalidé',
};

export const STOP_REASON_LABELS: Readonly<Record<StopReason, string>> = {
  unconfirmed: 'Problème ou impact non confirmé par l’investigation',
  'low-impact': 'Impact trop faible au regard de son coût',
  'no-funding': 'Plus de financement',
  'not-carried': 'Plus porté par le métier',
  'no-intrapreneur': 'Plus d’intrapreneur·e',
  other: 'Autre motif, dit dans la synthèse',
};

const ENTERED: Readonly<Record<Exclude<PhaseDecision, 'stay'>, string>> = {
  construction: 'Passage en construction',
  acceleration: 'Passage en accélération',
  'sustainability.consolidation': 'Passage en consolidation',
  'sustainability.operated': 'Pérennisation\u00A0: opéré dans le réseau',
  'sustainability.transferred': 'Pérennisation\u00A0: transféré',
  safeguard: 'Mise en sauvegarde',
  'stopped.inconclusive': 'Investigation non concluante',
  'stopped.abandoned': 'Arrêt',
  'stopped.dormant': 'Mise en dormance',
};

/** What is decided on the phase, as people say it: « Passage en accélération », « Maintien en construction ». */
export function phaseDecisionLabel(phase: PhaseDecision, phaseBefore: LifecycleState): string {
  if (phase !== 'stay') return ENTERED[phase];
  return `Maintien dans la phase «\u00A0${LIFECYCLE_LABELS[phaseBefore]}\u00A0»`;
}
