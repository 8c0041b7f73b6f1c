import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import {
  canonicalJson,
  counted,
  de,
  derivedId,
  formatEuros,
  frenchDate,
  frenchDateTime,
  frenchLongDate,
  hashSecret,
  newCode,
  newSecret,
  parseEuros,
  sumCents,
} from './index.js';

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 });

describe('euros', () => {
  it.each([
    ['250 000', 25_000_000],
    ['250\u202F000 €', 25_000_000],
    ['250000,5', 25_000_050],
    ['1 200.05€', 120_005],
    ['0', 0],
    ['12', 1_200],
  ])('are read as people type them: %s', (text, cents) => expect(parseEuros(text)).toBe(cents));

  it.each(['', '-5', '12,345', '1.000.000', '2 50', 'douze', '12 €€', '1e5', '10 000 000 000,01', '5,', 'NaN'])(
    'are not %p',
    (text) => expect(parseEuros(text)).toBeUndefined(),
  );

  it('come back exactly from how they are written', () =>
    fc.assert(fc.property(amount, (cents) => expect(parseEuros(formatEuros(cents))).toBe(cents))));

  it('add up exactly, in any order', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000_000 }), { maxLength: 50 }), (cents) => {
        expect(sumCents(cents.toReversed())).toBe(Number(cents.reduce((total, one) => total + BigInt(one), 0n)));
      }),
    ));

  it('are written with narrow no-break spaces', () => {
    expect(formatEuros(25_000_000)).toBe('250\u202F000\u00A0€');
    expect(formatEuros(123_456_789)).toBe('1\u202F234\u202F567,89\u00A0€');
    expect(formatEuros(5)).toBe('0,05\u00A0€');
    expect(formatEuros(-100)).toBe('−1\u00A0€');
  });
});

describe('French', () => {
  it('writes days and moments', () => {
    expect(frenchDate('2026-03-01')).toBe('1er\u00A0mars 2026');
    expect(frenchDate('2026-08-31')).toBe('31\u00A0août 2026');
    expect(frenchLongDate('2026-03-02')).toBe('lundi 2\u00A0mars 2026');
    expect(frenchDateTime('2026-07-01T12:00:00.000Z')).toBe('mercredi 1er\u00A0juillet 2026 à 14\u00A0h');
    expect(frenchDateTime('2026-01-05T08:05:00.000Z')).toBe('lundi 5\u00A0janvier 2026 à 9\u00A0h\u00A005');
  });

  it.each([
    'd’Aides simples',
    'd’Écoles ouvertes',
    'd’À dock',
    'd’Œuvre commune',
    'd’Habitat',
    'd’Histologe',
    'd’Yvelines',
    'd’ANCT',
    'd’HLM',
    'de Bouée',
    'de Haut débit',
    'de Handicap et emploi',
    'de Hub des territoires',
    'de Onze',
    'de Yaourt',
    'de SNCF',
    'de 1 toit',
    'de «\u00A0Aides\u00A0»',
  ])('elides before a vowel or a mute h: %s', (written) =>
    expect(de(written.replace(/^(?:de |d’)/u, ''))).toBe(written),
  );

  it('counts in the plural from two', () => {
    expect([0, 1, 2].map((count) => counted(count, 'produit'))).toEqual([
      '0\u00A0produit',
      '1\u00A0produit',
      '2\u00A0produits',
    ]);
  });
});

describe('identifiers and secrets', () => {
  it('derive the same id from the same words, and only from them', () => {
    expect(derivedId('case', 'a', 'b')).toBe(derivedId('case', 'a', 'b'));
    expect(derivedId('case', 'a', 'b')).not.toBe(derivedId('case', 'ab'));
  });

  it('make secrets of 256 bits and codes of six digits', () => {
    expect(Buffer.from(newSecret(), 'base64url')).toHaveLength(32);
    expect(newSecret()).not.toBe(newSecret());
    for (let index = 0; index < 200; index += 1) expect(newCode()).toMatch(/^\d{6}$/u);
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys, at any depth, and survives a round trip', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = canonicalJson(value);
        expect(canonicalJson(JSON.parse(once))).toBe(once);
        const shuffle = (node: unknown): unknown =>
          Array.isArray(node)
            ? node.map(shuffle)
            : typeof node === 'object' && node !== null
              ? Object.fromEntries(
                  Object.entries(node)
                    .toReversed()
                    .map(([key, member]) => [key, shuffle(member)]),
                )
              : node;
        expect(canonicalJson(shuffle(value))).toBe(once);
      }),
    ));
});
