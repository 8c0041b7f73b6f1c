import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { LIFECYCLE_STATES, PHASE_MOVES } from '#workflows/contract/index.js';

import { Chance } from './chance.js';
import { drawDecision } from './draw-decision.js';
import { MODEL } from './model.js';

const drawn = fc.record({
  seed: fc.integer(),
  phase: fc.constantFrom(...LIFECYCLE_STATES.filter((state) => PHASE_MOVES[state].length > 0)),
  since: fc.constantFrom(null, '2024-01-01', '2026-08-01'),
});

describe('a simulated decision', () => {
  it('is one that a committee may take', () => {
    fc.assert(
      fc.property(drawn, ({ seed, ...product }) => {
        const { means, phase, provisionalUntil } = drawDecision(MODEL, product, '2026-10-01', new Chance(seed).of('d'));
        expect(PHASE_MOVES[product.phase]).toContain(phase);
        if (phase.startsWith('stopped.')) expect(means).toBe('stop');
        if (means === 'pivot') expect(phase).toBe('stay');
        if (means === 'provisional') expect(['stay', 'safeguard']).toContain(phase);
        expect(provisionalUntil !== null).toBe(means === 'provisional');
      }),
    );
  });

  it('goes against what was presented about three times in ten', () => {
    const means = Array.from({ length: 2000 }, (_, index) => {
      const product = { phase: 'construction', since: null } as const;
      return drawDecision(MODEL, product, '2026-10-01', new Chance(index).of('d')).means;
    });
    const granted = means.filter((one) => one === 'same' || one === 'more').length / means.length;
    expect(granted).toBeGreaterThan(0.66);
    expect(granted).toBeLessThan(0.74);
  });
});
