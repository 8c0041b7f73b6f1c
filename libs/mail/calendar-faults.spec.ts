import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import ICAL from 'ical.js';

import { addDays, addMilliseconds, parisDateTime, parisInstant } from '#libs/kernel/index.js';

import { type Invitation, invitation } from './calendar.js';

const event = (changes: Partial<Invitation> = {}): Invitation => ({
  uid: 'comite-0198@jalon.example',
  sequence: 1,
  method: 'REQUEST',
  start: '2026-03-12T09:00:00.000Z',
  end: '2026-03-12T10:00:00.000Z',
  summary: 'Comité d’investissement',
  description: 'Ordre du jour',
  organizer: { name: 'Comités', email: 'comites@fabrique.example' },
  attendees: [{ name: 'Aïcha Le Goff', email: 'aicha@ministere.example' }],
  now: '2026-02-01T08:00:00.000Z',
  ...changes,
});

const read = (content: string) => new ICAL.Component(ICAL.parse(content)).getFirstSubcomponent('vevent')!;

/** Day and hour in Paris at which a calendar shows the beginning. */
function shownInParis(content: string): string {
  const start = read(content).getFirstPropertyValue('dtstart') as ICAL.Time;
  const { date, time } = parisDateTime(start.toJSDate().toISOString());
  return `${date} ${time}`;
}

const lasting = (day: string, time: string, minutes = 50): Partial<Invitation> => {
  const start = parisInstant(day, time);
  return { start, end: addMilliseconds(start, minutes * 60_000) };
};

describe('faults that calendars of public systems have had', () => {
  it('an hour off in Paris: every hour of the days around both clock changes is shown as it was meant', () => {
    for (const around of ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31'])
      for (const offset of [-1, 0, 1])
        for (const time of ['08:00', '09:30', '14:00', '18:15']) {
          const day = addDays(around, offset);
          expect(shownInParis(invitation(event(lasting(day, time))).content)).toBe(`${day} ${time}`);
        }
  });

  it('local time written as Z: what ends in Z is UTC, one hour before Paris in winter and two in summer', () => {
    expect(invitation(event(lasting('2026-01-15', '14:00'))).content).toContain('DTSTART:20260115T130000Z');
    expect(invitation(event(lasting('2026-07-15', '14:00'))).content).toContain('DTSTART:20260715T120000Z');
  });

  it('a duration stretched by a clock change: fifty minutes stay fifty, over the very change', () => {
    for (const start of ['2026-03-29T00:40:00.000Z', '2026-10-25T00:40:00.000Z']) {
      const component = read(invitation(event({ start, end: addMilliseconds(start, 3_000_000) })).content);
      expect(new ICAL.Event(component).duration.toSeconds()).toBe(3_000);
    }
  });

  it('month overflow: last days of months, leap days and New Year are themselves', () => {
    for (const day of ['2026-01-31', '2026-08-31', '2026-12-31', '2027-01-01', '2028-02-29', '2027-02-28'])
      expect(shownInParis(invitation(event(lasting(day, '10:00'))).content)).toBe(`${day} 10:00`);
  });

  it('whatever the day and the hour, Paris sees the one that was chosen', () => {
    const day = fc.integer({ min: 0, max: 3_650 }).map((days) => addDays('2026-01-01', days));
    // Not in the hour that some Sunday of March skips.
    const hour = fc.integer({ min: 6, max: 22 }).map((hours) => `${String(hours).padStart(2, '0')}:45`);
    fc.assert(
      fc.property(day, hour, (on, at) => {
        expect(shownInParis(invitation(event(lasting(on, at))).content)).toBe(`${on} ${at}`);
      }),
    );
  });

  it('a cancellation sent as a request: the method, the status and the answer asked for all say that it is none', () => {
    const { method, content } = invitation(event({ method: 'CANCEL' }));
    expect(method).toBe('CANCEL');
    expect(content).toContain('METHOD:CANCEL');
    expect(content).not.toMatch(/REQUEST|CONFIRMED|RSVP=TRUE/u);
    expect(read(content).getFirstPropertyValue('status')).toBe('CANCELLED');
  });

  it('a meeting that seems cancelled for all because one person was taken out of it', () => {
    const component = read(invitation(event({ method: 'CANCEL', takesPlace: true })).content);
    expect(component.getFirstProperty('status')).toBeNull();
    expect(component.getAllProperties('attendee')).toHaveLength(1);
  });
});
