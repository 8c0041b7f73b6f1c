import { describe, expect, it } from '@jest/globals';

import { type SittingEvent, stageTimes } from './sitting-times.js';

const at = (minutes: number): string => `2026-06-15T12:${String(minutes).padStart(2, '0')}:00.000Z`;

const said = (minute: number, type: string, stateAfter: string, productId = 'a', payload = {}): SittingEvent => ({
  event: { type, at: at(minute), ...payload } as SittingEvent['event'],
  stateAfter: stateAfter === 'decided' ? stateAfter : `sitting.${stateAfter}`,
  productId,
});

describe('keeping the time of a sitting', () => {
  it('gives each stage its minutes from the moment it began, and ends it with the next', () => {
    const stages = stageTimes([
      said(0, 'sitting.opened', 'presentation', 'a'),
      said(2, 'attendance.recorded', 'presentation', 'a'),
      said(16, 'questions.opened', 'questions', 'a'),
      said(30, 'deliberation.opened', 'deliberation', 'a'),
      said(45, 'decision.recorded', 'deliberation', 'a'),
      said(48, 'product.called', 'presentation', 'b'),
    ]);
    const kept = { isSkipped: false, overrunMs: 0 };
    expect(stages).toEqual([
      {
        productId: 'a',
        stage: 'presentation',
        startedAt: at(0),
        until: at(15),
        endedAt: at(16),
        isSkipped: false,
        overrunMs: 60_000,
      },
      { productId: 'a', stage: 'questions', startedAt: at(16), until: at(31), endedAt: at(30), ...kept },
      { productId: 'a', stage: 'deliberation', startedAt: at(30), until: at(50), endedAt: at(48), ...kept },
      {
        productId: 'b',
        stage: 'presentation',
        startedAt: at(48),
        until: '2026-06-15T13:03:00.000Z',
        endedAt: null,
        ...kept,
      },
    ]);
  });

  it('leaves no stage open once the sitting is closed', () => {
    const stages = stageTimes([
      said(0, 'sitting.opened', 'deliberation', 'a'),
      said(9, 'sitting.closed', 'decided', 'a'),
    ]);
    expect(stages.map((stage) => stage.endedAt)).toEqual([at(9)]);
  });

  it('stops for pauses, gives what was added, and says what was left out', () => {
    const stages = stageTimes([
      said(0, 'sitting.opened', 'presentation', 'a', {
        minutes: { presentation: 10, questions: 10, deliberation: 10 },
      }),
      said(5, 'clock.paused', 'presentation'),
      said(8, 'clock.resumed', 'presentation'),
      said(9, 'clock.extended', 'presentation', 'a', { minutes: 5 }),
      said(20, 'questions.opened', 'questions'),
      said(21, 'stage.skipped', 'deliberation'),
      said(40, 'product.called', 'presentation', 'a'),
    ]);
    expect(stages.map(({ stage, until, overrunMs, isSkipped }) => [stage, until, overrunMs, isSkipped])).toEqual([
      ['presentation', at(18), 120_000, false],
      ['questions', at(30), 0, true],
      ['deliberation', at(31), 540_000, false],
      ['presentation', at(50), 0, false],
    ]);
  });
});
