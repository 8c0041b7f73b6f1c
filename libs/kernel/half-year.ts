import { addDays, addMonths, type CalendarDate, daysBetween } from './calendar-date.js';

/** Months between two committees of a product (white paper: at least every six months). */
export const CADENCE_MONTHS = 6;

/** Weeks an investigation lasts at most before its closing committee (6 to 9 weeks). */
export const INVESTIGATION_WEEKS = 9;

/** The least time left between a committee held late and the next due date, in months: half the cadence. */
export const LEAST_SPACING_MONTHS = 3;

/**
 * The `rank`-th due date counted from a fixed anchor, never chained: 31 August gives 28 or 29 February, then 31 August again.
 * @param rank 1 for the first half-year.
 */
export function halfYearDue(anchor: CalendarDate, rank: number, cadenceMonths = CADENCE_MONTHS): CalendarDate {
  return addMonths(anchor, rank * cadenceMonths);
}

/**
 * The half-year that follows a committee held on `heldOn`: the first whose due date leaves at least three months after it.
 * A committee held early serves the half-year it was due for; one held late, every half-year it let pass.
 */
export function nextRank(anchor: CalendarDate, heldOn: CalendarDate, cadenceMonths = CADENCE_MONTHS): number {
  const earliest = addMonths(heldOn, Math.min(LEAST_SPACING_MONTHS, cadenceMonths));
  let rank = 1;
  while (halfYearDue(anchor, rank, cadenceMonths) < earliest) rank += 1;
  return rank;
}

/** When an investigation that began on `start` owes its closing committee. */
export function investigationDue(start: CalendarDate): CalendarDate {
  return addDays(start, INVESTIGATION_WEEKS * 7);
}

/** Whole days past the due date, 0 when it is not past. */
export function daysLate(due: CalendarDate, on: CalendarDate): number {
  return Math.max(0, daysBetween(due, on));
}
