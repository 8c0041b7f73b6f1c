import { addDays, type CalendarDate, daysBetween } from '#libs/kernel/index.js';
import { type LifecycleState, type MeansDecision, type PhaseDecision, PHASE_MOVES } from '#workflows/contract/index.js';

import type { Draws } from './chance.js';
import type { SimulationModel } from './model.js';

export interface DrawnDecision {
  readonly means: MeansDecision;
  readonly phase: PhaseDecision;
  readonly provisionalUntil: CalendarDate | null;
}

/** A provisional budget lasts one to two months (domain, cycle, rule 6). */
const PROVISIONAL_DAYS = [30, 60] as const;

/** What a committee decides on a product; means and phase go together as the form of the sitting asks. */
export function drawDecision(
  { means: weights, moves, inconclusive }: SimulationModel,
  product: { readonly phase: LifecycleState; readonly since: CalendarDate | null },
  heldOn: CalendarDate,
  draws: Draws,
): DrawnDecision {
  const { phase: before, since } = product;
  if (PHASE_MOVES[before].length === 0) return { means: 'maintenance', phase: 'stay', provisionalUntil: null };
  if (before === 'investigation') {
    if (draws.happens(inconclusive)) return { means: 'stop', phase: 'stopped.inconclusive', provisionalUntil: null };
    const goesOn = draws.happens(0.85);
    return { means: goesOn ? 'more' : 'same', phase: goesOn ? 'construction' : 'stay', provisionalUntil: null };
  }
  const means = draws.weighted(weights);
  if (means === 'stop') return { means, phase: stopped(before, draws), provisionalUntil: null };
  if (means === 'provisional') {
    const phase = mayBeKeptSafe(before) && draws.happens(0.2) ? 'safeguard' : 'stay';
    return { means, phase, provisionalUntil: addDays(heldOn, draws.between(...PROVISIONAL_DAYS)) };
  }
  const move = moves[before];
  const isRipe = since !== null && move !== undefined && daysBetween(since, heldOn) >= move.after;
  const goesFurther = (means === 'same' || means === 'more') && isRipe;
  return { means, phase: goesFurther ? further(move.to, draws) : 'stay', provisionalUntil: null };
}

const mayBeKeptSafe = (phase: LifecycleState): boolean => PHASE_MOVES[phase].includes('safeguard');

function stopped(before: LifecycleState, draws: Draws): PhaseDecision {
  const wanted = draws.happens(0.2) ? 'stopped.dormant' : 'stopped.abandoned';
  return PHASE_MOVES[before].includes(wanted) ? wanted : 'stay';
}

function further(to: Readonly<Partial<Record<PhaseDecision, number>>>, draws: Draws): PhaseDecision {
  let left = draws.next();
  for (const [phase, rate] of Object.entries(to) as [PhaseDecision, number][]) if ((left -= rate) < 0) return phase;
  return 'stay';
}
