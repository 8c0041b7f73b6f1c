import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { addDays, addWorkingDays, isWorkingDay, parisDateTime, parisInstant } from '#libs/kernel/index.js';

import { RUNGS, rungAt, rungDeadlines, rungOn } from './rungs.js';

const sittings = fc
  .integer({ min: 0, max: 365 * 30 })
  .map((days) => addDays('2025-01-01', days))
  .filter(isWorkingDay)
  .map((day) => parisInstant(day, '14:00'));

describe('the ladder of a sitting', () => {
  it('stands on working days at 8 a.m. in Paris, before and after both clock changes', () => {
    fc.assert(
      fc.property(sittings, (startsAt) => {
        for (const { rung } of RUNGS) {
          const { date, time } = parisDateTime(rungAt(rung, startsAt));
          expect(isWorkingDay(date)).toBe(true);
          expect(time).toBe('08:00');
        }
      }),
    );
  });

  it('is climbed in order, whatever the holidays', () => {
    fc.assert(
      fc.property(sittings, (startsAt) => {
        const moments = rungDeadlines(startsAt, {}).map(({ dueAt }) => dueAt);
        expect(moments).toEqual(moments.toSorted((a, b) => a.localeCompare(b)));
        expect(rungAt('D-1', startsAt) < startsAt).toBe(true);
      }),
    );
  });

  it('leaves the team two working days before anyone hears that its dossier is late', () => {
    fc.assert(
      fc.property(sittings, (startsAt) => {
        expect(rungOn('late', startsAt)).toBe(addWorkingDays(rungOn('D-7', startsAt), 2));
      }),
    );
    // A Friday: five days before it is the day of D-7 itself once moved off the week-end.
    expect(rungOn('D-7', '2026-09-18T12:00:00.000Z')).toBe('2026-09-11');
    expect(rungOn('late', '2026-09-18T12:00:00.000Z')).toBe('2026-09-15');
  });

  it('moves a rung that falls on 1 May to the day before', () => {
    expect(rungOn('D-7', '2026-05-08T08:00:00.000Z')).toBe('2026-04-30');
  });
});
