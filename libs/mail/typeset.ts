const NO_BREAK = '\u00A0';
const NARROW = '\u202F';

/**
 * Puts the no-break spaces of French typography where an ordinary space was typed: narrow before `; ! ?`,
 * full before `:` and inside « ». Adds no space, so that addresses and times stay as written.
 */
export function typeset(text: string): string {
  return text
    .replaceAll(/ (?=[;!?])/gu, NARROW)
    .replaceAll(/ (?=:(?:\s|$))/gu, NO_BREAK)
    .replaceAll(/« /gu, `«${NO_BREAK}`)
    .replaceAll(/ »/gu, `${NO_BREAK}»`)
    .replaceAll(/(\d) (?=[€%])/gu, `$1${NO_BREAK}`);
}

/** One line without control characters: subjects, names and everything that becomes a header. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** Plain text without the control characters that mail, calendars and PostgreSQL choke on; line feeds stay. */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .replaceAll(/\p{Cs}/gu, '\uFFFD');
}
