import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { addMilliseconds } from '#libs/kernel/index.js';

import { Play } from '../../test/support/machines.js';
import { aSitting, attended } from '../../test/support/stories/committee.story.js';
import type { CommitteeContext } from './case.js';
import { elapsed, endsAt, hasRunOut, pausedFor, remaining } from './clock.js';
import { committee } from './index.js';

const press = fc.constantFrom(
  { type: 'clock.paused' },
  { type: 'clock.resumed' },
  { type: 'clock.extended', minutes: 5 },
  { type: 'stage.skipped' },
  { type: 'questions.opened' },
  { type: 'deliberation.opened' },
  { type: 'product.called', productId: 'p2' },
  { type: 'stage.overran' },
);
const course = fc.array(fc.record({ press, after: fc.integer({ min: 0, max: 1_800_000 }) }), { maxLength: 40 });

const sitting = () => aSitting().say(attended());
const allotted = { presentation: 900_000, questions: 900_000, deliberation: 1_200_000 };

/** Presses the buttons one after the other, whatever is refused; `seen` looks after each. */
function follow(
  steps: readonly { press: { type: string }; after: number }[],
  seen: (play: Play<CommitteeContext>) => void,
) {
  const play = sitting();
  for (const step of steps) {
    play.now = addMilliseconds(play.now, step.after);
    if (play.can(step.press)) play.say(step.press);
    seen(play);
  }
  return play;
}

describe('the clock of a sitting, whatever is pressed in whatever order', () => {
  it('shares the time of a stage out between what ran and what was paused, to the millisecond', () => {
    fc.assert(
      fc.property(course, fc.integer({ min: 0, max: 3_600_000 }), (steps, later) => {
        follow(steps, ({ context: { clock }, now }) => {
          if (clock === null) throw new Error('a stage that goes on has its clock');
          for (const at of [now, addMilliseconds(now, later)]) {
            const wall = Date.parse(at) - Date.parse(clock.startedAt);
            expect(elapsed(clock, at) + pausedFor(clock, at)).toBe(wall);
            expect(elapsed(clock, at)).toBeGreaterThanOrEqual(0);
            expect(pausedFor(clock, at)).toBeGreaterThanOrEqual(0);
            expect(remaining(clock, at)).toBe(clock.allottedMs - elapsed(clock, at));
          }
          expect((clock.allottedMs - allotted[clock.stage]) % 300_000).toBe(0);
          expect(clock.allottedMs).toBeGreaterThanOrEqual(allotted[clock.stage]);
          if (clock.pausedAt !== null)
            expect(remaining(clock, addMilliseconds(now, later))).toBe(remaining(clock, now));
          else expect(addMilliseconds(now, remaining(clock, now))).toBe(endsAt(clock));
        });
      }),
      { numRuns: 200 },
    );
  });

  it('rings at the moment that its time is up, neither before nor twice', () => {
    fc.assert(
      fc.property(course, (steps) => {
        follow(steps, ({ context: { clock }, deadlines, now }) => {
          const isArmed = clock !== null && clock.pausedAt === null && !clock.overran;
          expect(deadlines.map(({ dueAt }) => dueAt)).toEqual(isArmed ? [endsAt(clock)] : []);
          if (isArmed) expect(hasRunOut(clock, now)).toBe(remaining(clock, now) <= 0);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('says the same when its log is played again', () => {
    fc.assert(
      fc.property(course, (steps) => {
        const { context, events, now } = follow(steps, () => {});
        const again = new Play<CommitteeContext>(committee, 'c1', now);
        for (const event of events) again.say(event, String(event['at']));
        expect(again.context).toEqual(context);
      }),
      { numRuns: 50 },
    );
  });
});
