const space = '[ \\t\\u00A0\\u2009\\u202F]';
const address = String.raw`(?:[a-z][a-z0-9+.-]*:\/\/|www\.|mailto:)[^\s«»]+`;
const wordEnd = String.raw`(?<=[\p{L}\p{M}\p{N}»)\]’'%€])`;

const places = new RegExp(
  [
    address,
    `«${space}*(?=\\S)`,
    `(?<=[^\\s«])${space}*»`,
    `(?<=\\S)${space}+(?=[;:!?])`,
    `${wordEnd}(?=[;:!?]+(?:\\s|»|$))`,
  ].join('|'),
  'giu',
);

/**
 * Sets the spaces of a French text as a printer would: narrow no-break before `;` `!` `?`, no-break before `:` and
 * inside guillemets, added where a word carries its mark unspaced (« Bravo! »). Nothing but spaces changes, nothing
 * inside a web or mail address, and doing it again changes nothing. Source: Lexique des règles typographiques en
 * usage à l'Imprimerie nationale.
 */
export function typography(text: string): string {
  return text.replaceAll(places, (found: string, offset: number) => {
    if (found.startsWith('«')) return '«\u00A0';
    if (found.endsWith('»')) return '\u00A0»';
    if (found.trim() !== '') return found;
    return text[offset + found.length] === ':' ? '\u00A0' : '\u202F';
  });
}
