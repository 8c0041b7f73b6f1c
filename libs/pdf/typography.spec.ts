import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { typography } from './typography.js';

const spaces = /[ \t\u00A0\u2009\u202F]/gu;
const word = fc.constantFrom(
  'oui',
  'Bravo',
  'À',
  '12',
  '€',
  'x',
  '»a',
  'www.exemple.example',
  'https://a.example/b?c;d!e:f',
);
const mark = fc.constantFrom(
  ' ',
  '  ',
  '\u00A0',
  '\u202F',
  '\n',
  ';',
  '!',
  '?',
  ':',
  '«',
  '»',
  '(',
  ')',
  '"',
  '.',
  '?!',
);
const french = fc.array(fc.oneof(word, mark), { maxLength: 30 }).map((parts) => parts.join(''));
const any = fc.oneof(french, fc.string({ unit: 'binary' }));

describe('setting French spaces', () => {
  it('puts a narrow no-break space before ; ! ? and a no-break space before :', () => {
    expect(typography('Bravo ! Vraiment ? Oui ; voici :')).toBe('Bravo\u202F! Vraiment\u202F? Oui\u202F; voici\u00A0:');
  });

  it('adds the space that a hurried hand left out at the end of a word', () => {
    expect(typography('Bravo! Quoi?! Objectif: 12.')).toBe('Bravo\u202F! Quoi\u202F?! Objectif\u00A0: 12.');
  });

  it('opens guillemets with a no-break space and closes them so', () => {
    expect(typography('« oui » et «non»')).toBe('«\u00A0oui\u00A0» et «\u00A0non\u00A0»');
  });

  it('leaves hours, ratios and addresses alone', () => {
    const plain = 'à 12:30, 3:2, https://exemple.example/?a=1;b!c mailto:a@exemple.example?x=1 ok';
    expect(typography(plain)).toBe(plain);
    expect(typography('Voir https://exemple.example/a?b !')).toBe('Voir https://exemple.example/a?b\u202F!');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(any, (text) => expect(typography(typography(text))).toBe(typography(text))),
      { numRuns: 2000 },
    );
  });

  it('changes nothing but spaces', () => {
    const bare = (text: string): string => text.replaceAll(spaces, '');
    fc.assert(
      fc.property(any, (text) => expect(bare(typography(text))).toBe(bare(text))),
      { numRuns: 2000 },
    );
  });

  it('touches spaces only next to a mark or inside guillemets', () => {
    const away = fc.array(fc.constantFrom('a', ' ', '\u202F', ',', '.', '(', '-', '\n'), { maxLength: 40 });
    fc.assert(fc.property(away, (parts) => expect(typography(parts.join(''))).toBe(parts.join(''))));
  });

  it('never changes an address', () => {
    const path = fc.array(fc.constantFrom('a', '/', '?', ';', '!', ':', '=', '&'), { maxLength: 20 });
    fc.assert(
      fc.property(french, path, french, (before, parts, after) => {
        const address = `https://exemple.example/${parts.join('')}`;
        expect(typography(`${before} ${address} ${after}`)).toContain(address);
      }),
    );
  });
});
