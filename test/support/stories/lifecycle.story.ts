import type { LifecycleState, PhaseDecision } from '#workflows/contract/index.js';
import { type LifecycleContext, productLifecycle } from '#workflows/product-lifecycle/index.js';

import { Play, type Said } from '../machines.js';

export const decision = (phase: PhaseDecision, on = '2026-07-02', recordId = 'r1'): Said => ({
  type: 'decision.effective',
  recordId,
  committeeId: 'c1',
  on,
  means: 'same',
  phase,
  provisionalUntil: null,
});
export const importedIn = (state: LifecycleState, since: string | null = '2025-03-03'): Said => ({
  type: 'history.imported',
  state,
  since,
  committees: [],
});

export const aProduct = (): Play<LifecycleContext> =>
  new Play<LifecycleContext>(productLifecycle, 'p1', '2026-01-15T09:00:00.000Z');

export const aProductIn = (state: LifecycleState): Play<LifecycleContext> => aProduct().say(importedIn(state));

/** An investigation opened in Jalon, and what decisions then made of it, each at its own committee. */
const aProductDecided = (...phases: readonly PhaseDecision[]): Play<LifecycleContext> => {
  const play = aProduct().say({ type: 'investigation.opened', on: '2026-01-15' });
  for (const [index, phase] of phases.entries()) play.say(decision(phase, `${2026 + index}-03-12`, `r${index}`));
  return play;
};

/** One play per state of the lifecycle. */
export const lifecycleStories = (): Readonly<Record<LifecycleState, Play<LifecycleContext>>> => ({
  proposed: aProduct(),
  investigation: aProductDecided(),
  construction: aProductDecided('construction'),
  acceleration: aProductDecided('construction', 'acceleration'),
  'sustainability.consolidation': aProductIn('sustainability.consolidation'),
  'sustainability.operated': aProductIn('sustainability.consolidation').say(decision('sustainability.operated')),
  'sustainability.transferred': aProductIn('sustainability.transferred'),
  safeguard: aProductDecided('construction', 'safeguard'),
  'stopped.inconclusive': aProductDecided('stopped.inconclusive'),
  'stopped.abandoned': aProductIn('construction').say({
    type: 'phase.corrected',
    state: 'stopped.abandoned',
    on: '2026-01-10',
    reason: 'Arrêt connu de tous, absent du registre',
  }),
  'stopped.dormant': aProductDecided('construction', 'stay', 'stopped.dormant'),
});
