import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { addDays, addMonths, type CalendarDate, halfYearDue } from '#libs/kernel/index.js';

import { aDuty, aSettledDuty, effective, entered, held, morning } from '../../test/support/stories/duty.story.js';
import { USUAL_DUTY_PROGRAMME } from './programme.js';

const followed = (programme: object = {}) => ({
  type: 'programme.changed',
  programme: { ...USUAL_DUTY_PROGRAMME, ...programme },
});

const anyDay = fc
  .oneof(fc.integer({ min: 0, max: 3000 }), fc.constantFrom(242, 607, 789, 973))
  .map((days): CalendarDate => addDays('2026-01-01', days));

describe('a duty under another programme', () => {
  it('counts its dates again from the same anchor: there and back, they are the same', () =>
    fc.assert(
      fc.property(
        anyDay,
        fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 6 }),
        fc.integer({ min: 3, max: 12 }),
        (anchor, gaps, months) => {
          const play = aDuty(morning(anchor)).say(entered('construction', anchor));
          let on = anchor;
          for (const [index, gap] of gaps.entries()) {
            on = addDays(on, gap);
            play.say(held(`c${index}`, on), morning(on)).say(effective(`c${index}`, on));
          }
          const { anchorOn, rank, dueOn } = play.context;
          play.say(followed({ cadenceMonths: months }));
          expect([play.context.anchorOn, play.context.dueOn]).toEqual([
            anchorOn,
            halfYearDue(anchorOn ?? '', play.context.rank, months),
          ]);
          play.say(followed());
          expect(play.context).toMatchObject({ anchorOn, rank, dueOn });
        },
      ),
      { numRuns: 100 },
    ));

  it('does not drift over four cycles of four months, whatever the days of the sittings near their dates', () => {
    const play = aDuty(morning('2026-08-31'))
      .say(followed({ cadenceMonths: 4 }))
      .say(entered('construction', '2026-08-31'));
    const due: (string | null)[] = [play.context.dueOn];
    for (const day of ['2026-12-20', '2027-05-03', '2027-08-20', '2028-01-10']) {
      play.say(held(day, day), morning(day)).say(effective(day, day));
      due.push(play.context.dueOn);
    }
    expect(due).toEqual(['2026-12-31', '2027-04-30', '2027-08-31', '2027-12-31', '2028-04-30']);
  });

  it('keeps the end of a provisional budget, and gives an investigation its weeks', () => {
    const short = aSettledDuty().say(
      effective('c1', '2026-07-02', { provisionalUntil: '2026-09-01' }),
      morning('2026-07-02'),
    );
    expect(short.say(followed({ cadenceMonths: 8 })).context.dueOn).toBe('2026-09-01');
    const young = aDuty()
      .say(entered('investigation', '2026-01-15'))
      .say(followed({ investigationWeeks: 6 }));
    expect(young.context.dueOn).toBe('2026-02-26');
  });

  it('owes a committee a year once operated, when it says so, and nobody is late overnight', () => {
    const play = aSettledDuty().say(entered('sustainability.operated', '2026-03-01'), morning('2029-03-01'));
    expect(play.context.dueOn).toBeNull();
    play.say(followed({ yearlyInSustainability: true }));
    expect([play.context.dueOn, play.state]).toEqual([addMonths('2029-03-01', 12), 'settled']);
    expect(play.say(followed()).context.dueOn).toBeNull();
    const told = aDuty()
      .say(followed({ yearlyInSustainability: true }))
      .say(entered('acceleration', '2026-01-15'));
    told.say(held('c1', '2026-06-20'), morning('2026-06-20'));
    told.say(effective('c1', '2026-06-20', { phase: 'sustainability.transferred' }));
    expect(told.context.dueOn).toBe('2027-06-20');
  });
});
