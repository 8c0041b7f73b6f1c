import { describe, expect, it } from '@jest/globals';

import { recordIndicators } from './record-indicators.js';

type Measured = NonNullable<Parameters<typeof recordIndicators>[0]>['indicators'][number];

const anIndicator = (changes: Partial<Measured> = {}): Measured => ({
  name: 'Dossiers déposés',
  kind: 'use',
  cell: null,
  unit: '',
  period: '',
  previous: 0,
  previousTarget: 4_000,
  value: 4_200,
  target: 9_000,
  source: '',
  ...changes,
});

const statusOf = (changes: Partial<Measured>) => recordIndicators({ indicators: [anIndicator(changes)] })[0]?.status;

describe('the indicators of a record', () => {
  it('are written as people read them', () => {
    const indicators = [anIndicator({ unit: 'dossiers', period: 'par mois', value: 12_345.6789 })];
    expect(recordIndicators({ indicators })).toEqual([
      {
        name: 'Dossiers déposés (par mois)',
        kind: 'usage',
        unit: 'dossiers',
        target: '4\u202F000',
        value: '12\u202F345,679',
        status: 'reached',
      },
    ]);
  });

  it('are none when the team handed nothing in, and leave out half-filled rows', () => {
    expect(recordIndicators(undefined)).toEqual([]);
    expect(recordIndicators({ indicators: [anIndicator({ name: '' }), anIndicator({ kind: null })] })).toEqual([]);
  });

  it('stand to their target from the figures alone', () => {
    expect(statusOf({ value: 4_000 })).toBe('reached');
    expect(statusOf({ value: 3_000, previous: 2_000 })).toBe('partly-reached');
    expect(statusOf({ value: 1_500, previous: 2_000 })).toBe('missed');
    expect(statusOf({ value: null })).toBe('not-measured');
    expect(statusOf({ previousTarget: null })).toBe('without-target');
  });

  it('are never judged on the target that this committee sets for the next one', () => {
    for (const target of [null, 1, 1_000_000]) expect(statusOf({ target })).toBe('reached');
    expect(recordIndicators({ indicators: [anIndicator({ previousTarget: null, target: 9_000 })] })[0]).toEqual({
      name: 'Dossiers déposés',
      kind: 'usage',
      value: '4\u202F200',
      status: 'without-target',
    });
  });

  it('go down when the target is below where the half-year began: a cost, a delay', () => {
    expect(statusOf({ previous: 180, value: 120, previousTarget: 130 })).toBe('reached');
    expect(statusOf({ previous: 180, value: 148, previousTarget: 130 })).toBe('partly-reached');
    expect(statusOf({ previous: 180, value: 190, previousTarget: 130 })).toBe('missed');
  });
});
