import type { Instant } from '#libs/kernel/index.js';
import { halfYearPlan, type HalfYearPlanContext } from '#workflows/half-year-plan/index.js';

import { Play, type Said } from '../machines.js';

const NOON: Instant = '2026-03-02T11:00:00.000Z';

export const confirmed = (convene = true): Said => ({ type: 'plan.confirmed', convene });

export const aPlan = (now: Instant = NOON): Play<HalfYearPlanContext> =>
  new Play<HalfYearPlanContext>(halfYearPlan, 'p8', now);

export const aSettlingPlan = (): Play<HalfYearPlanContext> => aPlan().say(confirmed());

const aCarriedOutPlan = (): Play<HalfYearPlanContext> => {
  const play = aSettlingPlan();
  play.fire();
  return play;
};

/** One play per state of the plan. */
export const planStories = (): Readonly<Record<string, Play<HalfYearPlanContext>>> => ({
  drafted: aPlan(),
  settling: aSettlingPlan(),
  carriedOut: aCarriedOutPlan(),
});
