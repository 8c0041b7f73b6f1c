import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { Chance } from './chance.js';

const many = (count: number, draw: () => number): readonly number[] => Array.from({ length: count }, draw);

describe('what is left to chance', () => {
  it('depends on the seed and on what is drawn, not on what was drawn before', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), fc.integer({ min: 0, max: 20 }), (seed, word, before) => {
        const chance = new Chance(seed);
        const other = chance.of('something else');
        many(before, () => other.next());
        const draws = chance.of(word);
        expect(many(5, () => draws.next())).toEqual(
          many(
            5,
            (
              (again) => () =>
                again.next()
            )(new Chance(seed).of(word)),
          ),
        );
      }),
    );
    expect(new Chance(1).of('a').next()).not.toBe(new Chance(2).of('a').next());
    expect(new Chance(1).of('a', 'b').next()).not.toBe(new Chance(1).of('ab').next());
  });

  it('is even, and stays within what was asked for', () => {
    const draws = new Chance(1).of('even');
    const drawn = many(10_000, () => draws.next());
    expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(drawn.reduce((sum, value) => sum + value, 0) / drawn.length).toBeCloseTo(0.5, 1);
    expect(new Set(many(1000, () => draws.between(1, 6)))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  });

  it('follows the weights given', () => {
    const draws = new Chance(1).of('weights');
    const names = Array.from({ length: 10_000 }, () => draws.weighted({ often: 0.9, never: 0, rarely: 0.1 }));
    expect(names.filter((name) => name === 'often').length / names.length).toBeCloseTo(0.9, 1);
    expect(names).not.toContain('never');
  });

  it('draws delays around their median, never negative', () => {
    const draws = new Chance(1).of('days');
    const days = many(2001, () => draws.days(10)).toSorted((a, b) => a - b);
    expect(days[0]).toBeGreaterThanOrEqual(0);
    expect(Math.abs((days[1000] ?? 0) - 10)).toBeLessThanOrEqual(1);
    expect(draws.days(0)).toBe(0);
  });
});
