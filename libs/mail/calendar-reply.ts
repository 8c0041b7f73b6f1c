import ICAL from 'ical.js';

import { type Instant, instantOf } from '#libs/kernel/index.js';

import { cleanText, oneLine } from './typeset.js';

/** What a calendar answers to an invitation (RFC 5546, 3.2.3). Everything in it is what its sender says. */
export interface CalendarReply {
  readonly uid: string;
  /** Of the invitation that is answered. */
  readonly sequence: number;
  /** When it was answered, by the clock of the calendar. */
  readonly stamp: Instant;
  /** Address, in lower case. */
  readonly attendee: string;
  /** `ACCEPTED`, `DECLINED`, `TENTATIVE`, or another word of theirs. */
  readonly status: string;
  readonly comment: string | null;
}

/** Characters a reply may hold: it names one meeting and one person. */
const LONGEST = 64 * 1024;

/** The reply that an iCalendar object is; null when it is none, or not of one person to one meeting. */
export function readCalendarReply(content: string): CalendarReply | null {
  if (content.length > LONGEST) return null;
  try {
    const calendar = new ICAL.Component(ICAL.parse(content) as [string, unknown[], unknown[]]);
    if (text(calendar, 'method').toUpperCase() !== 'REPLY') return null;
    const [event, ...others] = calendar.getAllSubcomponents('vevent');
    if (!event || others.length > 0) return null;
    const [attendee, ...more] = event.getAllProperties('attendee');
    const stamp = event.getFirstPropertyValue('dtstamp');
    const uid = text(event, 'uid');
    if (!attendee || more.length > 0 || uid === '' || !(stamp instanceof ICAL.Time)) return null;
    const sequence = Number(event.getFirstPropertyValue('sequence') ?? 0);
    const millis = stamp.toUnixTime() * 1_000;
    if (!Number.isSafeInteger(sequence) || sequence < 0 || !Number.isSafeInteger(millis)) return null;
    const status = attendee.getFirstParameter('partstat');
    return {
      uid: uid.slice(0, 255),
      sequence,
      stamp: instantOf(millis),
      attendee: address(String(attendee.getFirstValue())),
      status: (typeof status === 'string' && status ? status : 'NEEDS-ACTION').toUpperCase().slice(0, 40),
      comment: cleanText(text(event, 'comment')).trim().slice(0, 500) || null,
    };
  } catch {
    return null;
  }
}

const text = (component: ICAL.Component, name: string): string => {
  const value = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? value : '';
};

const address = (uri: string): string =>
  oneLine(uri)
    .replace(/^mailto:/iu, '')
    .trim()
    .toLowerCase()
    .slice(0, 254);
