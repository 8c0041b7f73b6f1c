import type { CalendarDate } from './calendar-date.js';
import { type Instant, PARIS } from './clock.js';

const day = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const weekday = new Intl.DateTimeFormat('fr-FR', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const moment = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone: PARIS });
const momentDay = new Intl.DateTimeFormat('fr-FR', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: PARIS,
});

const first = (text: string): string =>
  text.replace(/(^|\s)1 (?=\p{L})/u, '$11er ').replaceAll(/(\d(?:er)?) (?=\p{L})/gu, '$1\u00A0');

/** `1er mars 2026`, with a no-break space after the day. */
export function frenchDate(date: CalendarDate): string {
  return first(day.format(new Date(`${date}T00:00:00Z`)));
}

/** `lundi 2 mars 2026`. */
export function frenchLongDate(date: CalendarDate): string {
  return first(weekday.format(new Date(`${date}T00:00:00Z`)));
}

/** `lundi 2 mars 2026 à 14 h 30`, Paris time. */
export function frenchDateTime(instant: Instant): string {
  const [hours = '', minutes = ''] = moment.format(new Date(instant)).split(':');
  return `${first(momentDay.format(new Date(instant)))} à ${Number(hours)}\u00A0h${minutes === '00' ? '' : `\u00A0${minutes}`}`;
}

/** `1 produit`, `0 produit`, `2 produits`: French counts from two in the plural. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count}\u00A0${count >= 2 ? many : one}`;
}
