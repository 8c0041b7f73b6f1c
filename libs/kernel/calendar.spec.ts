import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import {
  addDays,
  addMonths,
  addWorkingDays,
  type CalendarDate,
  daysBetween,
  daysLate,
  halfYearDue,
  investigationDue,
  isCalendarDate,
  isWorkingDay,
  ManualClock,
  nextWorkingDay,
  parisDateTime,
  parisInstant,
  previousWorkingDay,
} from './index.js';

const anyDate = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date): CalendarDate => date.toISOString().slice(0, 10));

describe('a calendar date', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-2-3', '2026-01-01T00:00:00Z', '', 'hier', undefined, 20_260_101])(
    'is not %p',
    (text) => expect(isCalendarDate(text)).toBe(false),
  );

  it('is every day that exists', () => fc.assert(fc.property(anyDate, (date) => isCalendarDate(date))));

  it('goes and comes back by days', () =>
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(addDays(addDays(date, days), -days)).toBe(date);
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    ));
});

describe('the half-year', () => {
  it('counts six months from a fixed anchor: 31 August, then the end of February, then 31 August again', () => {
    expect([1, 2, 3, 4].map((rank) => halfYearDue('2026-08-31', rank))).toEqual([
      '2027-02-28',
      '2027-08-31',
      '2028-02-29',
      '2028-08-31',
    ]);
  });

  it('never drifts: rank by rank or all at once, the due day is the anchor’s or its month’s last', () =>
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (anchor, rank) => {
        const due = halfYearDue(anchor, rank);
        expect(due).toBe(addMonths(anchor, 6 * rank));
        const day = Number(due.slice(8));
        expect(day === Number(anchor.slice(8)) || addDays(due, 1).endsWith('-01')).toBe(true);
      }),
    ));

  it('gives an investigation nine weeks', () => expect(investigationDue('2026-01-05')).toBe('2026-03-09'));

  it('is late from the day after it was due', () => {
    expect(daysLate('2026-03-31', '2026-03-31')).toBe(0);
    expect(daysLate('2026-03-31', '2026-04-01')).toBe(1);
  });
});

describe('working days', () => {
  it('leave out weekends and the public holidays of France', () => {
    expect(isWorkingDay('2026-05-01')).toBe(false);
    expect(isWorkingDay('2026-04-06')).toBe(false);
    expect(isWorkingDay('2026-05-14')).toBe(false);
    expect(isWorkingDay('2026-07-14')).toBe(false);
    expect(isWorkingDay('2026-11-11')).toBe(false);
    expect(isWorkingDay('2026-11-14')).toBe(false);
    expect(isWorkingDay('2026-11-12')).toBe(true);
  });

  it('move a preparation deadline back and an answer deadline on, by as little as possible', () =>
    fc.assert(
      fc.property(anyDate, (date) => {
        const [before, after] = [previousWorkingDay(date), nextWorkingDay(date)];
        expect(isWorkingDay(before) && isWorkingDay(after)).toBe(true);
        expect(before <= date && date <= after).toBe(true);
        for (let day = addDays(before, 1); day < after; day = addDays(day, 1))
          if (day !== date || before !== date) expect(isWorkingDay(day)).toBe(false);
      }),
    ));

  it('count without the first: five working days after a Friday is the next Friday', () => {
    expect(addWorkingDays('2026-01-09', 5)).toBe('2026-01-16');
    expect(addWorkingDays('2026-04-30', 1)).toBe('2026-05-04');
  });
});

describe('Paris time', () => {
  it('is winter and summer time', () => {
    expect(parisInstant('2026-01-15', '09:00')).toBe('2026-01-15T08:00:00.000Z');
    expect(parisInstant('2026-07-15', '09:00')).toBe('2026-07-15T07:00:00.000Z');
  });

  it('moves the hour that the spring skips forward, and takes the first of the autumn’s two', () => {
    expect(parisInstant('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(parisInstant('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('comes back from an instant as the day and time people saw', () =>
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 4, max: 23 }), (date, hour) => {
        const time = `${String(hour).padStart(2, '0')}:15`;
        expect(parisDateTime(parisInstant(date, time))).toEqual({ date, time });
      }),
    ));

  it('changes day at midnight in Paris, not in Greenwich', () => {
    const clock = new ManualClock('2026-07-01T21:59:59.000Z');
    expect(clock.today()).toBe('2026-07-01');
    clock.advance(1_000);
    expect(clock.today()).toBe('2026-07-02');
  });
});
