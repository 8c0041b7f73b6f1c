import { describe, expect, it } from '@jest/globals';

import { BLANK_DOSSIER, type Indicator } from './dossier.content.js';
import type { Dossier } from './dossier.js';
import { indicatorHistories } from './indicator-history.js';

const indicator = (changes: Partial<Indicator>): Indicator => ({
  name: 'Foyers aidés',
  kind: 'impact',
  cell: null,
  unit: 'foyers',
  period: '',
  previous: null,
  previousTarget: null,
  value: 100,
  target: null,
  source: '',
  ...changes,
});

const dossier = (committeeId: string, indicators: readonly Indicator[], submitted = true): Dossier => ({
  id: `d-${committeeId}`,
  committeeId,
  productId: 'p',
  revision: 1,
  content: { ...BLANK_DOSSIER, indicators },
  openedAt: '2026-01-05T09:00:00.000Z',
  updatedAt: '2026-01-05T09:00:00.000Z',
  updatedBy: null,
  submission: submitted
    ? { content: { ...BLANK_DOSSIER, indicators }, revision: 1, at: '2026-01-05T09:00:00.000Z', by: 'someone' }
    : null,
});

const committees = [
  { id: 'spring', startsAt: '2026-03-02T13:00:00.000Z' },
  { id: 'autumn', startsAt: '2026-09-01T13:00:00.000Z' },
];

describe('the indicators of a product over its committees', () => {
  it('are followed from one dossier to the next, impact first', () => {
    const histories = indicatorHistories(
      [
        dossier('autumn', [
          indicator({ name: 'Visites', kind: 'use' }),
          indicator({ name: 'foyers aides ', value: 250, target: 400 }),
        ]),
        dossier('spring', [indicator({})]),
      ],
      committees,
    );
    expect(histories).toMatchObject([
      {
        kind: 'impact',
        target: 400,
        points: [
          { date: '2026-03-02', value: 100 },
          { date: '2026-09-01', value: 250 },
        ],
      },
      { name: 'Visites', points: [{ date: '2026-09-01' }] },
    ]);
  });

  it('leave out what was never submitted, named or measured', () => {
    const found = indicatorHistories(
      [
        dossier('spring', [indicator({})], false),
        dossier('autumn', [indicator({ name: ' ' }), indicator({ value: null })]),
        dossier('unknown', [indicator({})]),
      ],
      committees,
    );
    expect(found).toEqual([]);
  });
});
