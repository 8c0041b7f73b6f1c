// One case as every side of engine.bench.mjs takes it: a committee of one product, from its convocation to its decision.
import { newId } from '#libs/kernel/index.js';
import { processes } from '#workflows/index.js';
import { initialTransition, transition } from 'xstate';

import { openEngine } from './database.mjs';

/** Where the clock stands: the sitting is months ahead, its ladder of reminders still to climb. */
export const NOW = '2026-01-05T09:00:00.000Z';
const STARTS_AT = '2026-06-09T09:00:00.000Z';

/**
 * Eight events; in our engine they order three effects and arm seven deadlines, which the opening of the sitting drops.
 */
export const eightEvents = (productId) => [
  { type: 'committee.convened', missing: [] },
  { type: 'preparation.opened' },
  { type: 'dossier.submitted', productId },
  { type: 'sitting.opened' },
  { type: 'attendance.recorded', absentMandatory: [], reason: null },
  { type: 'questions.opened' },
  { type: 'deliberation.opened' },
  { type: 'decision.recorded', productId, decisionId: productId, means: 'continue', phase: 'construction' },
];

/** What comes before them, not measured: it tells the duty of the product, as no peer does. */
const planned = (productId) => ({ type: 'committee.planned', startsAt: STARTS_AT, productIds: [productId] });

/** Our side: a committee for a product of its own, whose duty waits for it. */
export async function openEngineSide(url, connections) {
  const { runtime, close } = await openEngine(url, { now: NOW, poolSize: connections });
  let sent = 0;
  const keyed = (actor) => ({ actor, idempotencyKey: `event:${(sent += 1)}` });
  const history = { type: 'history.imported', state: 'construction', since: '2025-11-03', committees: [] };
  return {
    async openCase() {
      const productId = newId();
      await runtime.open('product-lifecycle', productId, history, keyed('import:register'));
      await runtime.open('committee', productId, planned(productId), keyed('person:bench'));
      return productId;
    },
    send: (id, event) => runtime.dispatch('committee', id, event, keyed('person:bench')),
    close,
  };
}

const { machine } = processes.committee;

/** What a peer computes in its own step: the same machine, from one JSON snapshot to the next. */
export function advanced(stored, subjectId, event) {
  const take = (before, taken) => transition(machine, before, { ...taken, at: NOW })[0];
  const before = stored
    ? machine.resolveState(stored)
    : take(initialTransition(machine, { subjectId })[0], planned(subjectId));
  const after = take(before, event);
  return { value: after.value, context: after.context };
}
