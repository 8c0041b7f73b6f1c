import type { CalendarDate } from '#libs/kernel/index.js';

import type { Note } from './oddity.js';
import { plain } from './phase-names.js';
import { readDay } from './read-day.js';
import { isRecord, paragraph, singleLine } from './register-text.js';

/** A committee that was held: it counts for the half-year duty. */
export interface HeldCommittee {
  readonly on: CalendarDate;
  readonly comment: string;
}

/** Any other event of the sheet, a committee still to come or without date included. */
export interface OtherEvent {
  readonly name: string;
  readonly on?: CalendarDate;
  readonly comment: string;
}

export interface ReadEvents {
  /** One a day, oldest first, up to today. */
  readonly committees: readonly HeldCommittee[];
  /** Oldest first, those without date last. */
  readonly otherEvents: readonly OtherEvent[];
}

const COMMITTEE = 'committee';
const known: ReadonlySet<string> = new Set([
  COMMITTEE,
  'product_launch',
  'fast',
  'national_impact',
  'eig',
  'end',
  'other',
]);

/** Reads every event of a product, keeps each, and notes what is odd in them. */
export function readEvents(raw: unknown, today: CalendarDate, note: Note): ReadEvents {
  const events = new Map<string, OtherEvent>();
  for (const [index, item] of listOf(raw, note).entries()) {
    if (!isRecord(item)) {
      note('malformed', 'events', item);
      continue;
    }
    const event = readEvent(item, today, note);
    // Committees of one day are one; other events are the same only with the same words; without date, nothing tells.
    const key = `${event.name} ${event.on ?? index} ${isHeld(event, today) ? '' : event.comment}`;
    const twin = events.get(key);
    if (twin) note('duplicate-event', event.name, event.on);
    events.set(key, twin ? { ...twin, comment: joined(twin.comment, event.comment) } : event);
  }
  const inOrder = [...events.values()].toSorted(byDay);
  return {
    committees: inOrder.filter((event) => isHeld(event, today)).map(({ on, comment }) => ({ on, comment })),
    otherEvents: inOrder.filter((event) => !isHeld(event, today)),
  };
}

function listOf(raw: unknown, note: Note): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  if (raw !== null && raw !== undefined) note('malformed', 'events', raw);
  return [];
}

function readEvent(item: Record<string, unknown>, today: CalendarDate, note: Note): OtherEvent {
  const written = singleLine(item['name']);
  const name = known.has(plain(written)) ? plain(written) : written;
  if (!known.has(name)) note('unknown-event', name);
  const day = readDay(item['date'], { of: 'event', name }, note);
  if (day === 'absent') note('event-without-date', name);
  const on = typeof day === 'object' ? day.date : undefined;
  if (on && on > today) note('future-date', { of: 'event', name }, on);
  return { name, ...(on ? { on } : {}), comment: paragraph(item['comment']) };
}

function isHeld(event: OtherEvent, today: CalendarDate): event is OtherEvent & { readonly on: CalendarDate } {
  return event.name === COMMITTEE && event.on !== undefined && event.on <= today;
}

function joined(one: string, other: string): string {
  return [...new Set([one, other].filter(Boolean))].join('\n');
}

function byDay(one: OtherEvent, other: OtherEvent): number {
  const [first, second] = [one.on ?? '9999-99-99', other.on ?? '9999-99-99'];
  return first === second ? 0 : first < second ? -1 : 1;
}
