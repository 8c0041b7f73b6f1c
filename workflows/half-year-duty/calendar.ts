import {
  addDays,
  addMonths,
  CADENCE_MONTHS,
  type CalendarDate,
  nextWorkingDay,
  parisInstant,
  wantedBy,
} from '#libs/kernel/index.js';

import type { Adjustments, Deadline } from '../contract/index.js';
import type { DutyContext, FollowUp } from './case.js';

/** Days before a committee is wanted from which it is to be planned: the ladder starts 45 days before a date that itself needs finding. */
export const PLANNING_WINDOW_DAYS = 90;

/** The day from which the committee wanted by `wantedOn` is to be planned. */
const windowOpensOn = (wantedOn: CalendarDate): CalendarDate => addDays(wantedOn, -PLANNING_WINDOW_DAYS);

/**
 * When people who were asked to plan are reminded, and their portfolio manager told: days before the committee is wanted, and
 * days that they were given at least. The preparation counts back 45 days from a date that is agreed by then (domain, cycle,
 * rule 3); a late team is reminded, then its portfolio manager told.
 */
const FOLLOW_UPS: Readonly<Record<FollowUp, { readonly before: number; readonly given: number }>> = {
  reminder: { before: 60, given: 14 },
  escalation: { before: 45, given: 28 },
};

/** Days after which those who were told that a committee is late are told again, for as long as nobody plans it. */
const RECALL_DAYS = 30;

/**
 * The day the committee to come is due. While a sitting waits for its signatures nobody knows what it opens, and time runs all
 * the same: the next one is due six months after it. Null when nothing is owed.
 */
export function nextDueOn({ dueOn, awaiting }: Pick<DutyContext, 'dueOn' | 'awaiting'>): CalendarDate | null {
  const held = latest(awaiting.map(({ on }) => on));
  return dueOn === null || held === null ? dueOn : addMonths(held, CADENCE_MONTHS);
}

/**
 * The day by which people are asked for it: six months after the last sitting of the series, whatever became of its decision,
 * or the due date when that comes first. Null when nothing is owed.
 */
export function wantedOn(
  duty: Pick<DutyContext, 'anchorOn' | 'dueOn' | 'lastCommitteeOn' | 'awaiting'>,
): CalendarDate | null {
  const dueOn = nextDueOn(duty);
  const last = latest([duty.anchorOn, duty.lastCommitteeOn]);
  return dueOn === null || last === null ? dueOn : wantedBy(dueOn, last);
}

export function isLate(context: DutyContext): boolean {
  const dueOn = nextDueOn(context);
  return dueOn !== null && context.seenOn > dueOn;
}

/** The planning window is open, or the due date past. */
export function isToPlan(context: DutyContext): boolean {
  const wanted = wantedOn(context);
  return wanted !== null && context.seenOn >= windowOpensOn(wanted);
}

/**
 * The deadlines of a duty, before any adjustment by an operator. A committee ahead needs none; one that waits for its
 * signatures does not stop the calendar of the next.
 */
export function dutyDeadlines(state: unknown, context: DutyContext): readonly Deadline[] {
  const { askedOn, said } = context;
  const [dueOn, wanted] = [nextDueOn(context), wantedOn(context)];
  if (dueOn === null || wanted === null) return [];
  if (state === 'settled' || state === 'held')
    return [{ key: 'window', dueAt: parisInstant(windowOpensOn(wanted), '08:00'), event: { type: 'window.opened' } }];
  if (state === 'overdue' && askedOn !== null && said.overdue === dueOn)
    return [
      {
        key: 'recall',
        dueAt: parisInstant(nextWorkingDay(addDays(askedOn, RECALL_DAYS)), '08:00'),
        event: { type: 'delay.lasted' },
      },
    ];
  if (state !== 'due') return [];
  const followUps = askedOn === null ? [] : (Object.keys(FOLLOW_UPS) as FollowUp[]);
  return [
    ...followUps
      .filter((followUp) => said[followUp] !== wanted)
      .map((followUp) => ({
        key: followUp,
        dueAt: parisInstant(followUpOn(followUp, wanted, askedOn ?? wanted), '08:00'),
        event: { type: 'plan.awaited', followUp },
      })),
    { key: 'due', dueAt: parisInstant(addDays(dueOn, 1), '00:00'), event: { type: 'due.passed' } },
  ];
}

/** On a working day: nobody is reminded on a Sunday. */
function followUpOn(followUp: FollowUp, wanted: CalendarDate, askedOn: CalendarDate): CalendarDate {
  const { before, given } = FOLLOW_UPS[followUp];
  const [ahead, patient] = [addDays(wanted, -before), addDays(askedOn, given)];
  return nextWorkingDay(ahead > patient ? ahead : patient);
}

/** The adjustments when these deadlines are counted again: moments that were set for the former ones are void, stops are kept. */
export function rearmed(adjustments: Adjustments, keys: readonly string[]): Adjustments {
  return Object.fromEntries(
    Object.entries(adjustments).filter(([key, moved]) => moved === null || !keys.includes(key)),
  );
}

/** The latest of some days; null when there is none. */
export const latest = (days: readonly (CalendarDate | null)[]): CalendarDate | null =>
  days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null);
