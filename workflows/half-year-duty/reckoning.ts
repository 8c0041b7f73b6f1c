import {
  addDays,
  addMonths,
  CADENCE_MONTHS,
  type CalendarDate,
  halfYearDue,
  investigationDue,
  nextRank,
  parisDate,
  parisInstant,
} from '#libs/kernel/index.js';

import { ACTIVE_STATES, type Deadline, type LifecycleState } from '../contract/index.js';
import type { DutyContext, DutyEvent } from './case.js';

/** Days before the due date from which a committee is to be planned: the ladder starts 45 days before a date that itself needs finding. */
export const PLANNING_WINDOW_DAYS = 90;

/** The day from which the committee due on `dueOn` is to be planned. */
export const windowOpensOn = (dueOn: CalendarDate): CalendarDate => addDays(dueOn, -PLANNING_WINDOW_DAYS);

type Reckoned = Pick<DutyContext, 'phase' | 'anchorOn' | 'dueOn' | 'rank'>;
type EventOf<T extends DutyEvent['type']> = Extract<DutyEvent, { readonly type: T }>;

/** The latest of some days; null when there is none. */
export const latest = (days: readonly (CalendarDate | null)[]): CalendarDate | null =>
  days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null);

/**
 * The first half-year of the anchor that leaves its spacing after a sitting on `heldOn`. It depends on these two days alone:
 * a late committee serves all the half-years it let pass, one held before the planning window serves none, and a decision
 * signed again changes nothing.
 */
function following(phase: LifecycleState, anchorOn: CalendarDate, heldOn: CalendarDate): Reckoned {
  const rank = nextRank(anchorOn, heldOn);
  return { phase, anchorOn, rank, dueOn: halfYearDue(anchorOn, rank) };
}

/** What an import makes of the duty. Committees dated after the day of the import have not been held. */
export function afterImport(context: DutyContext, event: EventOf<'history.imported'>): Partial<DutyContext> {
  const today = parisDate(event.at);
  const held = event.committees.filter((day) => day <= today);
  const lastCommitteeOn = latest(context.decidedOn === null ? held : [...held, context.lastCommitteeOn]);
  return { lastCommitteeOn, ...importedDuty(context, event, latest(held), today) };
}

/**
 * A history counts from its last committee, unless the present phase began more than a cadence after it; then from the
 * phase's first day, and from today when nobody knows it: an active product always owes something. An investigation without
 * committee counts its own weeks. Once a decision has taken effect here the anchor no longer moves: newer committees of the
 * register are served from it.
 */
function importedDuty(
  context: DutyContext,
  { phase, since }: EventOf<'history.imported'>,
  last: CalendarDate | null,
  today: CalendarDate,
): Reckoned {
  if (context.decidedOn !== null) {
    const entered = phase === context.phase ? context : dutyInPhase(context, phase, since ?? today);
    const { anchorOn, dueOn, rank } = entered;
    return last !== null && last > context.decidedOn && anchorOn !== null && last >= anchorOn
      ? following(phase, anchorOn, last)
      : { phase, anchorOn, dueOn, rank };
  }
  if (!ACTIVE_STATES.has(phase)) return notOwed(phase);
  const began = since ?? (phase === context.phase ? context.anchorOn : null) ?? today;
  if (last !== null && (since === null || last >= since)) return counted(phase, last);
  if (phase === 'investigation') return investigated(began);
  return counted(phase, last !== null && addMonths(last, CADENCE_MONTHS) >= began ? last : began);
}

/** The duty in a phase just entered: a cadence of half-years starts when there was none, else goes on from its anchor. */
export function dutyInPhase(context: DutyContext, phase: LifecycleState, on: CalendarDate): Reckoned {
  if (!ACTIVE_STATES.has(phase)) return notOwed(phase);
  if (phase === 'investigation') return investigated(on);
  if (context.anchorOn === null || context.phase === 'investigation') return counted(phase, on);
  return { phase, anchorOn: context.anchorOn, dueOn: context.dueOn, rank: context.rank };
}

const notOwed = (phase: LifecycleState): Reckoned => ({ phase, anchorOn: null, dueOn: null, rank: 1 });

const counted = (phase: LifecycleState, anchorOn: CalendarDate): Reckoned => ({
  phase,
  anchorOn,
  dueOn: halfYearDue(anchorOn, 1),
  rank: 1,
});

const investigated = (on: CalendarDate): Reckoned => ({
  phase: 'investigation',
  anchorOn: on,
  dueOn: investigationDue(on),
  rank: 1,
});

/**
 * The duty once a decision took effect: the next half-year counted from the anchor, or the end of a provisional budget when
 * that comes first. A decision older than the last one that took effect no longer changes what is owed.
 */
export function afterDecision(context: DutyContext, decided: EventOf<'decision.effective'>): Partial<DutyContext> {
  const { committeeId, heldOn, provisionalUntil } = decided;
  const settled = {
    ...without(context, committeeId),
    lastCommitteeOn: latest([context.lastCommitteeOn, heldOn]),
  };
  if (context.decidedOn !== null && heldOn < context.decidedOn) return settled;
  const phase = decided.phase === 'stay' ? context.phase : decided.phase;
  const { anchorOn } = phase === context.phase ? context : dutyInPhase(context, phase, heldOn);
  const next = ACTIVE_STATES.has(phase) ? following(phase, anchorOn ?? heldOn, heldOn) : notOwed(phase);
  const isShortened = next.dueOn !== null && provisionalUntil !== null && provisionalUntil < next.dueOn;
  return {
    ...settled,
    ...next,
    dueOn: isShortened ? provisionalUntil : next.dueOn,
    decidedOn: heldOn,
    adjustments: {},
  };
}

/** What an operator moved or stopped belonged to the date that was due: on another date nothing may stay silenced. */
export const redated = (context: DutyContext, change: Partial<DutyContext>): Partial<DutyContext> =>
  change.dueOn === context.dueOn ? change : { ...change, adjustments: {} };

/** The committees of the duty without one of them; a case may hear of the end of a committee that it no longer holds. */
export const without = (context: DutyContext, committeeId: string): Pick<DutyContext, 'planned' | 'awaiting'> => ({
  planned: context.planned?.committeeId === committeeId ? null : context.planned,
  awaiting: context.awaiting.filter((committee) => committee.committeeId !== committeeId),
});

/** The deadline of a duty, before any adjustment by an operator. A committee ahead, or one to be signed, needs none. */
export function dutyDeadlines(state: unknown, dueOn: CalendarDate | null): readonly Deadline[] {
  if (dueOn === null) return [];
  if (state === 'settled')
    return [{ key: 'window', dueAt: parisInstant(windowOpensOn(dueOn), '08:00'), event: { type: 'window.opened' } }];
  if (state === 'due')
    return [{ key: 'due', dueAt: parisInstant(addDays(dueOn, 1), '00:00'), event: { type: 'due.passed' } }];
  return [];
}
