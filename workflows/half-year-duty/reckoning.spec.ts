import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { addDays } from '#libs/kernel/index.js';

import {
  aDuty,
  aHeldDuty,
  aSettledDuty,
  effective,
  held,
  imported,
  morning,
} from '../../test/support/stories/duty.story.js';

describe('a provisional budget', () => {
  it('brings its own short duty, and asks at once to plan it', () => {
    const play = aHeldDuty().say(
      effective('c1', '2026-07-02', { provisionalUntil: '2026-09-01' }),
      morning('2026-07-10'),
    );
    expect([play.context.dueOn, play.state, play.lastOrders]).toEqual(['2026-09-01', 'due', ['duty.ask-to-plan']]);
  });

  it('does not move the half-years: after it the series goes on from the anchor', () => {
    const play = aHeldDuty().say(effective('c1', '2026-07-02', { provisionalUntil: '2026-09-01' }));
    play.say(effective('c2', '2026-08-06', { provisionalUntil: '2026-10-25' }), morning('2026-08-06'));
    expect(play.context.dueOn).toBe('2026-10-25');
    // Less than three months before 15 January, and before the closing: that half-year is served.
    play.say(effective('c3', '2026-10-20'), morning('2026-10-20'));
    expect(play.context.dueOn).toBe('2027-07-15');
  });

  it('longer than the half-year shortens nothing', () => {
    const play = aHeldDuty().say(effective('c1', '2026-07-02', { provisionalUntil: '2027-03-01' }));
    expect(play.context.dueOn).toBe('2027-01-15');
  });
});

describe('importing a history', () => {
  it('counts from the last committee', () => {
    const play = aDuty().say(imported('acceleration', '2025-02-01', ['2025-03-10', '2025-10-06']));
    expect([play.context.dueOn, play.state, play.context.lastCommitteeOn]).toEqual(['2026-04-06', 'due', '2025-10-06']);
  });

  it('counts from the phase when the last committee is older than a cadence before it, or unknown', () => {
    expect(aDuty().say(imported('construction', '2025-09-01', ['2024-02-05'])).context.dueOn).toBe('2026-03-01');
    expect(aDuty().say(imported('construction', '2025-09-01')).context.dueOn).toBe('2026-03-01');
    expect(aDuty().say(imported('construction', '2025-09-01', ['2025-06-05'])).context.dueOn).toBe('2025-12-05');
  });

  it('counts from today when nobody knows the day: an active product always owes something', () => {
    expect(aDuty().say(imported('construction', null)).context.dueOn).toBe('2026-07-15');
  });

  it('gives an investigation its nine weeks, unless a committee already met in it', () => {
    expect(aDuty().say(imported('investigation', '2026-01-05')).context.dueOn).toBe('2026-03-09');
    expect(aDuty().say(imported('investigation', '2026-01-05', ['2025-12-01'])).context.dueOn).toBe('2026-03-09');
    expect(aDuty().say(imported('investigation', '2025-11-03', ['2026-01-08'])).context.dueOn).toBe('2026-07-08');
  });

  it('mails nobody, however late what it finds', () => {
    const play = aDuty().say(imported('construction', '2020-01-01'));
    expect([play.state, play.last, play.deadlines]).toEqual(['overdue', [], []]);
  });

  it('does not take a date to come for a committee held', () => {
    const play = aDuty().say(imported('construction', '2025-09-01', ['2027-01-01']));
    expect([play.context.lastCommitteeOn, play.context.dueOn]).toEqual([null, '2026-03-01']);
  });

  it('forgets no committee held here that the register does not know, nor moves the anchor', () => {
    const play = aHeldDuty().say(effective('c1', '2026-07-02'), morning('2026-08-20'));
    play.say(imported('construction', '2026-01-15', ['2025-10-06']));
    expect([play.context.lastCommitteeOn, play.context.dueOn]).toEqual(['2026-07-02', '2027-01-15']);
    play.say(imported('construction', '2026-01-15', ['2027-01-11']), morning('2027-01-20'));
    expect([play.context.anchorOn, play.context.dueOn]).toEqual(['2026-01-15', '2027-07-15']);
    play.say(imported('stopped.abandoned', '2027-01-21'));
    expect(play.state).toBe('notOwed');
  });
});

describe('signatures in any order', () => {
  const sitting = fc.record({ gap: fc.integer({ min: 1, max: 400 }), signedAfter: fc.integer({ min: 0, max: 500 }) });

  it('come to the same half-years', () =>
    fc.assert(
      fc.property(fc.array(sitting, { minLength: 1, maxLength: 8 }), (sittings) => {
        const inOrder = aSettledDuty();
        const shuffled = aSettledDuty();
        let on = '2026-01-15';
        const moments = sittings.flatMap(({ gap, signedAfter }, index) => {
          on = addDays(on, gap);
          const id = `c${index}`;
          inOrder.say(held(id, on), morning(on)).say(effective(id, on));
          return [
            { at: on, said: held(id, on) },
            { at: addDays(on, signedAfter), said: effective(id, on) },
          ];
        });
        const end = moments.reduce((last, { at }) => (at > last ? at : last), on);
        for (const { at, said } of moments.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)))
          shuffled.say(said, morning(at));
        const { seenOn: _seen, said: _said, askedOn: _asked, ...reckoned } = inOrder.context;
        expect(shuffled.context).toMatchObject(reckoned);
        expect(shuffled.context.seenOn).toBe(end);
      }),
    ));
});
