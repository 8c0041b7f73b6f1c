import { describe, expect, it } from '@jest/globals';

import {
  aDueDuty,
  aDuty,
  aHeldDuty,
  anOverdueDuty,
  aPlannedDuty,
  aSettledDuty,
  effective,
  entered,
  held,
  morning,
  planned,
} from '../../test/support/stories/duty.story.js';

const cancelled = (committeeId: string) => ({ type: 'committee.cancelled', committeeId });
/** The steps of the escalation, in order. */
const LATE = ['late:team', 'late:portfolio-manager', 'late:incubator-lead', 'late:dinum-portfolio-manager'];

const declined = (committeeId: string) => ({ type: 'decision.declined', committeeId });

describe('a product owes a committee every six months', () => {
  it('asks to plan ninety days before the due date, reminds, tells, and tells step by step after it, once each', () => {
    const play = aSettledDuty();
    expect(play.context.dueOn).toBe('2026-07-15');
    play.fire();
    expect([play.state, play.now, play.lastOrders]).toEqual(['due', '2026-04-16T06:00:00.000Z', ['duty.ask-to-plan']]);
    // Sixty days before, and forty-five: 16 May is a Saturday, and 31 May a Sunday.
    for (const [followUp, moment] of [
      ['reminder', '2026-05-18T06:00:00.000Z'],
      ['escalation', '2026-06-01T06:00:00.000Z'],
    ]) {
      play.fire();
      const params = { productId: 'p1', dueOn: '2026-07-15', wantedOn: '2026-07-15', advanced: false, followUp };
      expect([play.state, play.now, play.last]).toEqual(['due', moment, [{ type: 'duty.remind-to-plan', params }]]);
    }
    play.fire();
    expect([play.state, play.now, play.lastOrders]).toEqual(['overdue', '2026-07-15T22:00:00.000Z', []]);
    // Thursday 16 July, then five working days between two steps.
    for (const [step, day] of [
      ['team', '2026-07-16'],
      ['portfolio-manager', '2026-07-23'],
      ['incubator-lead', '2026-07-30'],
      ['dinum-portfolio-manager', '2026-08-06'],
    ] as const) {
      play.fire();
      expect([play.now, play.last]).toEqual([
        `${day}T06:00:00.000Z`,
        [{ type: 'duty.escalate', params: { productId: 'p1', dueOn: '2026-07-15', step } }],
      ]);
    }
    // Every month from then on, for as long as nobody plans: 15 August is a Saturday and a holiday.
    play.fire();
    expect([play.state, play.now, play.last]).toEqual([
      'overdue',
      '2026-08-17T06:00:00.000Z',
      [{ type: 'duty.report-overdue', params: { productId: 'p1', dueOn: '2026-07-15', again: true } }],
    ]);
    expect(play.armed).toEqual(['recall']);
  });

  it('counts from the anchor, through February and back: never chained', () => {
    const play = aDuty(morning('2026-08-31')).say(entered('construction', '2026-08-31'));
    const due: (string | null)[] = [play.context.dueOn];
    for (const [index, day] of ['2027-02-20', '2027-08-25', '2028-02-25'].entries()) {
      play.say(held(`c${index}`, day), morning(day)).say(effective(`c${index}`, day));
      due.push(play.context.dueOn);
    }
    expect(due).toEqual(['2027-02-28', '2027-08-31', '2028-02-29', '2028-08-31']);
  });

  it('does not drift over four cycles of committees held a little late', () => {
    const play = aSettledDuty();
    for (const day of ['2026-07-29', '2027-01-28', '2027-08-02', '2028-02-03'])
      play.say(effective(`c-${day}`, day), morning(day));
    expect(play.context.dueOn).toBe('2028-07-15');
  });

  it('starts again on the day of a committee held more than three months late: the next is due six months after it', () => {
    const play = anOverdueDuty().say(effective('c1', '2026-11-20'), morning('2026-11-20'));
    expect([play.state, play.context.anchorOn, play.context.dueOn]).toEqual(['settled', '2026-11-20', '2027-05-20']);
  });

  it('goes on from the anchor after one held a little late', () => {
    const play = anOverdueDuty().say(effective('c1', '2026-10-15'), morning('2026-10-15'));
    expect([play.context.anchorOn, play.context.dueOn]).toEqual(['2026-01-15', '2027-01-15']);
  });

  it('is asked for within six months of an early one, and late only after its date', () => {
    const play = aHeldDuty().say(effective('c1', '2026-07-02'), morning('2026-07-10'));
    play.say(effective('c2', '2026-10-20'), morning('2026-10-21'));
    expect(play.context.dueOn).toBe('2027-07-15');
    expect(play.deadlines).toEqual([
      { key: 'window', dueAt: '2027-01-20T07:00:00.000Z', event: { type: 'window.opened' } },
    ]);
    play.fire();
    expect(play.last).toEqual([
      {
        type: 'duty.ask-to-plan',
        params: { productId: 'p1', dueOn: '2027-07-15', wantedOn: '2027-04-20', advanced: false, after: null },
      },
    ]);
    expect(play.deadlines.map(({ key, dueAt }) => [key, dueAt.slice(0, 10)])).toEqual([
      ['reminder', '2027-02-19'],
      ['escalation', '2027-03-08'],
      ['due', '2027-07-15'],
    ]);
  });

  it('counts an extra committee, long before the window, for nothing', () => {
    const play = aSettledDuty().say(effective('c1', '2026-02-02'), morning('2026-02-02'));
    expect(play.context.dueOn).toBe('2026-07-15');
  });

  it('owes nothing once it is operated, transferred or stopped', () => {
    for (const phase of ['sustainability.operated', 'sustainability.transferred', 'stopped.abandoned']) {
      const play = aSettledDuty().say(entered(phase, '2026-03-01'));
      expect([play.state, play.context.dueOn, play.deadlines]).toEqual(['notOwed', null, []]);
    }
  });
});

describe('an investigation', () => {
  it('owes its first committee nine weeks after it started, and is asked at once to plan it', () => {
    const play = aDuty().say(entered('investigation', '2026-01-15'));
    expect([play.context.dueOn, play.state, play.lastOrders]).toEqual(['2026-03-19', 'due', ['duty.ask-to-plan']]);
  });

  it('that goes on is due within six months of its start, not within twelve', () => {
    const play = aDuty().say(entered('investigation', '2026-01-15')).say(effective('c1', '2026-03-19'));
    expect(play.context.dueOn).toBe('2026-07-15');
  });

  it('that becomes a construction starts its half-years on the day of the decision', () => {
    const play = aDuty()
      .say(entered('investigation', '2026-01-15'))
      .say(effective('c1', '2026-03-12', { phase: 'construction' }), morning('2026-03-20'));
    expect([play.context.anchorOn, play.context.dueOn]).toEqual(['2026-03-12', '2026-09-12']);
  });
});

describe('entering a phase', () => {
  it('goes on from the anchor, from construction to acceleration', () => {
    const play = aSettledDuty().say(effective('c1', '2026-07-02', { phase: 'acceleration' }), morning('2026-07-10'));
    expect([play.context.anchorOn, play.context.dueOn]).toEqual(['2026-01-15', '2027-01-15']);
  });

  it('starts a new series when a stopped product is resumed', () => {
    const play = aSettledDuty()
      .say(entered('stopped.dormant', '2026-03-01'))
      .say(entered('construction', '2026-06-10'), morning('2026-06-10'));
    expect(play.context.dueOn).toBe('2026-12-10');
  });

  it('does not repeat itself when the phase is corrected and the due date stays', () => {
    const play = anOverdueDuty().say(entered('acceleration', '2026-05-01'));
    expect([play.state, play.context.dueOn, play.last]).toEqual(['overdue', '2026-07-15', []]);
  });

  it('forgets what an operator stopped for the former due date', () => {
    const stopped = aSettledDuty().say({ type: 'deadline.stopped', key: 'window', reason: 'Fusion en cours' });
    expect(stopped.armed).toEqual([]);
    stopped.say(entered('stopped.dormant', '2026-03-01')).say(entered('construction', '2026-06-10'));
    expect(stopped.armed).toEqual(['window']);
  });
});

describe('the committees of a duty', () => {
  it('are planned one at a time', () => {
    const play = aPlannedDuty();
    expect(play.refusalOf(planned('c2', '2026-07-09'))).toBe('COMMITTEE_ALREADY_PLANNED');
    expect(play.can({ ...planned('c2', '2026-07-09'), type: 'committee.moved' })).toBe(false);
    expect(play.can({ ...planned('c1', '2026-07-09'), type: 'committee.moved' })).toBe(true);
  });

  it('leave the duty where its dates say when one is cancelled, and people are asked again', () => {
    const inTime = aPlannedDuty().say(cancelled('c1'));
    expect(inTime.state).toBe('due');
    expect(inTime.last).toEqual([
      {
        type: 'duty.ask-to-plan',
        params: { productId: 'p1', dueOn: '2026-07-15', wantedOn: '2026-07-15', advanced: false, after: 'cancelled' },
      },
    ]);
    const late = aPlannedDuty().say(cancelled('c1'), morning('2026-07-20'));
    expect([late.state, late.lastOrders, late.armed]).toEqual(['overdue', [], [...LATE, 'recall']]);
    const later = late.say(planned('c2', '2026-09-01')).say(cancelled('c2'), morning('2026-08-20'));
    expect([later.state, later.lastOrders]).toEqual(['overdue', ['duty.ask-to-plan']]);
  });

  it('are asked for once each time one is cancelled, and not for one the duty does not know', () => {
    const play = aPlannedDuty().say(cancelled('c9'));
    expect([play.state, play.last]).toEqual(['planned', []]);
    expect(play.say(cancelled('c1')).lastOrders).toEqual(['duty.ask-to-plan']);
    expect(play.say(cancelled('c1')).last).toEqual([]);
    const settled = aSettledDuty().say(planned('c1', '2026-07-02')).say(cancelled('c1'));
    expect([settled.state, settled.last, settled.armed]).toEqual(['settled', [], ['window']]);
  });

  it('give time to whoever has just been asked again before anybody is reminded', () => {
    const play = aPlannedDuty().say(cancelled('c1'), morning('2026-06-10'));
    expect(play.deadlines.map(({ key, dueAt }) => [key, dueAt.slice(0, 10)])).toEqual([
      ['reminder', '2026-06-24'],
      ['escalation', '2026-07-08'],
      ['due', '2026-07-15'],
    ]);
  });

  it('do not stop the calendar while their decision waits: six months after, the next is late', () => {
    const play = aHeldDuty();
    play.fire();
    expect([play.state, play.now, play.last]).toEqual([
      'due',
      // A decision of January would land in the closing: asked for by 14 November, ninety days before which is a Sunday.
      '2026-08-17T06:00:00.000Z',
      [
        {
          type: 'duty.ask-to-plan',
          params: { productId: 'p1', dueOn: '2027-01-02', wantedOn: '2026-11-14', advanced: true, after: null },
        },
      ],
    ]);
    while (play.state === 'due') play.fire();
    expect([play.state, play.now, play.lastOrders]).toEqual(['overdue', '2027-01-02T23:00:00.000Z', []]);
    // 3 January is a Sunday.
    play.fire();
    expect([play.now, play.lastOrders]).toEqual(['2027-01-04T07:00:00.000Z', ['duty.escalate']]);
    // Once it is signed, the half-years go on from their anchor; nobody is asked twice for the same day.
    play.say(effective('c1', '2026-07-02'));
    expect([play.state, play.context.dueOn, play.last]).toEqual(['due', '2027-01-15', []]);
  });

  it('stay known while they await their signatures, whatever becomes of the next one', () => {
    const play = aHeldDuty().say(planned('c2', '2026-09-10'));
    expect(play.state).toBe('planned');
    play.say(cancelled('c2'));
    expect([play.state, play.context.awaiting]).toEqual(['held', [{ committeeId: 'c1', on: '2026-07-02' }]]);
  });

  it('are asked for again when the decision is declined in time', () => {
    const play = aHeldDuty().say(declined('c1'), morning('2026-07-10'));
    // The sitting was held: six months from it, another is wanted all the same by the date that it did not serve.
    expect([play.state, play.context.dueOn, play.last[0]?.params['after']]).toEqual(['due', '2026-07-15', 'declined']);
  });

  it('are owed again when the decision is declined', () => {
    const play = aHeldDuty().say(declined('c1'), morning('2026-07-20'));
    expect([play.state, play.context.dueOn, play.armed]).toEqual(['overdue', '2026-07-15', [...LATE, 'recall']]);
  });

  it('may end when nothing is owed any more: what was planned is held or cancelled by people', () => {
    const play = aPlannedDuty().say(entered('stopped.abandoned', '2026-06-01'));
    expect(play.state).toBe('planned');
    expect(play.say(cancelled('c1')).state).toBe('notOwed');
  });

  it('are served by the sitting, not by the day of the signature', () => {
    const play = aHeldDuty().say(effective('c1', '2026-07-02'), morning('2026-08-10'));
    expect([play.state, play.context.dueOn, play.context.lastCommitteeOn]).toEqual([
      'settled',
      '2027-01-15',
      '2026-07-02',
    ]);
  });

  it('take effect in the order of their sittings: an older decision signed later changes nothing', () => {
    const play = aHeldDuty().say(held('c2', '2026-12-10'), morning('2026-12-10')).say(effective('c2', '2026-12-10'));
    const { dueOn } = play.context;
    play.say(effective('c1', '2026-07-02', { provisionalUntil: '2026-09-01' }));
    expect([play.context.dueOn, play.context.awaiting]).toEqual([dueOn, []]);
  });
});

describe('an operator on the duty', () => {
  it('moves or stops the one deadline that is pending, with a reason; no one is called late before the due date', () => {
    const move = { type: 'deadline.moved', key: 'window', dueAt: morning('2026-05-20'), reason: 'Congés' };
    expect(aSettledDuty().say(move).deadlines[0]?.dueAt).toBe(morning('2026-05-20'));
    expect(aSettledDuty().can({ ...move, reason: '' })).toBe(false);
    expect(aSettledDuty().can({ ...move, key: 'due' })).toBe(false);
    expect(aDueDuty().can({ ...move, key: 'due' })).toBe(false);
    expect(aDueDuty().can({ ...move, key: 'due', dueAt: morning('2026-08-31') })).toBe(true);
    expect(aPlannedDuty().can(move)).toBe(false);
  });

  it('moves a recall once, and stops them for good', () => {
    const play = anOverdueDuty();
    play.say({ type: 'deadline.moved', key: 'recall', dueAt: morning('2026-07-20'), reason: 'Avant les congés' });
    while (play.lastOrders[0] !== 'duty.report-overdue') play.fire();
    expect([play.now, play.deadlines.at(-1)?.dueAt]).toEqual([morning('2026-07-20'), '2026-08-19T06:00:00.000Z']);
    play.say({ type: 'deadline.stopped', key: 'recall', reason: 'Fusion décidée' });
    expect(play.say(planned('c1', '2026-09-01')).say(cancelled('c1')).armed).not.toContain('recall');
  });
});
