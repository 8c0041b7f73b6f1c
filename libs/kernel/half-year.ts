import { addDays, addMonths, type CalendarDate, daysBetween } from './calendar-date.js';

/** Months between two committees of a product (white paper: at least every six months). */
export const CADENCE_MONTHS = 6;

/** Weeks an investigation lasts at most before its closing committee (6 to 9 weeks). */
export const INVESTIGATION_WEEKS = 9;

/** Half the cadence: how far from its date a sitting still keeps the series, and the least time left after it. */
export const LEAST_SPACING_MONTHS = 3;

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

/**
 * The day by which a committee is wanted: six months after the last sitting, when that comes before the due date. An early
 * sitting leaves up to nine months to the next due date, and people are asked for a committee every six (ADR 0018).
 * @param last the last sitting, or the anchor while there is none.
 */
export function wantedBy(due: CalendarDate, last: CalendarDate): CalendarDate {
  const sixMonths = addMonths(last, CADENCE_MONTHS);
  return sixMonths < due ? sixMonths : due;
}

/**
 * The half-years once a committee was held on `heldOn` (ADR 0018). Within three months of its due date it serves that date and
 * the series goes on: shifts never add up. Further off, the series starts again on its day. One held more than three months
 * before it was wanted serves nothing. The next due date is three to nine months away, and six at most after one held late.
 * @param last the sitting before it, or the anchor while there is none; a sitting that is not later changes nothing.
 */
export function afterSitting(halfYears: HalfYears, last: CalendarDate, heldOn: CalendarDate): HalfYears {
  const { anchorOn, rank } = halfYears;
  const due = halfYearDue(anchorOn, rank);
  const spaced = addMonths(heldOn, LEAST_SPACING_MONTHS);
  if (heldOn <= last || spaced <= wantedBy(due, last)) return halfYears;
  const isNearItsDate = due < spaced && spaced <= halfYearDue(anchorOn, rank + 1);
  return isNearItsDate ? { anchorOn, rank: rank + 1 } : { anchorOn: heldOn, rank: 1 };
}

/** When an investigation that began on `start` owes its closing committee. */
export function investigationDue(start: CalendarDate): CalendarDate {
  return addDays(start, INVESTIGATION_WEEKS * 7);
}

/** Whole days past the due date, 0 when it is not past. */
export function daysLate(due: CalendarDate, on: CalendarDate): number {
  return Math.max(0, daysBetween(due, on));
}
