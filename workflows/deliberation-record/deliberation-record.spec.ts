import { describe, expect, it } from '@jest/globals';

import {
  aCorrection,
  aDraft,
  aNewRecord,
  answered,
  aRecordAwaitingSignOff,
  aRecordInReview,
  aSealedRecord,
  aSignedRecord,
  edited,
  issued,
  opened,
  requested,
  sealed,
} from '../../test/support/stories/record.story.js';
import { answererOf } from './index.js';

describe('drafting a record', () => {
  it('has its PDF made, and waits for it', () => {
    const play = aDraft();
    expect(play.last).toEqual([{ type: 'record.issue', params: { recordId: 'r1', version: 1 } }]);
    expect(play.say(issued()).state).toBe('inReview');
  });

  it('shows a PDF that failed without blocking anything, and takes it when it comes', () => {
    const play = aDraft().say({ type: 'pdf.failed', version: 1, failure: 'Police illisible' });
    expect([play.state, play.context.failure]).toEqual(['drafting', 'Police illisible']);
    expect(play.say(issued()).context.failure).toBeNull();
  });

  it('makes a new version of each edit, and refuses the PDF of an older one', () => {
    const play = aDraft().say(edited).say(edited);
    expect(play.last).toEqual([{ type: 'record.issue', params: { recordId: 'r1', version: 3 } }]);
    expect(play.can(issued(2))).toBe(false);
    play.say(issued(3)).say(edited);
    expect([play.state, play.context.version, play.context.sha256]).toEqual(['drafting', 4, null]);
  });
});

describe('a record that waits for the incubator', () => {
  it('is recalled twice, on working days, to be read or to be put right', () => {
    for (const play of [aRecordInReview(), aRecordAwaitingSignOff().say(answered('s1', 'request-changes'))]) {
      expect(play.deadlines.map(({ key }) => key)).toEqual(['review:reminder', 'review:escalation']);
      play.say({ type: 'review.overdue', followUp: 'reminder' });
      expect(play.last).toEqual([
        { type: 'record.remind-review', params: { recordId: 'r1', version: 1, followUp: 'reminder' } },
      ]);
      expect(play.can({ type: 'review.overdue', followUp: 'reminder' })).toBe(false);
      play.say({ type: 'review.overdue', followUp: 'escalation' });
      expect(play.deadlines).toEqual([]);
    }
    expect(aRecordInReview().deadlines.map(({ dueAt }) => dueAt)).toEqual([
      '2026-09-24T06:00:00.000Z',
      '2026-10-01T06:00:00.000Z',
    ]);
  });

  it('waits afresh for each version, and no more once sponsors are asked', () => {
    const play = aRecordInReview().say({ type: 'review.overdue', followUp: 'reminder' }).say(edited);
    expect(play.deadlines).toEqual([]);
    expect(play.say(issued(2)).deadlines).toHaveLength(2);
    expect(play.say(requested).deadlines.map(({ key }) => key)).toEqual(['reminder', 'answer']);
  });
});

describe('asking for sign-off', () => {
  it('mails each signatory once, then reminds and escalates on working days', () => {
    const play = aRecordAwaitingSignOff();
    expect(play.last.map(({ type, params }) => [type, params['signatoryId']])).toEqual([
      ['sign-off.ask', 's1'],
      ['sign-off.ask', 's2'],
      ['sign-off.ask', 's3'],
    ]);
    expect(play.deadlines.map(({ key, dueAt }) => [key, dueAt])).toEqual([
      ['reminder', '2026-09-25T06:00:00.000Z'],
      ['answer', '2026-10-05T06:00:00.000Z'],
    ]);
  });

  it('needs a required signatory, and takes each person once', () => {
    const ask = (...signatories: { signatoryId: string; personId: string; required: boolean }[]) => ({
      type: 'sign-off.requested',
      signatories,
    });
    const play = aRecordInReview();
    const sponsor = { signatoryId: 's1', personId: 'sponsor', required: true };
    expect(play.refusalOf(ask())).toBe('NO_REQUIRED_SIGNATORY');
    expect(play.refusalOf(ask({ ...sponsor, required: false }))).toBe('NO_REQUIRED_SIGNATORY');
    expect(play.refusalOf(ask(sponsor, { ...sponsor, signatoryId: 's2' }))).toBe('NO_REQUIRED_SIGNATORY');
    expect(play.refusalOf(ask(sponsor, { ...sponsor, personId: 'other' }))).toBe('NO_REQUIRED_SIGNATORY');
    expect(play.can(ask(sponsor))).toBe(true);
  });

  it('reminds only the required sponsors who have not answered, once', () => {
    const play = aRecordAwaitingSignOff().say(answered('s1'));
    play.fire();
    expect(play.last).toEqual([{ type: 'sign-off.remind', params: { recordId: 'r1', version: 1, signatoryId: 's2' } }]);
    expect(play.can({ type: 'reminder.due' })).toBe(false);
    play.fire();
    expect(play.last).toEqual([{ type: 'sign-off.escalate', params: { recordId: 'r1', awaited: ['co-sponsor'] } }]);
    expect(play.can({ type: 'answer.overdue' })).toBe(false);
    expect([play.state, play.deadlines]).toEqual(['awaitingSignOff', []]);
  });

  it('lets an operator move or stop a follow-up, with a reason, for that round only', () => {
    const stop = { type: 'deadline.stopped', key: 'reminder', reason: 'Sponsor joint par téléphone' };
    const play = aRecordAwaitingSignOff();
    expect(play.can({ ...stop, reason: '' })).toBe(false);
    expect(play.say(stop).armed).toEqual(['answer']);
    play.say(answered('s1', 'request-changes')).say(edited).say(issued(2)).say(requested);
    expect(play.armed).toEqual(['reminder', 'answer']);
  });
});

describe('answering', () => {
  it('takes effect when the last required sponsor has approved, with or without reservations', () => {
    const play = aRecordAwaitingSignOff().say(answered('s2', 'approve-with-reservations'));
    expect([play.state, play.last]).toEqual(['awaitingSignOff', []]);
    play.say(answered('s1'));
    expect(play.lastOrders).toEqual([
      'tell product-lifecycle decision.effective',
      'decision.take-effect',
      'record.seal',
    ]);
    expect(play.last[0]?.params['event']).toMatchObject({ on: '2026-09-17', phase: 'acceleration', committeeId: 'c1' });
    expect(play.deadlines).toEqual([]);
  });

  it('waits for no one who is only informed, and counts no approval of theirs', () => {
    const play = aRecordAwaitingSignOff().say(answered('s3')).say(answered('s1'));
    expect(play.state).toBe('awaitingSignOff');
    expect(play.say(answered('s2')).state).toBe('signed');
  });

  it('hears someone who is only informed, and still waits for the sponsors', () => {
    const changes = aRecordAwaitingSignOff().say(answered('s3', 'request-changes'));
    expect([changes.state, changes.lastOrders]).toEqual(['awaitingSignOff', ['sign-off.report-changes']]);
    const refusal = aRecordAwaitingSignOff().say(answered('s3', 'decline'));
    expect([refusal.state, refusal.lastOrders]).toEqual(['awaitingSignOff', ['sign-off.report-declined']]);
  });

  it('is done once by each signatory, and by no one else', () => {
    const play = aRecordAwaitingSignOff().say(answered('s1'));
    expect(play.refusalOf(answered('s1', 'decline'))).toBe('ALREADY_ANSWERED');
    expect(play.refusalOf(answered('s9'))).toBe('SIGN_OFF_REPLACED');
    expect(aSignedRecord().refusalOf(answered('s3'))).toBe('SIGN_OFF_CLOSED');
  });

  it('starts a new version when changes are asked for, with no answer carried over', () => {
    const play = aRecordAwaitingSignOff().say(answered('s1')).say(answered('s2', 'request-changes'));
    expect([play.state, play.lastOrders, play.deadlines.map(({ key }) => key)]).toEqual([
      'changesRequested',
      ['sign-off.report-changes'],
      ['review:reminder', 'review:escalation'],
    ]);
    expect(play.refusalOf(answered('s1'))).toBe('SIGN_OFF_CLOSED');
    play.say(edited);
    expect([play.state, play.context.version, play.context.signatories]).toEqual(['drafting', 2, []]);
  });

  it('ends the record when a required sponsor declines: the product owes a committee again', () => {
    const play = aRecordAwaitingSignOff().say(answered('s1', 'decline'));
    expect(play.closed).toBe(true);
    expect(play.lastOrders).toEqual([
      'sign-off.report-declined',
      'tell half-year-duty decision.declined',
      'tell committee record.settled',
    ]);
    expect(play.deadlines).toEqual([]);
  });
});

describe('sealing', () => {
  it('shows a seal that failed, then delivers the record and settles the committee', () => {
    const play = aSignedRecord().say({ type: 'seal.failed', failure: 'Disque plein' });
    expect([play.state, play.context.failure]).toEqual(['signed', 'Disque plein']);
    play.say(sealed);
    expect(play.lastOrders).toEqual(['record.deliver', 'tell committee record.settled']);
    expect([play.context.failure, play.closed]).toEqual([null, false]);
  });

  it('is final, but for a later record that replaces it, with a reason', () => {
    const replaced = { type: 'record.superseded', byRecordId: 'r2', reason: 'Erreur de montant' };
    expect(aSealedRecord().can(edited)).toBe(false);
    expect(aSealedRecord().can({ ...replaced, reason: ' ' })).toBe(false);
    expect(aSealedRecord().say(replaced).closed).toBe(true);
  });
});

describe('signing in order', () => {
  const inOrder = { ...requested, signing: { inOrder: true, quorum: null, workingDays: 4 } };

  it('asks the first and whoever is informed, then the next once the one before has signed, with as long to answer', () => {
    const play = aRecordInReview().say(inOrder, '2026-09-18T08:00:00.000Z');
    const asked = () => play.last.map(({ type, params }) => [type, params['signatoryId']]);
    expect(asked()).toEqual([
      ['sign-off.ask', 's1'],
      ['sign-off.ask', 's3'],
    ]);
    expect(play.refusalOf(answered('s2'))).toBe('NOT_YOUR_TURN');
    expect(play.refusalOf({ type: 'signature.delegated', signatoryId: 's2', to: 'x', reason: 'Congé' })).toBe(
      'NOT_YOUR_TURN',
    );
    play.fire();
    expect(asked()).toEqual([['sign-off.remind', 's1']]);
    play.say(answered('s1'), '2026-09-23T08:00:00.000Z');
    expect(asked()).toEqual([['sign-off.ask', 's2']]);
    expect(play.deadlines.map(({ key, dueAt }) => [key, dueAt.slice(0, 10)])).toEqual([
      ['reminder', '2026-09-25'],
      ['answer', '2026-09-30'],
    ]);
    expect(play.say(answered('s2')).state).toBe('signed');
  });
});

describe('a quorum', () => {
  it('is enough to sign, and a refusal ends the record all the same', () => {
    const quorum = { ...requested, signing: { inOrder: false, quorum: 1, workingDays: 10 } };
    expect(aRecordInReview().say(quorum).say(answered('s3')).say(answered('s2')).state).toBe('signed');
    expect(aRecordInReview().say(quorum).say(answered('s1', 'decline')).state).toBe('declined');
    for (const wrong of [0, 3, 1.5]) {
      const asked = { ...quorum, signing: { ...quorum.signing, quorum: wrong } };
      expect(aRecordInReview().refusalOf(asked)).toBe('NO_REQUIRED_SIGNATORY');
    }
  });
});

describe('delegating and replacing', () => {
  const delegated = (signatoryId: string, to: string, reason = 'Congé') => ({
    type: 'signature.delegated',
    signatoryId,
    to,
    reason,
  });
  const replaced = (signatoryId: string, personId: string, place = 's4') => ({
    type: 'signatory.replaced',
    signatoryId,
    by: { signatoryId: place, personId },
    reason: 'A quitté ses fonctions',
  });

  it('goes down a chain and never back up it, and asks only the last of it', () => {
    const play = aRecordAwaitingSignOff().say(delegated('s1', 'b'));
    expect(play.lastOrders).toEqual(['sign-off.ask', 'sign-off.report-delegated']);
    play.say(delegated('s1', 'c'));
    expect(answererOf(play.context.signatories[0]!)).toBe('c');
    for (const to of ['sponsor', 'b', 'c']) expect(play.refusalOf(delegated('s1', to))).toBe('DELEGATION_REFUSED');
    expect(play.refusalOf(delegated('s1', 'd', ' '))).toBe('DELEGATION_REFUSED');
    expect(play.say(answered('s1')).refusalOf(delegated('s1', 'd'))).toBe('ALREADY_ANSWERED');
  });

  it('may cross: each signs once for the other', () => {
    const play = aRecordAwaitingSignOff().say(delegated('s1', 'co-sponsor')).say(delegated('s2', 'sponsor'));
    expect(play.context.signatories.slice(0, 2).map(answererOf)).toEqual(['co-sponsor', 'sponsor']);
    expect(play.refusalOf(delegated('s1', 'sponsor'))).toBe('DELEGATION_REFUSED');
    expect(play.say(answered('s1')).say(answered('s2')).state).toBe('signed');
  });

  it('gives a place to somebody else before an answer, and keeps both', () => {
    const play = aRecordAwaitingSignOff().say(replaced('s1', 'new-sponsor'));
    expect(play.lastOrders).toEqual(['sign-off.ask', 'sign-off.report-replaced']);
    expect(play.context.former).toMatchObject([{ signatoryId: 's1', personId: 'sponsor', byPersonId: 'new-sponsor' }]);
    expect(play.refusalOf(answered('s1'))).toBe('SIGN_OFF_REPLACED');
    expect(play.refusalOf(replaced('s4', 'co-sponsor', 's5'))).toBe('REPLACEMENT_REFUSED');
    expect(play.say(answered('s4')).refusalOf(replaced('s4', 'again', 's6'))).toBe('REPLACEMENT_REFUSED');
    expect(play.say(answered('s2')).state).toBe('signed');
  });
});

describe('a record that replaces another', () => {
  const correcting = (phase: string | null, redates: boolean) =>
    aNewRecord()
      .say({ ...opened, replaces: { recordId: 'r0', reason: 'Montant erroné', phase, redates } })
      .say(issued())
      .say(requested)
      .say(answered('s1'));

  it('moves neither phase nor duty for an amount, then tells the sealed record, and settles no committee twice', () => {
    const play = correcting(null, false).say(answered('s2'));
    expect(play.lastOrders).toEqual(['decision.take-effect', 'record.seal']);
    play.say(sealed);
    expect(play.lastOrders).toEqual(['record.deliver', 'tell deliberation-record record.superseded']);
    expect(play.last[1]?.params).toMatchObject({
      subjectId: 'r0',
      event: { byRecordId: 'r1', reason: 'Montant erroné' },
    });
  });

  it('puts right the phase and the day that depends on it, unless a later decision says where the product is', () => {
    expect(correcting('construction', true).say(answered('s2')).lastOrders.slice(0, 2)).toEqual([
      'tell product-lifecycle phase.corrected',
      'tell half-year-duty decision.effective',
    ]);
    const overtaken = correcting('construction', false).say({ ...answered('s2'), overtaken: true });
    expect(overtaken.lastOrders).toEqual(['decision.take-effect', 'record.seal']);
  });

  it('leaves the sealed record and the duty alone when it is declined or given up', () => {
    const declined = correcting(null, false).say(answered('s2', 'decline'));
    expect(declined.lastOrders).toEqual(['sign-off.report-declined']);
    const abandoned = aCorrection().say({ type: 'record.abandoned', reason: 'Sans objet' });
    expect([abandoned.closed, abandoned.last]).toEqual([true, []]);
    expect(aRecordInReview().can({ type: 'record.abandoned', reason: 'Sans objet' })).toBe(false);
  });
});
