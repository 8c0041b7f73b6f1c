import { describe, expect, it } from '@jest/globals';

import { nameOf } from '../../test/support/machines.js';
import { aPlan, aSettlingPlan, confirmed } from '../../test/support/stories/plan.story.js';

describe('a plan of the half-year', () => {
  it('creates its committees at once and invites ten minutes later', () => {
    const play = aSettlingPlan();
    expect(play.last.map(nameOf)).toEqual(['plan.create-committees']);
    expect(play.deadlines).toMatchObject([{ key: 'settle', dueAt: '2026-03-02T11:10:00.000Z' }]);
    play.fire();
    expect(play.last.map(nameOf)).toEqual(['plan.convene-committees']);
    expect(play.closed).toBe(true);
  });

  it('invites nobody when the lead only wanted the committees', () => {
    const play = aPlan().say(confirmed(false));
    expect(play.last.map(nameOf)).toEqual(['plan.create-committees']);
    expect(play.closed).toBe(true);
  });

  it('lets an operator put the invitations off or stop them, with a reason', () => {
    const later = {
      type: 'deadline.moved',
      key: 'settle',
      dueAt: '2026-03-03T08:00:00.000Z',
      reason: 'Salle à trouver',
    };
    expect(aSettlingPlan().say(later).deadlines).toMatchObject([{ dueAt: '2026-03-03T08:00:00.000Z' }]);
    const stopped = aSettlingPlan().say({ type: 'deadline.stopped', key: 'settle', reason: 'Semestre à revoir' });
    expect(stopped.deadlines).toEqual([]);
    expect(stopped.can({ type: 'settling.over' })).toBe(true);
    expect(aSettlingPlan().can({ ...later, reason: ' ' })).toBe(false);
  });

  it('is confirmed once', () => {
    expect(aSettlingPlan().can(confirmed())).toBe(false);
  });
});
