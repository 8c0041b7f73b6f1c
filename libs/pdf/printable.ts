import { fontCoverage } from './fonts.js';

const lineEnds = /\r\n?|[\u0085\u2028\u2029]/gu;
/** Joiners, marks of break and variation selectors: they draw nothing and carry no word. */
const invisible = /(?!\p{Bidi_Control})\p{Default_Ignorable_Code_Point}/gu;
const blanks = /[\p{Zs}\t\v\f]/gu;
/** Controls, unassigned, private use, lone surrogates, and the marks that turn the reading order of a sentence. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}]/u;

/**
 * A text every character of which the fonts of the record can draw, so that the export never stops on one. What cannot
 * be drawn is named by its code point, `[U+65B0]`, never dropped: a record hides nothing. The same goes for scripts
 * written from right to left and for direction marks, which could make a sentence read otherwise than it was typed.
 */
export function printable(text: string): string {
  const covered = fontCoverage();
  const settled = text
    .normalize('NFC')
    .replaceAll(lineEnds, '\n')
    .replaceAll(invisible, '')
    .replaceAll(blanks, (blank) => (blank !== '\t' && covered.has(blank.codePointAt(0) ?? 0) ? blank : ' '));
  let out = '';
  for (const character of settled) {
    const point = character.codePointAt(0) ?? 0;
    const drawn = character === '\n' || (covered.has(point) && !unsafe.test(character));
    out += drawn ? character : `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`;
  }
  return out;
}
