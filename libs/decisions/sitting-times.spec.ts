import { describe, expect, it } from '@jest/globals';

import { stageTimes } from './sitting-times.js';

const at = (minutes: number): string => `2026-06-15T12:${String(minutes).padStart(2, '0')}:00.000Z`;

describe('keeping the time of a sitting', () => {
  it('gives each stage its minutes from the moment it began, and ends it with the next', () => {
    const stages = stageTimes([
      { at: at(0), stateAfter: 'sitting.presentation', productId: 'a' },
      { at: at(2), stateAfter: 'sitting.presentation', productId: 'a' },
      { at: at(16), stateAfter: 'sitting.questions', productId: 'a' },
      { at: at(30), stateAfter: 'sitting.deliberation', productId: 'a' },
      { at: at(45), stateAfter: 'sitting.deliberation', productId: 'a' },
      { at: at(48), stateAfter: 'sitting.presentation', productId: 'b' },
    ]);
    expect(stages).toEqual([
      { productId: 'a', stage: 'presentation', startedAt: at(0), until: at(15), endedAt: at(16) },
      { productId: 'a', stage: 'questions', startedAt: at(16), until: at(31), endedAt: at(30) },
      { productId: 'a', stage: 'deliberation', startedAt: at(30), until: at(50), endedAt: at(48) },
      { productId: 'b', stage: 'presentation', startedAt: at(48), until: '2026-06-15T13:03:00.000Z', endedAt: null },
    ]);
  });

  it('leaves no stage open once the sitting is closed', () => {
    const stages = stageTimes([
      { at: at(0), stateAfter: 'sitting.deliberation', productId: 'a' },
      { at: at(9), stateAfter: 'decided', productId: 'a' },
    ]);
    expect(stages.map((stage) => stage.endedAt)).toEqual([at(9)]);
  });
});
