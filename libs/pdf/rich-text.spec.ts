import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { richText } from './rich-text.js';

const said = (text: string) =>
  richText(text).map(({ list, lines }) => [
    list,
    ...lines.map((runs) =>
      runs.map(({ text: words, bold, italic }) => `${bold ? 'B' : ''}${italic ? 'I' : ''}(${words})`).join(''),
    ),
  ]);

describe('rich text', () => {
  it('reads paragraphs, lists, bold and italic, and nothing else', () => {
    expect(said('Un **mot** et _un autre_.\n\n- **_les deux_**\n- ici')).toEqual([
      [false, '(Un )B(mot)( et )I(un autre)(.)'],
      [true, 'BI(les deux)', '(ici)'],
    ]);
    for (const plain of ['2 ** 3 ** 4', 'nom_de_fichier_long', '**', '** seul **', 'a*b*c', '<b>x</b>', '[x](y)'])
      expect(said(plain)).toEqual([[false, `(${plain})`]]);
  });

  it('loses no character that is not a mark, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '*', '_', '-', '\n', 'é') }), (text) => {
        const kept = richText(text)
          .flatMap(({ lines }) => lines.flat().map((run) => run.text))
          .join('');
        const letters = (from: string) => from.replaceAll(/[^aé]/gu, '');
        expect(letters(kept)).toBe(letters(text));
      }),
    );
  });
});
