import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
} from 'ical-generator';

import { type Instant } from '#libs/kernel/index.js';

import { type CalendarPart, type Mailbox } from './mail-message.js';
import { cleanText, oneLine } from './typeset.js';

export interface Invitation {
  /** The same for every mail about the same sitting, `REQUEST` or `CANCEL`. */
  readonly uid: string;
  /** Rises with every change: a calendar ignores a number it has already seen. */
  readonly sequence: number;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly start: Instant;
  readonly end: Instant;
  readonly summary: string;
  readonly description: string;
  readonly location?: string;
  /** Video address. */
  readonly url?: string;
  readonly organizer: Mailbox;
  /** The one person the mail goes to: nobody's presence is asked in somebody else's calendar. */
  readonly attendees: readonly (Mailbox & { readonly optional?: boolean })[];
  readonly now: Instant;
  /** For a `CANCEL`: the sitting takes place without that person, whose calendar alone lets go of it. */
  readonly takesPlace?: boolean;
}

/** A quotation mark would end the parameter and has no escape in RFC 5545; a backslash means nothing there. */
const parameterName = (mailbox: Mailbox): string =>
  oneLine(cleanText(mailbox.name)).replaceAll('"', '’').replaceAll('\\', '/') || mailbox.email;

/** Who is taken out of an event that goes on is sent no status: `CANCELLED` would say that of the event (RFC 5546, 3.2.5). */
function statusOf({ method, takesPlace }: Invitation): ICalEventStatus | null {
  if (method === 'REQUEST') return ICalEventStatus.CONFIRMED;
  return takesPlace ? null : ICalEventStatus.CANCELLED;
}

/**
 * An invitation, its change or its cancellation as an iCalendar object (RFC 5545, RFC 5546). Moments are written in UTC,
 * which every calendar shows right on both sides of a clock change. Lines end in CRLF and are folded at 75 octets.
 * @throws RangeError when the end is not after the start.
 */
export function invitation(event: Invitation): CalendarPart {
  if (Date.parse(event.end) <= Date.parse(event.start)) throw new RangeError('an event ends after it starts');
  const cancelled = event.method === 'CANCEL';
  const calendar = ical({
    prodId: { company: 'Jalon', product: 'Comités', language: 'FR' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  calendar.createEvent({
    id: event.uid,
    sequence: event.sequence,
    stamp: event.now,
    start: event.start,
    end: event.end,
    summary: oneLine(cleanText(event.summary)),
    description: cleanText(event.description),
    location: event.location ? oneLine(cleanText(event.location)) : null,
    url: event.url ?? null,
    status: statusOf(event),
    busystatus: cancelled ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    organizer: { name: parameterName(event.organizer), email: event.organizer.email },
    attendees: event.attendees.map((attendee) => ({
      name: parameterName(attendee),
      email: attendee.email,
      role: attendee.optional ? ICalAttendeeRole.OPT : ICalAttendeeRole.REQ,
      type: ICalAttendeeType.INDIVIDUAL,
      rsvp: !cancelled,
      status: ICalAttendeeStatus.NEEDSACTION,
    })),
  });
  return { method: event.method, content: calendar.toString() };
}
