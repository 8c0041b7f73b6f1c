import type { LifecycleState, PhaseDecision } from '#workflows/contract/index.js';
import { LIFECYCLE_STATES } from '#workflows/contract/index.js';
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

/** One play per state of the lifecycle. */
export const lifecycleStories = (): Readonly<Record<string, Play<LifecycleContext>>> =>
  Object.fromEntries(LIFECYCLE_STATES.map((state) => [state, state === 'proposed' ? aProduct() : aProductIn(state)]));
