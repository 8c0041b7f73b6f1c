import { beforeAll, describe, expect, it } from '@jest/globals';

import { ACTIVE_STATES } from '#workflows/contract/index.js';

import { type RawProduct, readExtract } from './extract.fixture.js';
import { type OddityKind } from './oddity.js';
import { parseRegister, type Register } from './parse-register.js';
import { contextOf, historyFingerprint, type ProductHistory, readHistory } from './product-history.js';

/** The day the extract shows the register as it stood. */
const today = '2026-08-20';

describe('the public register’s extract', () => {
  let raw: ReturnType<typeof readExtract>;
  let register: Register;
  let histories: readonly ProductHistory[];

  beforeAll(() => {
    raw = readExtract();
    register = parseRegister(raw.startupsText, raw.organisationsText);
    histories = register.products.map((product) => readHistory(product, contextOf(register, today)));
  });

  const toldOf = (kind: OddityKind): string[] =>
    histories.filter(({ oddities }) => oddities.some((one) => one.kind === kind)).map(({ registerId }) => registerId);
  const productsWhere = (holds: (product: RawProduct) => boolean): string[] =>
    raw.startups.data.filter(holds).map(({ id }) => id);
  const phasesByStart = ({ attributes }: RawProduct) =>
    attributes.phases.toSorted((one, other) => (one.start < other.start ? -1 : one.start > other.start ? 1 : 0));

  it('is taken in whole: every product, incubator, organisation, phase and event', () => {
    expect(register.products.map(({ id }) => id)).toEqual(raw.startups.data.map(({ id }) => id));
    expect(register.incubators.map(({ id }) => id)).toEqual(raw.startups.included.map(({ id }) => id));
    expect(register.organisations?.map(({ id }) => id)).toEqual(raw.organisations.data.map(({ id }) => id));
    for (const [index, { attributes, relationships }] of raw.startups.data.entries()) {
      const history = histories[index];
      expect(history?.phases.map(({ start }) => start)).toEqual(attributes.phases.map(({ start }) => start));
      expect(history?.phases.map(({ registerName }) => registerName).toSorted()).toEqual(
        attributes.phases.map(({ name }) => name).toSorted(),
      );
      expect((history?.committees.length ?? 0) + (history?.otherEvents.length ?? 0)).toBe(attributes.events.length);
      expect(history?.sponsors).toEqual(attributes.sponsors);
      expect(history?.incubatorId).toBe(relationships.incubator.data.id);
    }
  });

  it('ends each history where the file’s last phase says', () => {
    const names = {
      consolidation: 'sustainability.consolidation',
      opere: 'sustainability.operated',
      transfere: 'sustainability.transferred',
    };
    const stops = { 'abandon-investigation': 'stopped.inconclusive', abandon: 'stopped.abandoned' };
    const states: Readonly<Record<string, string>> = { ...names, ...stops };
    for (const [index, { attributes }] of raw.startups.data.entries()) {
      const last = attributes.phases.at(-1);
      expect(histories[index]).toMatchObject({ endsIn: states[last?.name ?? ''] ?? last?.name, since: last?.start });
    }
  });

  it('is told of what is odd in it, neither more nor less', () => {
    const expected: Partial<Record<OddityKind, string[]>> = {
      overlap: productsWhere((product) =>
        phasesByStart(product).some(({ end }, index, all) => end !== '' && (all[index + 1]?.start ?? '9999') < end),
      ),
      'same-day': productsWhere(
        ({ attributes }) => new Set(attributes.phases.map(({ start }) => start)).size < attributes.phases.length,
      ),
      'going-back': productsWhere((product) => {
        const life = ['investigation', 'construction', 'acceleration', 'consolidation', 'transfere', 'abandon'];
        const place = (name: string) => life.indexOf(name.replace('-investigation', '').replace('opere', 'transfere'));
        return phasesByStart(product).some((phase, index, all) => {
          const next = all[index + 1];
          // Among phases of one day the last in life is followed by the first of the next day.
          const highest = Math.max(...all.filter(({ start }) => start === phase.start).map(({ name }) => place(name)));
          return next !== undefined && next.start > phase.start && place(next.name) < highest;
        });
      }),
      'ended-without-next': productsWhere(({ attributes }) => {
        const last = attributes.phases.at(-1);
        return !!last?.end && last.end <= today && !/abandon|transfere/u.test(last.name);
      }),
      'future-date': productsWhere(({ attributes }) => attributes.events.some(({ date }) => date > today)),
      'end-event-ignored': productsWhere(({ attributes }) => {
        const last = attributes.phases.at(-1);
        return (
          /^(?:investigation|construction|acceleration|consolidation)$/u.test(last?.name ?? '') &&
          attributes.events.some(({ name, date }) => name === 'end' && date >= (last?.start ?? '') && date <= today)
        );
      }),
      'unreadable-link': productsWhere(({ attributes }) =>
        Object.entries(attributes).some(
          ([name, value]) =>
            /^(?:link|repository|\w+_url)$/u.test(name) &&
            typeof value === 'string' &&
            /^\s*(?!https?:\/\/)\S/u.test(value) &&
            !(value.startsWith('/') && 'link' in attributes),
        ),
      ),
    };
    const told = new Set(histories.flatMap(({ oddities }) => oddities.map(({ kind }) => kind)));
    expect([...told].toSorted()).toEqual(Object.keys(expected).toSorted());
    for (const [kind, products] of Object.entries(expected)) {
      expect(products.length).toBeGreaterThan(0);
      expect({ kind, products: toldOf(kind as OddityKind) }).toEqual({ kind, products });
    }
    expect(register.oddities).toEqual([]);
  });

  it('has about the share of active products that the whole register has (230 of 662)', () => {
    const active = histories.filter(({ endsIn }) => ACTIVE_STATES.has(endsIn)).length;
    expect(Math.abs(active / histories.length - 230 / 662)).toBeLessThan(0.02);
  });

  it('gives the same fingerprints read again, and another for the product that changed', () => {
    const again = parseRegister(raw.startups, raw.organisations);
    const prints = (from: Register) =>
      from.products.map((product) => historyFingerprint(readHistory(product, contextOf(from, today))));
    const before = prints(register);
    expect(prints(again)).toEqual(before);

    const changed = JSON.parse(raw.startupsText) as { data: { attributes: { phases: unknown[] } }[] };
    changed.data[7]?.attributes.phases.push({ name: 'abandon', start: '2026-08-01', end: '' });
    const after = prints(parseRegister(changed, raw.organisations));
    expect(after.flatMap((print, index) => (print === before[index] ? [] : [index]))).toEqual([7]);
  });
});

describe('without the extract', () => {
  it('tests that need it fail and say what is missing', () => {
    expect(() => readExtract('/nowhere')).toThrow(/absent.*shared\/data\/beta-gouv\/startups\.json.*not skipped/u);
  });
});
