import { describe, expect, it } from '@jest/globals';

import { isWorkingDay, parisDate } from '#libs/kernel/index.js';

import { Refused } from '../../test/support/machines.js';
import {
  adjourned,
  adjournedWhole,
  aCommitteeInPreparation,
  aConvenedCommittee,
  aDecidedCommittee,
  aDeliberation,
  aPlannedCommittee,
  aSitting,
  attended,
  called,
  cancelled,
  committeeStories,
  convened,
  decided,
  moved,
  planned,
  postponed,
  settled,
  STARTS_AT,
  submitted,
} from '../../test/support/stories/committee.story.js';

describe('planning a committee', () => {
  it('tells the duty of each of its products, in the same transaction', () => {
    const play = aPlannedCommittee(['p1', 'p2']);
    expect(play.last.map(({ params }) => params)).toEqual(
      ['p1', 'p2'].map((subjectId) => ({
        process: 'half-year-duty',
        subjectId,
        event: { type: 'committee.planned', committeeId: 'c1', on: '2026-09-17' },
      })),
    );
  });

  it('takes at least one product, and each one once', () => {
    const { proposed } = committeeStories();
    expect(proposed?.can(planned([]))).toBe(false);
    expect(proposed?.can(planned(['p1', 'p1']))).toBe(false);
    expect(proposed?.can(planned(['p1']))).toBe(true);
  });

  it('mails nobody and arms nothing before it is convened', () => {
    const play = aPlannedCommittee();
    expect(play.lastOrders).toEqual(['tell half-year-duty committee.planned', 'tell half-year-duty committee.planned']);
    expect(play.armed).toEqual([]);
  });

  it('is moved or cancelled without a word to anyone, since nobody was invited', () => {
    expect(aPlannedCommittee(['p1']).say(moved('2026-10-01T12:00:00.000Z')).lastOrders).toEqual([
      'tell half-year-duty committee.moved',
    ]);
    expect(aPlannedCommittee(['p1']).say(cancelled).lastOrders).toEqual(['tell half-year-duty committee.cancelled']);
  });
});

describe('convening a committee', () => {
  it('invites everybody and sets the whole ladder', () => {
    const play = aConvenedCommittee();
    expect(play.lastOrders).toEqual(['invitations.send']);
    expect(play.armed).toEqual(['D-45', 'D-30', 'D-21', 'D-14', 'D-7', 'late', 'D-1'].map((rung) => `rung:${rung}`));
  });

  it('reminds at 8 a.m. in Paris, on working days only', () => {
    const { deadlines } = aConvenedCommittee();
    for (const { dueAt } of deadlines) {
      expect(dueAt.slice(11)).toBe('06:00:00.000Z');
      expect(isWorkingDay(parisDate(dueAt))).toBe(true);
    }
  });

  it('leaves past rungs behind when it is late, without a burst of reminders', () => {
    const play = aPlannedCommittee().say(convened, '2026-08-20T08:00:00.000Z');
    expect(play.state).toBe('convened');
    expect(play.lastOrders).toEqual(['invitations.send']);
    expect(play.context.rungs).toEqual({ 'D-45': 'skipped', 'D-30': 'skipped' });
  });

  it('opens the dossiers at once when their day is past, with one reminder that says so', () => {
    const play = aPlannedCommittee().say(convened, '2026-09-07T08:00:00.000Z');
    expect(play.state).toBe('preparing');
    expect(play.lastOrders).toEqual(['invitations.send', 'dossiers.open', 'reminder.send']);
    expect(play.last.at(-1)?.params).toEqual({ committeeId: 'c1', rung: 'D-21', awaited: ['p1', 'p2'] });
    expect(play.armed).toEqual(['rung:D-7', 'rung:late', 'rung:D-1']);
  });

  it('is refused once its day is past', () => {
    const play = aPlannedCommittee();
    play.now = '2026-09-18T08:00:00.000Z';
    expect(play.can(convened)).toBe(false);
  });
});

describe('preparing a committee', () => {
  it('climbs each rung once, in order, each with one reminder', () => {
    const play = aConvenedCommittee();
    const fired: (string | undefined)[] = [];
    while (play.armed.length > 0) fired.push(play.fire()?.key);
    expect(fired).toEqual(['D-45', 'D-30', 'D-21', 'D-14', 'D-7', 'late', 'D-1'].map((rung) => `rung:${rung}`));
    expect(play.ordered.filter(({ type }) => type === 'reminder.send')).toHaveLength(7);
    expect(play.can({ type: 'rung.reached', rung: 'D-1' })).toBe(false);
  });

  it('opens the dossiers 21 days before', () => {
    const play = aCommitteeInPreparation();
    expect(play.now).toBe('2026-08-27T06:00:00.000Z');
    expect(play.lastOrders).toEqual(['dossiers.open', 'reminder.send']);
  });

  it('may open them earlier by hand, and does not say it again on the day', () => {
    const play = aConvenedCommittee().say({ type: 'preparation.opened' });
    expect(play.lastOrders).toEqual(['dossiers.open', 'reminder.send']);
    expect(play.armed).not.toContain('rung:D-21');
  });

  it('says which dossiers are still awaited', () => {
    const play = aCommitteeInPreparation().say(submitted('p1'));
    play.fire();
    expect(play.last[0]?.params['awaited']).toEqual(['p2']);
  });

  it('reports no one late when every dossier is in', () => {
    const play = aCommitteeInPreparation(['p1']).say(submitted('p1'));
    while (play.armed[0] !== 'rung:late') play.fire();
    play.fire();
    expect(play.last).toEqual([]);
    expect(play.armed).toEqual(['rung:D-1']);
  });

  it('takes no dossier of a product it does not carry', () => {
    expect(aCommitteeInPreparation(['p1']).can(submitted('p9'))).toBe(false);
  });

  it('invites again, in sequence, when its members change', () => {
    const play = aCommitteeInPreparation().say({ type: 'members.changed' }).say({ type: 'members.changed' });
    expect(play.last).toEqual([{ type: 'invitations.send', params: { committeeId: 'c1', sequence: 2 } }]);
  });
});

describe('an operator on the ladder', () => {
  const stop = (key: string, reason = 'Pas de répétition') => ({ type: 'deadline.stopped', key, reason });
  const move = (key: string, dueAt: string) => ({ type: 'deadline.moved', key, dueAt, reason: 'Plus tôt' });

  it('moves a rung, or stops it, with a reason', () => {
    const play = aCommitteeInPreparation().say(stop('rung:D-14')).say(move('rung:D-7', '2026-09-08T06:00:00.000Z'));
    expect(play.deadlines.map(({ key, dueAt }) => [key, dueAt.slice(0, 10)])).toEqual([
      ['rung:D-7', '2026-09-08'],
      ['rung:late', '2026-09-14'],
      ['rung:D-1', '2026-09-16'],
    ]);
    expect(play.can(stop('rung:D-1', '  '))).toBe(false);
  });

  it('touches no rung that was climbed or does not exist', () => {
    expect(aCommitteeInPreparation().can(stop('rung:D-21'))).toBe(false);
    expect(aCommitteeInPreparation().can(stop('rung:D-99'))).toBe(false);
  });

  it('arms a stopped rung again by moving it, and keeps a stop when the committee moves', () => {
    const stopped = aCommitteeInPreparation().say(stop('rung:D-14'));
    expect(stopped.say(moved('2026-10-15T12:00:00.000Z')).armed).not.toContain('rung:D-14');
    expect(stopped.say(move('rung:D-14', '2026-10-02T06:00:00.000Z')).armed[0]).toBe('rung:D-14');
  });
});

describe('moving a committee', () => {
  it('moves the rungs still to climb; those climbed stay so', () => {
    const play = aCommitteeInPreparation().say(moved('2026-10-15T12:00:00.000Z'));
    expect(play.deadlines.map(({ key, dueAt }) => [key, dueAt.slice(0, 10)])).toEqual([
      ['rung:D-14', '2026-10-01'],
      ['rung:D-7', '2026-10-08'],
      ['rung:late', '2026-10-12'],
      ['rung:D-1', '2026-10-14'],
    ]);
    expect(play.lastOrders).toEqual([
      'invitations.send',
      'tell half-year-duty committee.moved',
      'tell half-year-duty committee.moved',
    ]);
  });

  it('recalls the new day, and the dossiers still awaited, even when it had recalled the old ones', () => {
    const play = aCommitteeInPreparation(['p1']);
    while (play.fire());
    expect(play.say(moved('2026-10-15T12:00:00.000Z')).armed).toEqual(['rung:D-7', 'rung:late', 'rung:D-1']);
    expect(play.say(submitted('p1')).say(moved('2026-10-22T12:00:00.000Z')).armed).toEqual([
      'rung:D-7',
      'rung:late',
      'rung:D-1',
    ]);
  });

  it('does not ask again for dossiers that are in', () => {
    const play = aCommitteeInPreparation(['p1']).say(submitted('p1'));
    while (play.fire());
    expect(play.say(moved('2026-10-15T12:00:00.000Z')).armed).toEqual(['rung:D-1']);
  });

  it('opens the dossiers when it comes so near that their day is past', () => {
    const play = aConvenedCommittee(['p1']).say(moved('2026-07-10T12:00:00.000Z'));
    expect(play.state).toBe('preparing');
    expect(play.lastOrders).toEqual([
      'invitations.send',
      'dossiers.open',
      'reminder.send',
      'tell half-year-duty committee.moved',
    ]);
  });

  it('stays convened when it moves further away', () => {
    expect(aConvenedCommittee().say(moved('2026-11-05T13:00:00.000Z')).state).toBe('convened');
  });

  it('does not move into the past', () => {
    expect(aConvenedCommittee().can(moved('2026-06-01T12:00:00.000Z'))).toBe(false);
  });

  it('raises the sequence of the invitation each time', () => {
    const play = aConvenedCommittee()
      .say(moved('2026-11-05T13:00:00.000Z'))
      .say(moved('2026-11-06T13:00:00.000Z'))
      .say(postponed);
    expect(play.last[0]).toEqual({
      type: 'cancellations.send',
      params: { committeeId: 'c1', sequence: 3, postponed: true },
    });
  });
});

describe('postponing or cancelling a committee', () => {
  it('withdraws the invitations, frees the duty and drops every reminder', () => {
    for (const [event, state] of [
      [postponed, 'postponed'],
      [cancelled, 'cancelled'],
    ] as const) {
      const play = aCommitteeInPreparation(['p1']).say(event);
      expect(play.state).toBe(state);
      expect(play.lastOrders).toEqual(['cancellations.send', 'tell half-year-duty committee.cancelled']);
      expect(play.deadlines).toEqual([]);
    }
  });

  it('takes a reason', () => {
    expect(aConvenedCommittee().can({ ...cancelled, reason: ' ' })).toBe(false);
  });

  it('finds a new date: the product is planned again, and a dossier already open stays open', () => {
    const play = aCommitteeInPreparation(['p1']).say(postponed).say(moved('2026-11-05T13:00:00.000Z'));
    expect(play.state).toBe('preparing');
    expect(play.lastOrders).toEqual(['invitations.send', 'tell half-year-duty committee.planned']);
    expect(play.armed).toEqual(['rung:D-14', 'rung:D-7', 'rung:late', 'rung:D-1']);
  });

  it('finds a new date before anything was open: near, dossiers open at once; far, in their time', () => {
    const near = aConvenedCommittee(['p1']).say(postponed).say(moved('2026-07-10T12:00:00.000Z'));
    expect([near.state, near.lastOrders]).toEqual([
      'preparing',
      ['invitations.send', 'dossiers.open', 'reminder.send', 'tell half-year-duty committee.planned'],
    ]);
    const far = aConvenedCommittee(['p1']).say(postponed).say(moved('2026-11-05T13:00:00.000Z'));
    expect(far.state).toBe('convened');
    expect(far.armed).toContain('rung:D-21');
  });

  it('may be given up after having been postponed: those invited and the duty hear of it', () => {
    const play = aConvenedCommittee().say(postponed).say(cancelled);
    expect([play.state, play.closed]).toEqual(['cancelled', true]);
    expect(play.last[0]?.params).toEqual({ committeeId: 'c1', sequence: 2, postponed: false });
    expect(play.lastOrders.slice(1)).toEqual(Array(2).fill('tell half-year-duty committee.cancelled'));
  });
});

describe('sitting', () => {
  it('drops what was left of the ladder, and keeps the time of its first stage', () => {
    const play = aCommitteeInPreparation().say({ type: 'sitting.opened' });
    expect([play.state, play.armed]).toEqual(['sitting.presentation', ['overrun']]);
    expect(play.context.onStage).toBe('p1');
  });

  it('may open straight after a late convening', () => {
    expect(aConvenedCommittee().say({ type: 'sitting.opened' }).state).toBe('sitting.presentation');
  });

  it('does not deliberate before attendance is recorded', () => {
    const play = aSitting().say({ type: 'questions.opened' });
    expect(play.refusalOf({ type: 'deliberation.opened' })).toBe('ATTENDANCE_NOT_RECORDED');
    expect(play.say(attended()).refusalOf({ type: 'deliberation.opened' })).toBeUndefined();
  });

  it('goes on without someone who must be there only with a reason', () => {
    const play = aSitting()
      .say({ type: 'questions.opened' })
      .say(attended(['sponsor']));
    expect(play.refusalOf({ type: 'deliberation.opened' })).toBe('MANDATORY_MEMBER_ABSENT');
    play.say(attended(['sponsor'], 'Représentée par sa directrice adjointe'));
    expect(play.refusalOf({ type: 'deliberation.opened' })).toBeUndefined();
  });

  it('decides on the product whose turn it is, each in its turn', () => {
    const play = aDeliberation(['p1', 'p2']);
    expect(play.can(decided('p2'))).toBe(false);
    play.say(decided('p1')).say(called('p2'));
    expect(play.state).toBe('sitting.presentation');
    play.say({ type: 'questions.opened' }).say({ type: 'deliberation.opened' }).say(decided('p2'));
    expect(play.context.products.map(({ decision }) => decision?.decisionId)).toEqual(['decision-p1', 'decision-p2']);
  });

  it('never ends without a decision on each product', () => {
    const play = aDeliberation(['p1', 'p2']).say(decided('p1'));
    expect(() => play.say({ type: 'sitting.closed' })).toThrow(Refused);
    expect(play.refusalOf({ type: 'sitting.closed' })).toBe('SITTING_WITHOUT_DECISION');
    expect(aPlannedCommittee().refusalOf({ type: 'sitting.closed' })).toBe('EVENT_REFUSED');
  });

  it('calls no product that is not on its list', () => {
    expect(aSitting(['p1']).can(called('p9'))).toBe(false);
  });
});

describe('the time of a sitting', () => {
  it('runs by stage, and the log says when it is up, once', () => {
    const play = aSitting();
    expect(play.fire()?.dueAt).toBe('2026-09-17T12:15:00.000Z');
    expect([play.context.clock?.overran, play.armed]).toEqual([true, []]);
    play.say({ type: 'clock.extended', minutes: 5 });
    expect(play.deadlines[0]?.dueAt).toBe('2026-09-17T12:20:00.000Z');
  });

  it('stops while it is paused, and starts anew with the next stage', () => {
    const play = aSitting().say({ type: 'clock.paused' }, '2026-09-17T12:05:00.000Z');
    expect([play.armed, play.refusalOf({ type: 'clock.paused' })]).toEqual([[], 'CLOCK_ALREADY_SO']);
    play.say({ type: 'clock.resumed' }, '2026-09-17T12:25:00.000Z');
    expect(play.deadlines[0]?.dueAt).toBe('2026-09-17T12:35:00.000Z');
    play.say({ type: 'stage.skipped' }, '2026-09-17T12:26:00.000Z');
    expect(play.context.clock).toMatchObject({ stage: 'questions', pausedMs: 0, startedAt: play.now });
  });

  it('follows the lengths that the sitting opened with', () => {
    const minutes = { presentation: 10, questions: 20, deliberation: 30 };
    const play = aCommitteeInPreparation().say({ type: 'sitting.opened', minutes }, STARTS_AT);
    expect(play.deadlines[0]?.dueAt).toBe('2026-09-17T12:10:00.000Z');
    play.say({ type: 'questions.opened' }, '2026-09-17T12:10:00.000Z');
    expect(play.deadlines[0]?.dueAt).toBe('2026-09-17T12:30:00.000Z');
  });
});

describe('a sitting without the quorum', () => {
  it('goes on only with a reason', () => {
    const few = { present: 2, needed: 4 };
    const play = aSitting()
      .say({ type: 'questions.opened' })
      .say(attended([], null, few));
    expect(play.refusalOf({ type: 'deliberation.opened' })).toBe('QUORUM_NOT_MET');
    expect(play.refusalOf({ type: 'stage.skipped' })).toBe('QUORUM_NOT_MET');
    play.say(attended([], 'Grève des transports', few)).say({ type: 'deliberation.opened', team: 'leaves' });
    expect(play.context.team).toBe('leaves');
    expect(play.say({ type: 'team.placed', team: 'stays' }).context.team).toBe('stays');
  });
});

describe('adjourning', () => {
  it('puts one product off: the sitting may end, that product is owed still, the others are held', () => {
    const play = aDeliberation(['p1', 'p2']).say(decided('p1')).say(adjourned('p2'));
    expect(play.say({ type: 'sitting.closed' }).lastOrders).toEqual([
      'operations.notify',
      'records.open',
      'tell half-year-duty committee.held',
      'tell half-year-duty committee.cancelled',
    ]);
    expect(play.say(settled('p1')).closed).toBe(true);
    expect(play.lastOrders).toEqual(['notes.erase']);
  });

  it('closes at once, and tells operations nothing, when every product is put off', () => {
    const play = aSitting(['p1']).say(adjourned('p1')).say({ type: 'sitting.closed' });
    expect([play.state, play.lastOrders]).toEqual([
      'closed',
      ['tell half-year-duty committee.cancelled', 'notes.erase'],
    ]);
  });

  it('puts no product off that is decided, to no day that is past, nor without a reason', () => {
    const play = aDeliberation(['p1', 'p2']).say(decided('p1'));
    expect(play.refusalOf(adjourned('p1'))).toBe('PRODUCT_ALREADY_DECIDED');
    expect(play.can(adjourned('p2', '2026-09-01T12:00:00.000Z'))).toBe(false);
    expect(play.can({ ...adjourned('p2'), reason: ' ' })).toBe(false);
    expect(play.say(adjourned('p2')).say(called('p2')).context.products[1]?.adjourned).toBeNull();
  });

  it('puts the whole sitting off: people are invited again, the duty keeps its committee, nothing of the sitting stays', () => {
    const play = aDeliberation(['p1']).say(adjournedWhole());
    expect([play.state, play.lastOrders]).toEqual([
      'preparing',
      ['invitations.send', 'tell half-year-duty committee.moved'],
    ]);
    expect(play.context).toMatchObject({ clock: null, onStage: null, attendance: null, sittings: 1 });
    expect(play.armed).toContain('rung:D-1');
    expect(aDeliberation(['p1', 'p2']).say(decided('p1')).refusalOf(adjournedWhole())).toBe('SITTING_HAS_DECIDED');
  });
});

describe('closing a sitting', () => {
  it('tells operations first, then opens the records and tells the duties', () => {
    expect(aDecidedCommittee().lastOrders).toEqual([
      'operations.notify',
      'records.open',
      'tell half-year-duty committee.held',
    ]);
  });

  it('closes the case when every record is settled, sealed or declined', () => {
    const play = aDeliberation(['p1', 'p2'])
      .say(decided('p1'))
      .say(called('p2'))
      .say({ type: 'questions.opened' })
      .say({ type: 'deliberation.opened' })
      .say(decided('p2'))
      .say({ type: 'sitting.closed' });
    expect(play.say(settled('p1')).closed).toBe(false);
    expect(play.can(settled('p9'))).toBe(false);
    expect(play.say(settled('p2', 'declined')).closed).toBe(true);
    expect(play.deadlines).toEqual([]);
  });

  it('keeps the day of the sitting that was planned', () => {
    expect(aDecidedCommittee().context.startsAt).toBe(STARTS_AT);
  });
});
