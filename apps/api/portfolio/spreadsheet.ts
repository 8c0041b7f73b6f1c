const FORMULA = /^[=+\-@\t\r]/u;
const NEEDS_QUOTES = /[";\r\n]/u;

/**
 * A table that French spreadsheets open rightly: UTF-8 with its byte order mark, semicolons, CRLF (RFC 4180). A text that a
 * spreadsheet would run as a formula gets an apostrophe in front: names come from outside.
 */
export function spreadsheet(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [header, ...rows].map((cells) => cells.map(cellOf).join(';'));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
