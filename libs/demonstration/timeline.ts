import {
  addDays,
  addMonths,
  type CalendarDate,
  type Instant,
  nextWorkingDay,
  parisDate,
  parisInstant,
  previousWorkingDay,
} from '#libs/kernel/index.js';

/** Days of the demonstration, all counted from the day it is made: it never looks old on its first day. */
export class Timeline {
  readonly today: CalendarDate;

  constructor(readonly now: Instant) {
    this.today = parisDate(now);
  }

  ago(days: number): CalendarDate {
    return addDays(this.today, -days);
  }

  /** The day itself when worked, else the last working day before it. */
  workingDayAgo(days: number): CalendarDate {
    return previousWorkingDay(this.ago(days));
  }

  /** The day itself when worked, else the first working day after it. */
  workingDayIn(days: number): CalendarDate {
    return nextWorkingDay(addDays(this.today, days));
  }
}

/** An hour (`HH:MM`, in Paris) of a day. */
export const at = (day: CalendarDate, time: string): Instant => parisInstant(day, time);

/** Six whole months from the first of the month after a sitting: what a committee usually grants money for. */
export function halfYearAfter(heldOn: CalendarDate): {
  readonly opensOn: CalendarDate;
  readonly closesOn: CalendarDate;
} {
  const opensOn = `${addMonths(heldOn, 1).slice(0, 7)}-01`;
  return { opensOn, closesOn: addDays(addMonths(opensOn, 6), -1) };
}
