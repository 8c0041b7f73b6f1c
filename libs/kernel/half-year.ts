import { addDays, addMonths, type CalendarDate, daysBetween } from './calendar-date.js';
import { DEFAULT_PROGRAMME, type YearEndClosing } from './programme.js';

/** Months between two committees of a product, unless its programme says otherwise (white paper: at least every six months). */
export const CADENCE_MONTHS = DEFAULT_PROGRAMME.cadenceMonths;

/** How often a committee is owed, and when none of its decisions could be acted on. */
export interface Rhythm {
  readonly months: number;
  readonly closing: YearEndClosing;
}

export const USUAL_RHYTHM: Rhythm = { months: CADENCE_MONTHS, closing: DEFAULT_PROGRAMME.closing };

/** Half the cadence, in months: how far from its date a sitting still keeps the series, and the least time left after it. */
export const leastSpacing = ({ months }: Pick<Rhythm, 'months'>): number => Math.floor(months / 2);

/** Half-years counted from a fixed day, and the one that is to come. */
export interface HalfYears {
  readonly anchorOn: CalendarDate;
  /** From 1. */
  readonly rank: number;
}

/**
 * The `rank`-th due date counted from a fixed anchor, never chained: 31 August gives 28 or 29 February, then 31 August again.
 * @param rank 1 for the first half-year.
 */
export function halfYearDue(anchor: CalendarDate, rank: number, cadenceMonths = CADENCE_MONTHS): CalendarDate {
  return addMonths(anchor, rank * cadenceMonths);
}

/** The day by which a committee is wanted. */
export interface Wanted {
  readonly on: CalendarDate;
  /** Sooner than the cadence asks, since the decision would land in the year-end closing. */
  readonly isAdvanced: boolean;
}

/**
 * The day by which a committee is wanted: a cadence after the last sitting, when that comes before the due date. An early
 * sitting leaves up to nine months to the next due date, and people are asked for a committee every six (ADR 0018). When the
 * decision would land in the year-end closing, the last day before it (domain, cycle, rule 2); unless the last sitting is less
 * than half a cadence away from that day, as after a provisional budget: one more would decide nothing.
 * @param last the last sitting, or the anchor while there is none.
 */
export function wantedFrom(due: CalendarDate, last: CalendarDate, rhythm: Rhythm = USUAL_RHYTHM): Wanted {
  const regular = addMonths(last, rhythm.months);
  const on = regular < due ? regular : due;
  const sooner = dayBeforeClosing(on, rhythm.closing);
  return sooner !== null && sooner >= addMonths(last, leastSpacing(rhythm))
    ? { on: sooner, isAdvanced: true }
    : { on, isAdvanced: false };
}

/** The day alone; see {@link wantedFrom}. */
export const wantedBy = (due: CalendarDate, last: CalendarDate, rhythm: Rhythm = USUAL_RHYTHM): CalendarDate =>
  wantedFrom(due, last, rhythm).on;

/**
 * The half-years once a committee was held on `heldOn` (ADR 0018). Within half a cadence of its due date it serves that date and
 * the series goes on: shifts never add up. Further off, the series starts again on its day. One held more than that
 * before it was wanted serves nothing. The next due date is half a cadence to one and a half away, and one at most after one
 * held late.
 * @param last the sitting before it, or the anchor while there is none; a sitting that is not later changes nothing.
 */
export function afterSitting(
  halfYears: HalfYears,
  last: CalendarDate,
  heldOn: CalendarDate,
  rhythm: Rhythm = USUAL_RHYTHM,
): HalfYears {
  const { anchorOn, rank } = halfYears;
  const due = halfYearDue(anchorOn, rank, rhythm.months);
  const spaced = addMonths(heldOn, leastSpacing(rhythm));
  if (heldOn <= last || spaced <= wantedBy(due, last, rhythm)) return halfYears;
  const isNearItsDate = due < spaced && spaced <= halfYearDue(anchorOn, rank + 1, rhythm.months);
  return isNearItsDate ? { anchorOn, rank: rank + 1 } : { anchorOn: heldOn, rank: 1 };
}

/**
 * The half-year to come when the cadence of a series changes: its first date, counted from the same anchor, that leaves half a
 * cadence after the last sitting. With the cadence it had, the half-year that was to come.
 * @param last the last sitting counted, or the anchor while there is none.
 */
export function rankAfter(anchorOn: CalendarDate, last: CalendarDate, rhythm: Rhythm = USUAL_RHYTHM): number {
  const spaced = addMonths(last, leastSpacing(rhythm));
  let rank = 1;
  while (halfYearDue(anchorOn, rank, rhythm.months) < spaced) rank += 1;
  return rank;
}

/** When an investigation that began on `start` owes its closing committee. */
export function investigationDue(
  start: CalendarDate,
  weeks: number = DEFAULT_PROGRAMME.investigationWeeks,
): CalendarDate {
  return addDays(start, weeks * 7);
}

/** True when the decision of a sitting held that day would land in the year-end closing: no order could follow it in time. */
export const landsInClosing = (on: CalendarDate, closing: YearEndClosing = DEFAULT_PROGRAMME.closing): boolean =>
  dayBeforeClosing(on, closing) !== null;

/** The last day on which a committee may sit for its order to leave before the closing that `on` would land in; null when it lands in none. */
export function dayBeforeClosing(on: CalendarDate, closing: YearEndClosing): CalendarDate | null {
  const { ordersEnd, ordersResume, orderTakesDays } = closing;
  const year = Number(on.slice(0, 4));
  for (const closingYear of [year - 1, year]) {
    const begins = addDays(dayIn(closingYear, ordersEnd), -orderTakesDays);
    const ends = dayIn(ordersResume > ordersEnd ? closingYear : closingYear + 1, ordersResume);
    if (begins <= on && on < ends) return addDays(begins, -1);
  }
  return null;
}

/** The day `MM-DD` of a year. */
const dayIn = (year: number, day: string): CalendarDate => `${String(year).padStart(4, '0')}-${day}`;

/** Whole days past the due date, 0 when it is not past. */
export function daysLate(due: CalendarDate, on: CalendarDate): number {
  return Math.max(0, daysBetween(due, on));
}
