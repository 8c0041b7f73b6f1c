import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus, ICalEventTransparency } from 'ical-generator';

import { type Instant } from '#libs/kernel/index.js';

import { cleanText, oneLine } from './typeset.js';

/** A meeting as a subscribed calendar shows it. */
export interface PublishedEvent {
  /** The same at every reading, and in the mails about it. */
  readonly uid: string;
  readonly sequence: number;
  readonly modifiedAt: Instant;
  readonly start: Instant;
  readonly end: Instant;
  readonly summary: string;
  readonly location?: string;
  readonly url: string;
  readonly status: 'tentative' | 'confirmed' | 'cancelled';
}

const STATUS = {
  tentative: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
} as const;

/** Seconds between two readings, as a hint to calendars that take hints. */
const REFRESH = 3_600;

/**
 * What a subscribed calendar reads (RFC 5545, RFC 7986): no attendee, hence no answer asked for. Holds no moment of its own
 * making: as long as the events are the same, so are its octets.
 */
export function publishedCalendar(calendar: {
  readonly name: string;
  readonly events: readonly PublishedEvent[];
}): string {
  const published = ical({
    prodId: { company: 'Jalon', product: 'Comités', language: 'FR' },
    method: ICalCalendarMethod.PUBLISH,
    name: oneLine(cleanText(calendar.name)),
    ttl: REFRESH,
  });
  for (const event of calendar.events)
    published.createEvent({
      id: event.uid,
      sequence: event.sequence,
      stamp: event.modifiedAt,
      lastModified: event.modifiedAt,
      start: event.start,
      end: event.end,
      summary: oneLine(cleanText(event.summary)),
      location: event.location ? oneLine(cleanText(event.location)) : null,
      url: event.url,
      status: STATUS[event.status],
      busystatus: event.status === 'cancelled' ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
      transparency: event.status === 'cancelled' ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    });
  return published.toString();
}
