import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';

import { addDays, dayOfWeek, daysBetween, instantOf, parisDateTime, PARIS } from './index.js';

const instants = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const dates = instants.map((instant) => instant.slice(0, 10));

describe('the calendar', () => {
  it('counts days as Temporal does', () => {
    fc.assert(
      fc.property(dates, dates, fc.integer({ min: -1_000, max: 1_000 }), (from, to, days) => {
        const [start, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
        expect(addDays(from, days)).toBe(start.add({ days }).toString());
        expect(dayOfWeek(from)).toBe(start.dayOfWeek);
        expect(daysBetween(from, to)).toBe(start.until(end, { largestUnit: 'days' }).days);
      }),
    );
  });

  it('shows the hour of Paris as Temporal does, around every change of the clocks too', () => {
    const aroundChanges = fc
      .tuple(fc.integer({ min: 1980, max: 2100 }), fc.constantFrom(2, 9), fc.integer({ min: 0, max: 8 * 24 * 60 }))
      .map(([year, month, minutes]) => instantOf(Date.UTC(year, month, 24) + minutes * 60_000));
    fc.assert(
      fc.property(fc.oneof(instants, aroundChanges), (instant) => {
        const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(PARIS);
        expect(parisDateTime(instant)).toEqual({
          date: zoned.toPlainDate().toString(),
          time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }),
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it('refuses days that the calendar does not have', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => addDays('2026-13-01', 1)).toThrow(RangeError);
  });
});
