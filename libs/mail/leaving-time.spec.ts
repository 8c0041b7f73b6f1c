import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { addMilliseconds, instantOf, isWorkingDay, parisDateTime, parisInstant } from '#libs/kernel/index.js';

import { leavingTime, nextDigest } from './leaving-time.js';
import { MAIL_KINDS, type MailKind } from './mail-kind.js';

const MINUTE = 60_000;
const HOLD = 5 * MINUTE;
const moments = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2036, 0, 1) })
  .map((milliseconds) => instantOf(milliseconds));

describe('the digest', () => {
  it('leaves at 8:30 in Paris on a working day, to come, within a week, whatever the season', () => {
    fc.assert(
      fc.property(moments, (now) => {
        const morning = nextDigest(now);
        const { date, time } = parisDateTime(morning);
        expect([time, isWorkingDay(date)]).toEqual(['08:30', true]);
        expect(morning > now && morning < addMilliseconds(now, 7 * 24 * 60 * MINUTE)).toBe(true);
      }),
    );
  });

  it.each([
    ['2026-03-27', '12:00', '2026-03-30', 'a Friday, before the clocks change'],
    ['2026-10-23', '12:00', '2026-10-26', 'a Friday, before they change back'],
    ['2026-05-01', '07:00', '2026-05-04', 'the first of May'],
    ['2026-03-02', '08:29', '2026-03-02', 'a minute before'],
    ['2026-03-02', '08:30', '2026-03-03', 'the very moment'],
  ])('of %s at %s is that of %s: %s', (day, time, then) => {
    expect(nextDigest(parisInstant(day, time))).toBe(parisInstant(then, '08:30'));
  });
});

describe('a letter that may wait', () => {
  const kinds = Object.keys(MAIL_KINDS) as MailKind[];

  it('leaves after the time for which it is held, unless its reader wants one mail a morning', () => {
    for (const kind of kinds)
      expect(leavingTime(kind, parisInstant('2026-03-02', '08:00'), HOLD, false)).toBe(
        parisInstant('2026-03-02', '08:05'),
      );
  });

  it.each(kinds.filter((kind) => MAIL_KINDS[kind].waits === 'minutes'))(
    'never waits a day when it is of kind %s',
    (kind) => {
      fc.assert(fc.property(moments, (now) => leavingTime(kind, now, HOLD, true) <= addMilliseconds(now, 45 * MINUTE)));
    },
  );

  it('leaves with the digest when that is near: the reminders of the morning come in it', () => {
    expect(leavingTime('eve', parisInstant('2026-03-02', '08:00'), HOLD, true)).toBe(
      parisInstant('2026-03-02', '08:30'),
    );
    expect(leavingTime('eve', parisInstant('2026-03-02', '14:00'), HOLD, true)).toBe(
      parisInstant('2026-03-02', '14:05'),
    );
  });
});

describe('what is essential', () => {
  it('is never put off to a morning: invitations, cancellations, sign-off, what is late', () => {
    const essential = ['login', 'invitation', 'cancellation', 'sign-off', 'operations', 'record'] as const;
    for (const kind of essential) expect(MAIL_KINDS[kind].waits).toBe('at-once');
    for (const kind of ['overdue', 'missing-dossier', 'eve', 'catch-up'] as const)
      expect(MAIL_KINDS[kind].waits).toBe('minutes');
  });
});
