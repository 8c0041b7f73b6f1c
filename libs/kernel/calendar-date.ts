import { Temporal } from 'temporal-polyfill';

import { type Instant, PARIS } from './clock.js';

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

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Adds whole months, the day capped to the month's last: 31 August + 6 is 28 or 29 February. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return Temporal.PlainDate.from(date).add({ months }, { overflow: 'constrain' }).toString();
}

/** Whole days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** 1 (Monday) to 7 (Sunday). */
export function dayOfWeek(date: CalendarDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

/** The instant at which the clocks of Paris show `time` (`HH:MM`) on that day; a time skipped in spring moves forward. */
export function parisInstant(date: CalendarDate, time = '00:00'): Instant {
  const instant = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(PARIS).toInstant();
  return instantOf(instant.epochMilliseconds);
}

/** The Paris day and wall time (`HH:MM`) of an instant. */
export function parisDateTime(instant: Instant): { readonly date: CalendarDate; readonly time: string } {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(PARIS);
  return { date: zoned.toPlainDate().toString(), time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }) };
}

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
