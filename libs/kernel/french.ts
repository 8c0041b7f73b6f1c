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

/** For a label within a sentence: `responsable de portefeuille à la DINUM`. */
export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Words that begin with an h that forbids elision (« le haut », not « l’haut »), among those that services are named after. */
const ASPIRATED =
  /^(?:hac(?:k|h)|hai[en]|hall|halte|hameau|handicap|handball|hangar|harc|hardi|haricot|hasard|hâte|hausse|haut|havre|hérisson|héros|hêtre|hib|hiérarchi|hollande|honte|hongr|hors|hot[ -]?line|houle|hub|huit|hurl|hutte)/u;

/** Other words said as if a consonant came first. */
const UNELIDED = /^(?:onz|oui(?!e)|ouistiti|uhlan|yacht|yaourt|yoga|y[aeiou])/u;

/**
 * The preposition that goes before a name, with its space or apostrophe: `de `, `d’`. Before a vowel or a mute h, by the first
 * letter, accents aside. An acronym follows its first letter too (`d’ANCT`, `de SNCF`); before a figure, a quotation mark or
 * anything else that is no letter, `de ` is never wrong.
 */
export function deBefore(name: string): 'de ' | 'd’' {
  const word = name.trimStart().toLowerCase();
  const [first = ''] = word.replaceAll('œ', 'oe').replaceAll('æ', 'ae').normalize('NFD');
  if (!/[aeiouyh]/u.test(first) || ASPIRATED.test(word.normalize('NFC')) || UNELIDED.test(word)) return 'de ';
  return 'd’';
}

/** `d’Aides simples`, `de Bouée`; `deBefore` alone when the name is set apart, in bold. */
export function de(name: string): string {
  return deBefore(name) + name;
}
