import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import ICAL from 'ical.js';

import { addMilliseconds, instantOf, parisInstant } from '#libs/kernel/index.js';

import { type Invitation, invitation } from './calendar.js';

const event = (changes: Partial<Invitation> = {}): Invitation => ({
  uid: 'comite-0198@jalon.example',
  sequence: 0,
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

function parse(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content));
  const component = calendar.getFirstSubcomponent('vevent')!;
  return { calendar, component, event: new ICAL.Event(component) };
}

const text = fc
  .string({ unit: 'grapheme', maxLength: 200 })
  .map((value) => value.replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, ''));
const shown = (value: string): string => value.trim();

describe('an invitation', () => {
  it('asks one person to come and to answer', () => {
    const { method, content } = invitation(
      event({ sequence: 3, location: 'Salle 12, Paris', url: 'https://visio.example/c' }),
    );
    const { calendar, component, event: parsed } = parse(content);
    const attendee = component.getFirstProperty('attendee')!;
    expect(method).toBe('REQUEST');
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(component.getFirstPropertyValue('status')).toBe('CONFIRMED');
    expect(parsed).toMatchObject({ uid: 'comite-0198@jalon.example', sequence: 3, location: 'Salle 12, Paris' });
    expect(component.getFirstPropertyValue('url')).toBe('https://visio.example/c');
    expect(component.getAllProperties('attendee')).toHaveLength(1);
    expect(String(attendee.getFirstValue()).toLowerCase()).toBe('mailto:aicha@ministere.example');
    expect(attendee.getParameter('rsvp')).toBe('TRUE');
    expect(attendee.getParameter('partstat')).toBe('NEEDS-ACTION');
    expect(attendee.getParameter('role')).toBe('REQ-PARTICIPANT');
  });

  it('is taken back by a cancellation with the same uid that asks for no answer', () => {
    const { component, calendar } = parse(invitation(event({ method: 'CANCEL', sequence: 4 })).content);
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(component.getFirstProperty('attendee')!.getParameter('rsvp')).toBe('FALSE');
  });

  it.each([
    ['the evening before clocks go forward', '2026-03-28', '20260328T090000Z'],
    ['the day clocks go forward', '2026-03-29', '20260329T080000Z'],
    ['the day clocks go back', '2026-10-25', '20261025T090000Z'],
    ['the day before clocks go back', '2026-10-24', '20261024T080000Z'],
  ])('at ten in Paris is at ten in Paris %s', (_, date, written) => {
    const start = parisInstant(date, '10:00');
    const { content } = invitation(event({ start, end: addMilliseconds(start, 3_600_000) }));
    expect(content).toContain(`DTSTART:${written}`);
  });

  it('reads back as it was meant, whatever was written and whenever it is', () => {
    const moment = fc
      .integer({ min: Date.parse('2020-01-01'), max: Date.parse('2040-01-01') })
      .map((value) => value - (value % 1000));
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 1, max: 600 }),
        text,
        text,
        text,
        text,
        (from, minutes, summary, description, location, name) => {
          const { content } = invitation(
            event({
              start: instantOf(from),
              end: instantOf(from + minutes * 60_000),
              summary,
              description: `a${description}`,
              location: `a${location}`,
              attendees: [{ name: `a${name}`, email: 'a@b.example' }],
            }),
          );
          const { component, event: parsed } = parse(content);
          expect(parsed.startDate.toUnixTime() * 1000).toBe(from);
          expect(parsed.endDate.toUnixTime() * 1000).toBe(from + minutes * 60_000);
          expect(parsed.summary).toBe(shown(summary));
          expect(parsed.description).toBe(`a${description}`);
          expect(parsed.location).toBe(shown(`a${location}`));
          const cn = String(component.getFirstProperty('attendee')!.getParameter('cn'));
          expect(cn).toBe(shown(`a${name}`).replaceAll('"', '’').replaceAll('\\', '/'));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps its lines within 75 octets, ended by CRLF', () => {
    fc.assert(
      fc.property(text, text, (summary, description) => {
        const { content } = invitation(event({ summary, description: `é${description}\nœ` }));
        expect(content.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
        for (const line of content.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      }),
    );
  });

  it('does not end before it starts', () => {
    expect(() => invitation(event({ end: '2026-03-12T09:00:00.000Z' }))).toThrow(RangeError);
  });
});
