import {
  addDays,
  addMonths,
  addWorkingDays,
  type CalendarDate,
  nextWorkingDay,
  parisInstant,
  type Place,
  type Wanted,
  wantedFrom,
} from '#libs/kernel/index.js';

import type { Adjustments, Deadline } from '../contract/index.js';
import { type DutyContext, ESCALATION, type EscalationStep, type FollowUp } from './case.js';
import { rhythmIn } from './programme.js';

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
 * the same: the next one is due a cadence after it. Null when nothing is owed.
 */
export function nextDueOn(duty: Pick<DutyContext, 'dueOn' | 'awaiting' | 'phase' | 'programme'>): CalendarDate | null {
  const { dueOn, awaiting, phase, programme } = duty;
  const held = latest(awaiting.map(({ on }) => on));
  return dueOn === null || held === null ? dueOn : addMonths(held, rhythmIn(phase, programme).months);
}

type Dated = Pick<DutyContext, 'anchorOn' | 'dueOn' | 'lastCommitteeOn' | 'awaiting' | 'phase' | 'programme'>;

/**
 * The day by which people are asked for it: a cadence after the last sitting of the series, whatever became of its decision, or
 * the due date when that comes first; sooner when the decision would land in the year-end closing. Null when nothing is owed.
 */
export function wanted(duty: Dated): Wanted | null {
  const dueOn = nextDueOn(duty);
  if (dueOn === null) return null;
  const last = latest([duty.anchorOn, duty.lastCommitteeOn]);
  return last === null
    ? { on: dueOn, isAdvanced: false }
    : wantedFrom(dueOn, last, rhythmIn(duty.phase, duty.programme));
}

/** That day alone; see {@link wanted}. */
export const wantedOn = (duty: Dated): CalendarDate | null => wanted(duty)?.on ?? null;

export function isLate(context: DutyContext): boolean {
  const dueOn = nextDueOn(context);
  return dueOn !== null && context.seenOn > dueOn;
}

/** The planning window is open, or the due date past. */
export function isToPlan(context: DutyContext): boolean {
  const on = wantedOn(context);
  return on !== null && context.seenOn >= windowOpensOn(on);
}

/**
 * The deadlines of a duty, before any adjustment by an operator. A committee ahead needs none; one that waits for its
 * signatures does not stop the calendar of the next.
 */
export function dutyDeadlines(state: unknown, context: DutyContext): readonly Deadline[] {
  const { askedOn, said } = context;
  const { place } = context.programme;
  const [dueOn, day] = [nextDueOn(context), wantedOn(context)];
  if (dueOn === null || day === null) return [];
  if (state === 'settled' || state === 'held')
    return [
      {
        key: 'window',
        dueAt: parisInstant(nextWorkingDay(windowOpensOn(day), place), '08:00'),
        event: { type: 'window.opened' },
      },
    ];
  if (state === 'overdue' && askedOn !== null && said.overdue === dueOn)
    return [
      ...escalation(dueOn, askedOn, context),
      {
        key: 'recall',
        dueAt: parisInstant(nextWorkingDay(addDays(askedOn, RECALL_DAYS), place), '08:00'),
        event: { type: 'delay.lasted' },
      },
    ];
  if (state !== 'due') return [];
  const followUps = askedOn === null ? [] : (Object.keys(FOLLOW_UPS) as FollowUp[]);
  return [
    ...followUps
      .filter((followUp) => said[followUp] !== day)
      .map((followUp) => ({
        key: followUp,
        dueAt: parisInstant(followUpOn(followUp, day, askedOn ?? day, place), '08:00'),
        event: { type: 'plan.awaited', followUp },
      })),
    { key: 'due', dueAt: parisInstant(addDays(dueOn, 1), '00:00'), event: { type: 'due.passed' } },
  ];
}

/**
 * The steps of the escalation that are still to be said, the first on the day the committee is known to be late, the others
 * some working days after one another. On working days of the place: nobody is told on a Sunday, nor on a holiday.
 */
function escalation(
  dueOn: CalendarDate,
  lateFrom: CalendarDate,
  { said, programme: { place, escalationWorkingDays } }: DutyContext,
): readonly Deadline[] {
  const first = nextWorkingDay(lateFrom, place);
  return ESCALATION.flatMap((step, index) =>
    said[step] === dueOn
      ? []
      : [
          {
            key: escalationKey(step),
            dueAt: parisInstant(addWorkingDays(first, index * escalationWorkingDays, place), '08:00'),
            event: { type: 'escalation.reached', step },
          },
        ],
  );
}

/** The deadline of a step. */
export const escalationKey = (step: EscalationStep): string => `late:${step}`;

/** On a working day: nobody is reminded on a Sunday. */
function followUpOn(followUp: FollowUp, wantedBy: CalendarDate, askedOn: CalendarDate, place: Place): CalendarDate {
  const { before, given } = FOLLOW_UPS[followUp];
  const [ahead, patient] = [addDays(wantedBy, -before), addDays(askedOn, given)];
  return nextWorkingDay(ahead > patient ? ahead : patient, place);
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
