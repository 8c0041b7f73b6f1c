import { isDeepStrictEqual } from 'node:util';

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { addDays, isCalendarDate } from '#libs/kernel/index.js';
import { LIFECYCLE_STATES } from '#workflows/contract/index.js';

import { fingerprint } from './fingerprint.js';
import { ODDITY_KINDS } from './oddity.js';
import { parseRegister, type RegisterProduct } from './parse-register.js';
import { contextOf, historyFingerprint, type ProductHistory, readHistory } from './product-history.js';
import { plain } from './phase-names.js';
import { aFile, aProduct, context } from './register.builder.js';
import { singleLine } from './register-text.js';

const today = '2026-03-02';
const day = fc.integer({ min: 0, max: 6500 }).map((days) => addDays('2013-01-01', days));
const brokenDay = fc.constantFrom(
  '',
  '2021-13-45',
  '2021-2-3',
  '2021',
  '2021-02-03T10:00:00Z',
  null,
  undefined,
  2021,
  {},
  '0000-01-01',
);
const junk = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constant(undefined), fc.constant('\u0000'));
const someDay = fc.oneof({ weight: 4, arbitrary: day }, brokenDay, junk);
const phaseName = fc.constantFrom(
  'investigation',
  'construction',
  'acceleration',
  'consolidation',
  'opere',
  'transfere',
  'abandon-investigation',
  'abandon',
  'success',
  'transfer',
  'alumni',
  'perennisation',
  'hibernation',
  'Toujours la même',
  '',
);
const eventName = fc.constantFrom('committee', 'end', 'fast', 'other', 'product_launch', 'alumni', '');
const phase = fc.oneof(
  { weight: 6, arbitrary: fc.record({ name: phaseName, start: day, end: someDay }) },
  fc.record({ name: fc.oneof(phaseName, junk), start: someDay, end: someDay }, { requiredKeys: [] }),
  junk,
);
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ name: eventName, date: someDay, comment: fc.string() }, { requiredKeys: [] }) },
  junk,
);
const attributes = fc.record(
  {
    name: fc.oneof(fc.string({ unit: 'binary' }), junk),
    pitch: junk,
    link: fc.oneof(fc.webUrl(), junk),
    stats_url: junk,
    phases: fc.oneof({ weight: 6, arbitrary: fc.array(phase, { maxLength: 8 }) }, junk),
    events: fc.oneof({ weight: 6, arbitrary: fc.array(event, { maxLength: 8 }) }, junk),
    sponsors: fc.oneof(fc.array(fc.oneof(fc.constantFrom('dgcs', '/organisations/dinum', 'x'), junk)), junk),
    thematiques: junk,
    nouveau: junk,
  },
  { requiredKeys: [] },
);
const relationships = fc.oneof(
  junk,
  fc.record({ incubator: fc.oneof(fc.record({ data: junk }), junk), incubators: junk }),
);
const product: fc.Arbitrary<RegisterProduct & { type: string }> = fc.record({
  id: fc.stringMatching(/^[a-z][a-z0-9.-]{2,20}$/u),
  type: fc.constant('startup'),
  attributes,
  relationships,
});

const read = (one: RegisterProduct): ProductHistory => readHistory(one, context);
const writtenPhases = (one: RegisterProduct): { name: string; start: string }[] => {
  const { phases } = one.attributes;
  return (Array.isArray(phases) ? (phases as unknown[]) : []).filter(
    (item): item is { name: string; start: string } =>
      typeof item === 'object' &&
      item !== null &&
      'start' in item &&
      isCalendarDate(item.start) &&
      item.start >= '1900' &&
      'name' in item &&
      typeof item.name === 'string',
  );
};

describe('a history made up', () => {
  it('is read whatever its sheet holds, and what is odd is told in whole sentences', () => {
    fc.assert(
      fc.property(product, (one) => {
        const history = read(one);
        for (const { product: id, kind, detail, handled } of history.oddities) {
          expect(id).toBe(one.id);
          expect(ODDITY_KINDS).toContain(kind);
          expect(detail).toMatch(/^\P{Cc}+\.$/u);
          expect(handled).toMatch(/^\P{Cc}+\.$/u);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('holds nothing that a database or a page would refuse', () => {
    fc.assert(
      fc.property(product, (one) => {
        const texts: string[] = [];
        JSON.stringify(read(one), (_, value: unknown) => {
          if (typeof value === 'string') texts.push(value);
          return value;
        });
        expect(texts.filter((text) => /\0|\p{Surrogate}/u.test(text))).toEqual([]);
        expect(Object.values(read(one).links).every((link) => /^https?:/u.test(link))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every phase that has a name and a date of the calendar', () => {
    fc.assert(
      fc.property(product, (one) => {
        const key = (name: string, start: string) => `${plain(singleLine(name))} ${start}`;
        const kept = new Set(read(one).phases.map(({ registerName, start }) => key(registerName, start)));
        for (const { name, start } of writtenPhases(one)) expect(kept).toContain(key(name, start));
      }),
    );
  });

  it('ends in the state of one of its phases, begun last of those begun, or in none', () => {
    fc.assert(
      fc.property(product, (one) => {
        const { phases, endsIn, since } = read(one);
        expect(LIFECYCLE_STATES).toContain(endsIn);
        const begun = phases.filter(({ phase, start }) => phase !== undefined && start <= today);
        if (begun.length === 0) expect({ endsIn, since }).toEqual({ endsIn: 'proposed', since: undefined });
        else {
          expect(begun.some(({ phase, start }) => phase === endsIn && start === since)).toBe(true);
          expect(begun.every(({ start }) => since !== undefined && start <= since)).toBe(true);
        }
      }),
    );
  });

  it('counts only committees held, one a day', () => {
    fc.assert(
      fc.property(product, (one) => {
        const days = read(one).committees.map(({ on }) => on);
        expect(days.every((on) => on <= today)).toBe(true);
        expect(days).toEqual([...new Set(days)].toSorted());
      }),
    );
  });

  it('is always read the same, wherever its product stands in the file', () => {
    const files = fc
      .uniqueArray(product, { selector: ({ id }) => id, minLength: 1, maxLength: 5 })
      .chain((data) => fc.tuple(fc.constant(data), fc.shuffledSubarray(data, { minLength: data.length })));
    const readings = (data: readonly unknown[]) => {
      const register = parseRegister(JSON.stringify(aFile(...data)));
      return new Map(register.products.map((one) => [one.id, readHistory(one, contextOf(register, today))]));
    };
    fc.assert(
      fc.property(files, ([data, shuffled]) => {
        const [one, other] = [readings(data), readings(shuffled)];
        expect(other.size).toBe(data.length);
        for (const [id, history] of one) {
          expect(other.get(id)).toEqual(history);
          expect(historyFingerprint(history)).toBe(historyFingerprint(other.get(id) ?? history));
        }
      }),
    );
  });
});

describe('a fingerprint', () => {
  const json = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));

  it('is the same when and only when the content is', () => {
    fc.assert(
      fc.property(json, json, (one, other) => {
        expect(fingerprint(one) === fingerprint(other)).toBe(isDeepStrictEqual(one, other));
        expect(fingerprint(reversedKeys(one))).toBe(fingerprint(one));
      }),
      { numRuns: 500 },
    );
  });

  it('changes with a product’s phases, and with the day only when the day moves something', () => {
    const phases = [
      { name: 'construction', start: '2025-01-01' },
      { name: 'acceleration', start: '2026-06-01' },
    ];
    const on = (day: string, attributes = {}) =>
      historyFingerprint(readHistory(aProduct({ phases, ...attributes }), { ...context, today: day }));
    expect(on('2026-03-02')).toBe(on('2026-05-31'));
    expect(on('2026-03-02')).not.toBe(on('2026-06-01'));
    expect(on('2026-03-02')).not.toBe(on('2026-03-02', { phases: phases.slice(0, 1) }));
    expect(on('2026-03-02')).toBe(on('2026-03-02', { technos: ['autre'] }));
  });
});

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reversedKeys(inner)]),
  );
}
