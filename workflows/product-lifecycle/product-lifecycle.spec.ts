import { describe, expect, it } from '@jest/globals';

import { LIFECYCLE_STATES, PHASE_DECISIONS, PHASE_MOVES } from '../contract/index.js';
import { aProduct, aProductIn, decision, importedIn } from '../../test/support/stories/lifecycle.story.js';

describe('a decision that takes effect', () => {
  for (const from of LIFECYCLE_STATES)
    for (const to of PHASE_DECISIONS) {
      const follows = PHASE_MOVES[from].includes(to);
      it(`${follows ? 'moves' : 'does not move'} a product from ${from} by « ${to} »`, () => {
        const play = aProductIn(from).say(decision(to));
        expect(play.state).toBe(follows && to !== 'stay' ? to : from);
        expect(play.context.lastDecision).toEqual({ recordId: 'r1', on: '2026-07-02', applied: follows });
        expect(play.lastOrders).toEqual([
          'tell half-year-duty decision.effective',
          ...(follows ? [] : ['lifecycle.report-mismatch']),
        ]);
        // The duty follows what the product is, not what could not be done.
        expect(play.last[0]?.params['event']).toMatchObject({ phase: follows ? to : 'stay' });
      });
    }

  it('dates the phase from the sitting, and keeps the date when the product stays', () => {
    expect(aProductIn('construction').say(decision('acceleration')).context.since).toBe('2026-07-02');
    expect(aProductIn('construction').say(decision('stay')).context.since).toBe('2025-03-03');
  });

  it('says nothing any more once that of a later sitting took effect', () => {
    const play = aProductIn('construction').say(decision('acceleration', '2026-09-10', 'r2'));
    play.say(decision('stopped.dormant', '2026-07-02', 'r1'));
    expect(play.state).toBe('acceleration');
    expect(play.context.lastDecision?.recordId).toBe('r2');
    expect(play.lastOrders).toEqual(['tell half-year-duty decision.effective', 'lifecycle.report-mismatch']);
  });
});

describe('a product', () => {
  it('begins by an investigation', () => {
    const play = aProduct().say({ type: 'investigation.opened', on: '2026-01-15' });
    expect([play.state, play.context.since, play.lastOrders]).toEqual([
      'investigation',
      '2026-01-15',
      ['tell half-year-duty phase.entered'],
    ]);
    expect(play.can({ type: 'investigation.opened', on: '2026-02-15' })).toBe(false);
  });

  it('stands where its imported history ends, from anywhere', () => {
    for (const from of LIFECYCLE_STATES)
      for (const to of LIFECYCLE_STATES) expect(aProductIn(from).say(importedIn(to)).state).toBe(to);
  });

  it('is corrected by an operator, with a reason', () => {
    const corrected = { type: 'phase.corrected', state: 'acceleration', on: '2026-01-10', reason: 'Erreur de saisie' };
    const play = aProductIn('sustainability.consolidation');
    expect(play.can({ ...corrected, reason: ' ' })).toBe(false);
    expect(play.say(corrected).state).toBe('acceleration');
    expect(play.lastOrders).toEqual(['tell half-year-duty phase.entered']);
  });

  it('is resumed after a stop or from safeguard, by another sponsor, with a reason; from nowhere else', () => {
    const resumed = { type: 'product.resumed', state: 'construction', on: '2026-01-10', reason: 'Nouveau sponsor' };
    const resumable = LIFECYCLE_STATES.filter((state) => aProductIn(state).can(resumed));
    expect(resumable).toEqual(['safeguard', 'stopped.inconclusive', 'stopped.abandoned', 'stopped.dormant']);
    expect(aProductIn('stopped.dormant').can({ ...resumed, reason: '' })).toBe(false);
    expect(aProductIn('stopped.dormant').say({ ...resumed, state: 'acceleration' }).state).toBe('acceleration');
  });

  it('never waits for a date', () => {
    for (const state of LIFECYCLE_STATES) expect(aProductIn(state).deadlines).toEqual([]);
  });
});
