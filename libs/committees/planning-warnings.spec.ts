import { describe, expect, it } from '@jest/globals';

import { DEFAULT_PROGRAMME } from '#libs/kernel/index.js';

import { planningWarnings } from './planning-warnings.js';

describe('a date wanted for a committee', () => {
  const codes = (on: string, dueOn: string | null = null, wantedOn = dueOn) =>
    planningWarnings(on, '2026-03-02', [{ name: 'Alpha', dueOn, wantedOn }]).map(({ code }) => code);

  it('is fine on a working day with time to prepare', () => {
    expect(codes('2026-06-15', '2026-07-05')).toEqual([]);
    expect(codes('2026-07-05', '2026-07-05')).toEqual(['weekend']);
  });

  it.each([
    ['2026-07-14', 'public-holiday'],
    ['2026-06-20', 'weekend'],
    ['2026-12-15', 'year-end-closing'],
    ['2027-02-05', 'year-end-closing'],
    ['2026-11-20', 'before-closing'],
    ['2026-03-20', 'short-notice'],
  ])('on %s is warned of: %s', (on, code) => {
    expect(codes(on)).toEqual([code]);
  });

  it('is free of the closing from the second week of February to mid-November', () => {
    expect(codes('2027-02-08')).toEqual([]);
    expect(codes('2026-11-12')).toEqual([]);
  });

  it('follows the closing and the place of its programme', () => {
    const { closing } = DEFAULT_PROGRAMME;
    const early = { place: 'reunion' as const, closing: { ...closing, ordersEnd: '11-20', ordersResume: '01-15' } };
    const messages = (on: string) => planningWarnings(on, '2026-03-02', [], early).map(({ message }) => message);
    expect(messages('2026-11-23')).toEqual([
      expect.stringContaining('entre le 20\u00A0novembre et le 15\u00A0janvier.'),
    ]);
    expect(messages('2026-10-22')).toEqual([expect.stringContaining('avant la clôture du 20\u00A0novembre.')]);
    expect(messages('2027-01-18')).toEqual([]);
    // The abolition of slavery, a day off in La Réunion only.
    expect(planningWarnings('2027-12-20', '2027-03-02', [], early)[0]?.code).toBe('public-holiday');
    expect(codes('2027-12-20')).toEqual(['year-end-closing']);
  });

  it('says that a date was brought forward because of the closing', () => {
    const alpha = { name: 'Alpha', dueOn: '2027-01-10', wantedOn: '2026-11-14', isAdvanced: true };
    expect(planningWarnings('2026-11-16', '2026-03-02', [alpha])[0]?.message).toBe(
      'Alpha\u00A0: le comité est à tenir avant le 14\u00A0novembre 2026 (avancé\u00A0: plus tard, la décision tomberait pendant la clôture de fin d’année).',
    );
  });

  it('names the product that was due before', () => {
    const alpha = { name: 'Alpha', dueOn: '2026-07-05', wantedOn: '2026-07-01' };
    expect(planningWarnings('2026-07-06', '2026-03-02', [alpha])).toEqual([
      { code: 'after-due-date', message: 'Alpha\u00A0: le comité était dû au plus tard le 5\u00A0juillet 2026.' },
    ]);
    expect(planningWarnings('2026-07-02', '2026-03-02', [alpha])).toEqual([
      {
        code: 'over-six-months',
        message: 'Alpha\u00A0: après le 1er\u00A0juillet 2026, le dernier comité aura plus de six mois.',
      },
    ]);
  });
});
