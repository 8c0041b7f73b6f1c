import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { fontCoverage } from './fonts.js';
import { printable } from './printable.js';
import { aRecord } from './record.fixture.js';
import { recordView } from './record-view.js';

const plain = (text: string) => ({ text, bold: false, italic: false });

describe('what the template receives', () => {
  it('states the decision in a few words', () => {
    expect(recordView(aRecord()).band).toEqual({
      decision: 'Poursuite avec le même budget',
      facts: ['250\u202F000\u00A0€', 'prochain comité avant le 2\u00A0septembre 2026'],
    });
  });

  it('sums each side of the funding to the cent', () => {
    const funding = {
      byLine: [
        { label: 'A', cents: 10 },
        { label: 'B', cents: 20 },
      ],
      byFunder: [],
    };
    expect(recordView(aRecord({ funding })).funding).toEqual({
      period: '',
      amounts: [
        {
          title: 'Ligne de budget',
          rows: [
            ['A', '0,10\u00A0€'],
            ['B', '0,20\u00A0€'],
          ],
          total: '0,30\u00A0€',
        },
      ],
    });
  });

  it('says who signed for whom, and who has still to sign', () => {
    expect(recordView(aRecord()).signatories.map(({ name, choice }) => [name, choice])).toEqual([
      ['Solène Kervella', 'Approuvé'],
      ['Lina Haddad pour Marc Aubertin', 'Approuvé avec réserves'],
      ['Awa Diarra', 'Sans avis à donner'],
    ]);
  });

  it('parts paragraphs at blank lines and sees lists', () => {
    expect(recordView(aRecord({ presentation: 'Un !\r\ndeux\r\n\r\n\r\n- trois\n• quatre' })).presentation).toEqual([
      { list: false, lines: [[plain('Un\u202F!')], [plain('deux')]] },
      { list: true, lines: [[plain('trois')], [plain('quatre')]] },
    ]);
  });

  it('keeps a figure and its unit on one line', () => {
    const indicator = { name: 'Coût', kind: 'impact', target: '12 000', unit: '€', status: 'not-measured' } as const;
    expect(recordView(aRecord({ indicators: [indicator] })).indicators).toEqual([
      ['Coût', 'Impact', '12\u202F000\u00A0€', '', 'Non mesuré'],
    ]);
  });

  it('keeps the address of the proof only when it is one', () => {
    const url = (verificationUrl: string): unknown =>
      recordView(aRecord({ proof: { documentHash: '', signatures: [], verificationUrl } })).proof[0]?.url;
    expect(url('https://jalon.example/verifier?a=1')).toBe('https://jalon.example/verifier?a=1');
    expect(url('javascript:alert(1)')).toBe('');
    expect(url('ftp://jalon.example')).toBe('');
  });
});

describe('printable text', () => {
  it('names what cannot be drawn', () => {
    expect(printable('a新b\u0000\uE000\uD83D\u05D0')).toBe('a[U+65B0]b[U+0000][U+E000][U+D83D][U+05D0]');
  });

  it('shows the marks that would turn a sentence, and drops those that only join', () => {
    expect(printable('a\u202Eb\u200Ec\u200Dd\uFE0Fe\u00ADf')).toBe('a[U+202E]b[U+200E]cdef');
  });

  it('composes accents and settles spaces and line ends', () => {
    expect(printable('e\u0301\r\nf\u3000g\th\u2028i\u202Fj')).toBe('é\nf g h\ni\u202Fj');
  });

  it('lets out only what the fonts draw, and changes nothing the second time', () => {
    const covered = fontCoverage();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const out = printable(text);
        expect(Array.from(out).every((one) => one === '\n' || covered.has(one.codePointAt(0) ?? 0))).toBe(true);
        expect(printable(out)).toBe(out);
      }),
    );
  });
});
