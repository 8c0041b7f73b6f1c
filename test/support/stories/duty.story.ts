import type { Instant } from '#libs/kernel/index.js';
import { type DutyContext, halfYearDuty } from '#workflows/half-year-duty/index.js';

import { Play, type Said } from '../machines.js';

/** The anchor of the stories: six months later is 15 July 2026, whose window opens on 16 April. */
const ANCHOR = '2026-01-15';
const ON_ANCHOR: Instant = '2026-01-15T09:00:00.000Z';

export const entered = (phase: string, on: string): Said => ({ type: 'phase.entered', phase, on });
export const imported = (phase: string, since: string | null, committees: readonly string[] = []): Said => ({
  type: 'history.imported',
  phase,
  since,
  committees,
});
export const planned = (committeeId: string, on: string): Said => ({ type: 'committee.planned', committeeId, on });
export const held = (committeeId: string, on: string): Said => ({ type: 'committee.held', committeeId, on });
export const effective = (
  committeeId: string,
  heldOn: string,
  { phase = 'stay', provisionalUntil = null }: { phase?: string; provisionalUntil?: string | null } = {},
): Said => ({ type: 'decision.effective', committeeId, heldOn, phase, provisionalUntil });

/** A day in Paris, at ten in the morning. */
export const morning = (day: string): Instant => `${day}T08:00:00.000Z`;

export const aDuty = (now: Instant = ON_ANCHOR): Play<DutyContext> => new Play<DutyContext>(halfYearDuty, 'p1', now);

/** A product in construction since the anchor. */
export const aSettledDuty = (): Play<DutyContext> => aDuty().say(entered('construction', ANCHOR));

export const aDueDuty = (): Play<DutyContext> => {
  const play = aSettledDuty();
  play.fire();
  return play;
};

/** Nobody planned anything: the lead was reminded, the portfolio manager was told, and the date has passed. */
export const anOverdueDuty = (): Play<DutyContext> => {
  const play = aDueDuty();
  while (play.state !== 'overdue') play.fire();
  return play;
};

export const aPlannedDuty = (): Play<DutyContext> => aDueDuty().say(planned('c1', '2026-07-02'), morning('2026-05-04'));

export const aHeldDuty = (): Play<DutyContext> => aPlannedDuty().say(held('c1', '2026-07-02'), morning('2026-07-02'));

/** One play per state of the duty. */
export const dutyStories = (): Readonly<Record<string, Play<DutyContext>>> => ({
  notOwed: aDuty(),
  settled: aSettledDuty(),
  due: aDueDuty(),
  planned: aPlannedDuty(),
  held: aHeldDuty(),
  overdue: anOverdueDuty(),
});
