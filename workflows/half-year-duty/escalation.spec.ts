import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { addDays, type CalendarDate, isWorkingDay, parisDate, parisDateTime, PLACES } from '#libs/kernel/index.js';

import { aDuty, anOverdueDuty, entered, morning, planned } from '../../test/support/stories/duty.story.js';
import { ESCALATION, type EscalationStep } from './case.js';
import { USUAL_DUTY_PROGRAMME } from './programme.js';

const anyDay = fc.oneof(
  fc.integer({ min: 0, max: 3000 }).map((days): CalendarDate => addDays('2026-01-01', days)),
  // The day after a date due on these is a holiday, a weekend, or the night on which the clocks change.
  fc.constantFrom('2026-04-30', '2027-04-30', '2026-10-24', '2027-03-27', '2026-12-24', '2027-11-10'),
);

const followed = (programme: object) => ({
  type: 'programme.changed',
  programme: { ...USUAL_DUTY_PROGRAMME, ...programme },
});

/** What is told of a duty that nobody does anything about, until its first monthly recall. */
function told(anchor: CalendarDate, programme: object) {
  const play = aDuty(morning(anchor)).say(followed(programme)).say(entered('construction', anchor));
  const steps: { readonly step: EscalationStep; readonly at: string }[] = [];
  while (play.lastOrders[0] !== 'duty.report-overdue') {
    play.fire();
    for (const { type, params } of play.last)
      if (type === 'duty.escalate') steps.push({ step: params['step'] as EscalationStep, at: play.now });
  }
  return { steps, recalledAt: play.now };
}

describe('a late committee', () => {
  it('is told to the team, the portfolio manager, the lead and the DINUM, each once, on a working day of the place', () =>
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...PLACES), fc.integer({ min: 1, max: 5 }), (anchor, place, apart) => {
        const { steps, recalledAt } = told(anchor, { place, escalationWorkingDays: apart });
        expect(steps.map(({ step }) => step)).toEqual(ESCALATION);
        for (const { at } of [...steps, { at: recalledAt }]) {
          const { date, time } = parisDateTime(at);
          expect([isWorkingDay(date, place), time]).toEqual([true, '08:00']);
        }
      }),
      { numRuns: 60 },
    ));

  it('is told to nobody on the 1st of May, nor on a day off of Alsace or of La Réunion', () => {
    // Due on Thursday 30 April 2026: the day after is the 1st of May, and a Friday.
    expect(told('2025-10-30', {}).steps[0]?.at).toBe('2026-05-04T06:00:00.000Z');
    // Due on 19 December 2027, a Sunday: the 20th is the abolition of slavery on La Réunion.
    expect(parisDate(told('2027-06-19', { place: 'reunion' }).steps[0]?.at ?? '')).toBe('2027-12-21');
    expect(parisDate(told('2027-06-19', {}).steps[0]?.at ?? '')).toBe('2027-12-20');
    // Due on 25 December 2028: the 26th is a holiday in Alsace and Moselle.
    expect(parisDate(told('2028-06-25', { place: 'alsace-moselle' }).steps[0]?.at ?? '')).toBe('2028-12-27');
  });

  it('is told at eight in Paris on either side of both nights on which the clocks change', () => {
    expect(told('2026-04-24', {}).steps[0]?.at).toBe('2026-10-26T07:00:00.000Z');
    expect(told('2026-09-27', {}).steps[0]?.at).toBe('2027-03-30T06:00:00.000Z');
  });

  it('is not told on once a date is chosen, and goes on from the next step when the committee is cancelled', () => {
    const play = anOverdueDuty();
    play.fire();
    expect(play.last[0]?.params['step']).toBe('team');
    play.say(planned('c1', '2026-09-10'));
    expect(play.armed).toEqual([]);
    play.say({ type: 'committee.cancelled', committeeId: 'c1' });
    expect(play.armed).toEqual([...ESCALATION.slice(1).map((step) => `late:${step}`), 'recall']);
  });

  it('has any step stopped, with a reason; the others go on', () => {
    const play = anOverdueDuty();
    const stop = {
      type: 'deadline.stopped',
      key: 'late:portfolio-manager',
      reason: 'La date est convenue de vive voix',
    };
    expect(play.can({ ...stop, reason: ' ' })).toBe(false);
    play.say(stop);
    expect(play.armed).toEqual(['late:team', 'late:incubator-lead', 'late:dinum-portfolio-manager', 'recall']);
  });
});
