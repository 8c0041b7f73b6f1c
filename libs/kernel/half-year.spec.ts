import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import {
  addDays,
  addMonths,
  afterSitting,
  type CalendarDate,
  halfYearDue,
  type HalfYears,
  landsInClosing,
  rankAfter,
  USUAL_RHYTHM,
  wantedBy,
  wantedFrom,
} from './index.js';

/** Month ends, leap days and both clock changes are among them more often than chance would have it. */
const anyDay = fc.oneof(
  fc
    .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date): CalendarDate => date.toISOString().slice(0, 10)),
  fc.constantFrom('2027-08-31', '2027-11-30', '2028-02-29', '2027-02-28', '2026-03-29', '2026-10-25', '2099-12-31'),
);

/** Sittings, as days after the one before. */
const anySittings = fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 24 });

interface Held {
  readonly on: CalendarDate;
  readonly halfYears: HalfYears;
  readonly due: CalendarDate;
  readonly wanted: CalendarDate;
}

function live(anchorOn: CalendarDate, gaps: readonly number[]): readonly Held[] {
  let halfYears: HalfYears = { anchorOn, rank: 1 };
  let last = anchorOn;
  return gaps.map((gap) => {
    const on = addDays(last, gap);
    halfYears = afterSitting(halfYears, last, on);
    last = on;
    const due = halfYearDue(halfYears.anchorOn, halfYears.rank);
    return { on, halfYears, due, wanted: wantedBy(due, on) };
  });
}

const after = (heldOn: string, last = '2026-01-10', rank = 1): HalfYears =>
  afterSitting({ anchorOn: '2026-01-10', rank }, last, heldOn);

describe('the half-years after a committee', () => {
  it('go on from their anchor when it was held within three months of its date, before or after', () => {
    for (const day of ['2026-04-11', '2026-05-28', '2026-07-10', '2026-09-01', '2026-10-10'])
      expect(after(day)).toEqual({ anchorOn: '2026-01-10', rank: 2 });
  });

  it('start again on its day when it was held later still', () => {
    for (const day of ['2026-10-11', '2026-11-20', '2031-01-15'])
      expect(after(day)).toEqual({ anchorOn: day, rank: 1 });
  });

  it('stay as they are when nobody wanted it yet: the date is still to be served', () => {
    expect(after('2026-02-02')).toEqual({ anchorOn: '2026-01-10', rank: 1 });
    expect(after('2026-04-10')).toEqual({ anchorOn: '2026-01-10', rank: 1 });
    // Six months after 20 April: nobody wants one in July.
    expect(after('2026-07-19', '2026-04-20', 2)).toEqual({ anchorOn: '2026-01-10', rank: 2 });
  });

  it('start again on its day when it came as early as was asked, year after year, and is no longer near its date', () => {
    expect(after('2026-10-05', '2026-04-20', 2)).toEqual({ anchorOn: '2026-10-05', rank: 1 });
  });

  it('hear of a sitting once, and of no older one', () => {
    expect(after('2026-07-02', '2026-07-02', 2)).toEqual({ anchorOn: '2026-01-10', rank: 2 });
    expect(after('2026-07-01', '2026-07-02', 2)).toEqual({ anchorOn: '2026-01-10', rank: 2 });
  });
});

describe('whatever the sittings', () => {
  it('the next due date is three to nine months away, and a committee is wanted within six', () =>
    fc.assert(
      fc.property(anyDay, anySittings, (anchor, gaps) => {
        for (const { on, due, wanted } of live(anchor, gaps)) {
          expect(due >= addMonths(on, 3)).toBe(true);
          expect(addMonths(due, -9) <= on).toBe(true);
          expect(wanted > on && wanted <= due && wanted <= addMonths(on, 6)).toBe(true);
        }
      }),
    ));

  it('after one held late, six months at most', () =>
    fc.assert(
      fc.property(anyDay, anySittings, fc.integer({ min: 1, max: 2000 }), (anchor, gaps, days) => {
        const before = live(anchor, gaps).at(-1);
        const due = before?.due ?? halfYearDue(anchor, 1);
        const on = addDays(due, days);
        const next = afterSitting(before?.halfYears ?? { anchorOn: anchor, rank: 1 }, before?.on ?? anchor, on);
        expect(halfYearDue(next.anchorOn, next.rank) <= addDays(addMonths(on, 6), 3)).toBe(true);
      }),
    ));

  it('those held as asked leave six months until the next that is asked for', () =>
    fc.assert(
      fc.property(anyDay, fc.array(fc.integer({ min: 0, max: 88 }), { maxLength: 24 }), (anchor, earlier) => {
        let [halfYears, last]: [HalfYears, CalendarDate] = [{ anchorOn: anchor, rank: 1 }, anchor];
        for (const days of earlier) {
          const due = halfYearDue(halfYears.anchorOn, halfYears.rank);
          const on = addDays(wantedBy(due, last), -days);
          halfYears = afterSitting(halfYears, last, on);
          const next = wantedFrom(halfYearDue(halfYears.anchorOn, halfYears.rank), on);
          // Save for what month ends and the closing of the year take: whoever does as asked is not asked twice.
          expect(next.on >= (next.isAdvanced ? addMonths(on, 3) : addDays(addMonths(on, 6), -3))).toBe(true);
          last = on;
        }
      }),
    ));

  it('near their dates, they never move them: twenty cycles on, the due day is still the anchor’s', () =>
    fc.assert(
      fc.property(
        anyDay,
        fc.array(fc.integer({ min: -88, max: 88 }), { minLength: 20, maxLength: 20 }),
        (anchor, shifts) => {
          let [halfYears, last]: [HalfYears, CalendarDate] = [{ anchorOn: anchor, rank: 1 }, anchor];
          for (const [index, shift] of shifts.entries()) {
            const on = addDays(halfYearDue(anchor, index + 1), shift);
            halfYears = afterSitting(halfYears, last, on);
            last = on;
            expect(halfYears).toEqual({ anchorOn: anchor, rank: index + 2 });
          }
        },
      ),
    ));
});

describe('the year-end closing', () => {
  it('brings a committee forward to the last day whose order still leaves, and says so', () => {
    expect(wantedFrom('2027-01-10', '2026-07-10')).toEqual({ on: '2026-11-14', isAdvanced: true });
    expect(wantedFrom('2026-11-20', '2026-05-20')).toEqual({ on: '2026-11-14', isAdvanced: true });
    expect(wantedFrom('2027-02-07', '2026-08-07')).toEqual({ on: '2027-02-07', isAdvanced: false });
  });

  it('leaves the short duty of a provisional budget, and an investigation, where they are', () => {
    expect(wantedFrom('2027-01-15', '2026-11-20')).toEqual({ on: '2027-01-15', isAdvanced: false });
  });

  it('never brings a committee nearer to the last than half a cadence, nor leaves it late, whatever the cadence', () =>
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 3, max: 12 }), (last, days, months) => {
        const due = addDays(last, days);
        const { on, isAdvanced } = wantedFrom(due, last, { ...USUAL_RHYTHM, months });
        expect(on <= due && on <= addMonths(last, months)).toBe(true);
        if (isAdvanced)
          expect([on >= addMonths(last, Math.floor(months / 2)), landsInClosing(on)]).toEqual([true, false]);
      }),
    ));
});

describe('a cadence that changes', () => {
  it('keeps the anchor, and the half-year to come when it is the same one', () =>
    fc.assert(
      fc.property(anyDay, anySittings, (anchor, gaps) => {
        for (const { on, halfYears } of live(anchor, gaps))
          expect(rankAfter(halfYears.anchorOn, on > halfYears.anchorOn ? on : halfYears.anchorOn)).toBe(halfYears.rank);
      }),
    ));

  it('leaves between a half and one and a half of the new cadence, counted from the anchor', () =>
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 2000 }),
        fc.integer({ min: 3, max: 12 }),
        (anchor, days, months) => {
          const [last, rhythm] = [addDays(anchor, days), { ...USUAL_RHYTHM, months }];
          const due = halfYearDue(anchor, rankAfter(anchor, last, rhythm), months);
          expect(due >= addMonths(last, Math.floor(months / 2))).toBe(true);
          expect(
            addMonths(due, -months) < addMonths(last, Math.floor(months / 2)) || due === addMonths(anchor, months),
          ).toBe(true);
        },
      ),
    ));
});
