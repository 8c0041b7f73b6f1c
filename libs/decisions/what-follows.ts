import { dueWords, formatEuros, frenchDate } from '#libs/kernel/index.js';
import { LIFECYCLE_LABELS, type LifecycleState } from '#workflows/contract/index.js';

import { type Decision, isStop, phaseAfter } from './decision.js';
import type { NextCommitteeDays } from './next-committee.reader.js';

const ENTERS: Readonly<Partial<Record<LifecycleState, string>>> = {
  construction: 'passera en construction',
  acceleration: 'passera en accélération',
  'sustainability.consolidation': 'passera en consolidation',
  'sustainability.operated': 'sera opéré dans le réseau',
  'sustainability.transferred': 'sera transféré',
  safeguard: 'sera mis en sauvegarde, le temps de trouver un autre sponsor',
  'stopped.inconclusive': 's’arrêtera, son investigation étant non concluante',
  'stopped.abandoned': 's’arrêtera',
  'stopped.dormant': 'sera mis en dormance',
};

/**
 * What will follow from a decision, in French sentences: the phase, the money, the next committee, what is owed.
 * @param next when the next committee will be due; null when none will.
 */
export function whatFollows(decision: Decision, next: NextCommitteeDays | null): readonly string[] {
  const { phase, phaseBefore, period, totalCents, evidenceAwaited } = decision;
  const after = phaseAfter(decision);
  const enters = phase === 'stay' ? undefined : ENTERS[after];
  const sentences = [
    enters === undefined
      ? `Le produit restera dans la phase «\u00A0${LIFECYCLE_LABELS[phaseBefore]}\u00A0».`
      : `Le produit ${enters} à la signature du relevé.`,
  ];
  if (period && totalCents > 0)
    sentences.push(
      `Une enveloppe de ${formatEuros(totalCents)} s’ouvrira pour la période du ${frenchDate(period.opensOn)} au ${frenchDate(period.closesOn)}.`,
    );
  if (evidenceAwaited !== null && next !== null)
    sentences.push(`Les preuves attendues seront examinées en comité avant le ${frenchDate(next.wantedOn)}.`);
  else if (next !== null) sentences.push(`Prochain comité ${dueWords(next.wantedOn, next.dueOn, next.isAdvanced)}.`);
  else sentences.push('Aucun autre comité ne sera dû.');
  if (isStop(phase))
    sentences.push(
      'L’équipe doit un bilan d’arrêt\u00A0: ce qu’elle a appris, pourquoi le produit s’arrête, ce qu’il faudrait pour le reprendre.',
    );
  return sentences;
}
