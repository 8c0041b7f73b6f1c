import { describe, expect, it } from '@jest/globals';

import {
  abandoned,
  anAnsweredPoll,
  anOpenPoll,
  aPoll,
  chosen,
  completed,
  opened,
  OPTIONS,
} from '../../test/support/stories/poll.story.js';

describe('choosing a date with the members', () => {
  it('asks them, when there is a choice and time to make it', () => {
    expect(anOpenPoll().lastOrders).toEqual(['poll.ask']);
    const [first, second] = OPTIONS;
    const eleven = Array.from({ length: 11 }, (_, day) => ({
      optionId: `d${day}`,
      startsAt: `2026-06-${String(day + 10)}T12:00:00.000Z`,
    }));
    for (const refused of [
      { options: [first] },
      { options: eleven },
      { options: [first, { ...second, startsAt: first.startsAt }] },
      { closesAt: '2026-05-01T09:00:00.000Z' },
      { closesAt: '2026-06-16T09:00:00.000Z' },
    ])
      expect(aPoll().can(opened(refused))).toBe(false);
  });

  it('reminds once who has not answered, reports when time is up, and ends when the dates are past', () => {
    const play = anOpenPoll();
    expect(play.armed).toEqual(['reminder', 'closing', 'expiry']);
    play.fire();
    expect(play.lastOrders).toEqual(['poll.remind']);
    expect(play.armed).toEqual(['closing', 'expiry']);
    play.fire();
    expect([play.state, play.lastOrders]).toEqual(['answered', ['poll.report']]);
    expect(play.armed).toEqual(['expiry']);
    play.fire();
    expect([play.state, play.closed, play.lastOrders]).toEqual(['abandoned', true, []]);
  });

  it('reports as soon as everybody has answered, and reminds nobody then', () => {
    const play = anOpenPoll().say(completed);
    expect([play.state, play.lastOrders, play.armed]).toEqual(['answered', ['poll.report'], ['expiry']]);
  });

  it('gives the committee its date, before or after the time for answers', () => {
    for (const play of [anOpenPoll(), anAnsweredPoll()]) {
      play.say(chosen('d2'));
      expect([play.state, play.closed]).toEqual(['chosen', true]);
      expect(play.last).toMatchObject([
        {
          params: {
            process: 'committee',
            subjectId: 'c1',
            event: { type: 'committee.moved', startsAt: '2026-06-18T08:00:00.000Z' },
          },
        },
      ]);
    }
  });

  it('tells the committee nothing of the date that it has already', () => {
    expect(anAnsweredPoll().say(chosen('d1', false)).last).toEqual([]);
  });

  it('chooses only among what was proposed, and what is still to come', () => {
    expect(anAnsweredPoll().refusalOf(chosen('d9'))).toBe('DATE_NOT_PROPOSED');
    const play = anAnsweredPoll();
    play.now = '2026-06-16T09:00:00.000Z';
    expect(play.refusalOf(chosen('d1'))).toBe('DATE_NOT_PROPOSED');
    expect(play.can(chosen('d2'))).toBe(true);
  });

  it('is dropped with a reason, which those who were asked are told', () => {
    expect(anOpenPoll().say(abandoned).lastOrders).toEqual(['poll.withdraw']);
    expect(anOpenPoll().can({ ...abandoned, reason: ' ' })).toBe(false);
  });

  it('lets an operator give more time', () => {
    const play = anOpenPoll().say({
      type: 'deadline.moved',
      key: 'closing',
      dueAt: '2026-05-25T08:00:00.000Z',
      reason: 'Congés',
    });
    expect(play.deadlines.find(({ key }) => key === 'closing')?.dueAt).toBe('2026-05-25T08:00:00.000Z');
    const expiry = { type: 'deadline.stopped', key: 'expiry', reason: 'Congés' };
    expect(play.can(expiry)).toBe(false);
  });
});
