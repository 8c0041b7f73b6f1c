const MAX_DEPTH = 8;

/** True for a JSON object (not an array, not null). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A text that PostgreSQL, mail and PDF can hold: no NUL nor other control character (tabs and line breaks stay),
 * no half of a surrogate pair.
 */
function cleanText(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, (character) => ('\n\r\t'.includes(character) ? character : ''))
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}

/** Cleaned, on one line, single spaces: names, identifiers. Empty for what is not a text. */
export function singleLine(value: unknown): string {
  return typeof value === 'string' ? cleanText(value).replaceAll(/\s+/gu, ' ').trim() : '';
}

/** Cleaned and trimmed, line breaks kept. Empty for what is not a text. */
export function paragraph(value: unknown): string {
  return typeof value === 'string' ? cleanText(value).trim() : '';
}

/** True when a text somewhere in the value, eight levels deep at most, holds characters that {@link cleanText} changes. */
export function hasOddCharacters(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return cleanText(value) !== value;
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return false;
  return Object.values(value).some((inner) => hasOddCharacters(inner, depth + 1));
}

/** What stands in a place, in a few words, to be quoted in a report: never more than about 60 characters. */
export function glimpse(value: unknown): string {
  if (value === undefined) return 'rien';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'une liste';
  if (typeof value === 'object') return 'un objet';
  const text = typeof value === 'string' ? singleLine(value) : (JSON.stringify(value) ?? typeof value);
  return quoted(text.length > 60 ? `${text.slice(0, 59).replace(/\p{Surrogate}$/u, '')}…` : text);
}

/** French quotation marks with their no-break spaces. */
export function quoted(text: string): string {
  return `«\u00A0${text}\u00A0»`;
}
