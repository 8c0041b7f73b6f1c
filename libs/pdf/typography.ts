const space = '[ \\t\\u00A0\\u2009\\u202F]';
const address = String.raw`(?:[a-z][a-z0-9+.-]*:\/\/|www\.|mailto:)[^\s«»]+`;
const endsWord = String.raw`(?<=[\p{L}\p{M}\p{N}»)\]’'%€])`;
const follows = String.raw`(?=[;:!?]+(?:\s|»|$))`;

const places = new RegExp(
  [
    `(?<address>${address})`,
    `(?<open>«)${space}*(?=\\S)`,
    `(?<=[^\\s«])${space}*(?<close>»)`,
    `(?<=\\S)${space}+(?=(?<spaced>[;:!?]))`,
    `${endsWord}${follows}(?=(?<stuck>[;:!?]))`,
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
  return text.replaceAll(places, (whole, ...rest) => {
    const found = rest.at(-1) as Partial<Record<'address' | 'open' | 'close' | 'spaced' | 'stuck', string>>;
    if (found.address) return whole;
    if (found.open) return '«\u00A0';
    if (found.close) return '\u00A0»';
    return (found.spaced ?? found.stuck) === ':' ? '\u00A0' : '\u202F';
  });
}
