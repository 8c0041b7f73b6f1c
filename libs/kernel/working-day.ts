import Holidays from 'date-holidays';

import { addDays, dayOfWeek, type CalendarDate } from './calendar-date.js';
import { remembering } from './remembering.js';

const holidays = new Holidays('FR', { types: ['public'] });
const closedDaysByYear = new Map<string, ReadonlySet<CalendarDate>>();

function publicHolidays(year: string): ReadonlySet<CalendarDate> {
  let days = closedDaysByYear.get(year);
  if (!days) {
    days = new Set(holidays.getHolidays(Number(year)).map((holiday) => holiday.date.slice(0, 10)));
    closedDaysByYear.set(year, days);
  }
  return days;
}

/** Monday to Friday, public holidays of metropolitan France excepted. */
export function isWorkingDay(date: CalendarDate): boolean {
  return dayOfWeek(date) <= 5 && !publicHolidays(date.slice(0, 4)).has(date);
}

/** The day itself when worked, else the last working day before it: preparation deadlines (domain rule 3). */
export function previousWorkingDay(date: CalendarDate): CalendarDate {
  return previous.of(date);
}

/** The ladder of each committee asks for the same days at every event. */
const previous = remembering((date: CalendarDate) => {
  let day = date;
  while (!isWorkingDay(day)) day = addDays(day, -1);
  return day;
});

/** The day itself when worked, else the first working day after it: answer deadlines. */
export function nextWorkingDay(date: CalendarDate): CalendarDate {
  return next.of(date);
}

const next = remembering((date: CalendarDate) => {
  let day = date;
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
});

/** The date `count` working days after `date`, which itself does not count. */
export function addWorkingDays(date: CalendarDate, count: number): CalendarDate {
  let day = date;
  for (let left = count; left > 0; left -= 1) day = nextWorkingDay(addDays(day, 1));
  return day;
}
