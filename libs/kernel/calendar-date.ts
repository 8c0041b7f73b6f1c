import { Temporal } from 'temporal-polyfill';

import { type Instant, PARIS } from './clock.js';
import { remembering } from './remembering.js';

/** A Paris calendar date, `YYYY-MM-DD`: what people mean by a day. Compares as a string. */
export type CalendarDate = string & { readonly __calendarDate?: never };

const pattern = /^\d{4}-\d{2}-\d{2}$/;

/** True for a real date of the calendar written `YYYY-MM-DD` (2026-02-29 is not one). */
export function isCalendarDate(text: unknown): text is CalendarDate {
  if (typeof text !== 'string' || !pattern.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** Milliseconds of a day without a clock change, as calendar dates are counted. */
const DAY = 86_400_000;

const HOUR = 3_600_000;

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOf(midnight(date) + days * DAY);
}

/** Adds whole months, the day capped to the month's last: 31 August + 6 is 28 or 29 February. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return Temporal.PlainDate.from(date).add({ months }, { overflow: 'constrain' }).toString();
}

/** Whole days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (midnight(to) - midnight(from)) / DAY;
}

/** 1 (Monday) to 7 (Sunday). */
export function dayOfWeek(date: CalendarDate): number {
  // Day 0 was a Thursday.
  return ((((midnight(date) / DAY + 3) % 7) + 7) % 7) + 1;
}

/** Midnight in UTC of a calendar date, in milliseconds: for arithmetic on days. @throws RangeError unless it is a date. */
function midnight(date: CalendarDate): number {
  return midnights.of(date);
}

const midnights = remembering((date: CalendarDate) => {
  const milliseconds = Date.parse(date);
  if (Number.isNaN(milliseconds) || dateOf(milliseconds) !== date) throw new RangeError(`not a date: ${date}`);
  return milliseconds;
});

function dateOf(epochMilliseconds: number): CalendarDate {
  return instantOf(epochMilliseconds).slice(0, 10);
}

/** The instant at which the clocks of Paris show `time` (`HH:MM`) on that day; a time skipped in spring moves forward. */
export function parisInstant(date: CalendarDate, time = '00:00'): Instant {
  return instants.of(`${date}T${time}`);
}

/** A machine asks for the same few moments at every event of a case. */
const instants = remembering((wallTime: string) =>
  instantOf(Temporal.PlainDateTime.from(wallTime).toZonedDateTime(PARIS).toInstant().epochMilliseconds),
);

/** The Paris day and wall time (`HH:MM`) of an instant. */
export function parisDateTime(instant: Instant): { readonly date: CalendarDate; readonly time: string } {
  const milliseconds = Date.parse(instant);
  const wallTime = instantOf(milliseconds + offsets.of(Math.floor(milliseconds / HOUR)));
  return { date: wallTime.slice(0, 10), time: wallTime.slice(11, 16) };
}

/** What the clocks of Paris are ahead of UTC, in milliseconds, in an hour since the epoch: they change on the hour. */
const offsets = remembering(
  (hour: number) =>
    Temporal.Instant.fromEpochMilliseconds(hour * HOUR).toZonedDateTimeISO(PARIS).offsetNanoseconds / 1_000_000,
);

/** The Paris calendar date of an instant. */
export function parisDate(instant: Instant): CalendarDate {
  return parisDateTime(instant).date;
}

/** An instant from milliseconds since the epoch. */
export function instantOf(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString();
}

/** The instant some milliseconds after another. */
export function addMilliseconds(instant: Instant, milliseconds: number): Instant {
  return instantOf(Date.parse(instant) + milliseconds);
}
