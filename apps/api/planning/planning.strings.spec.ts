import { describe, expect, it } from '@jest/globals';

import { whySentence } from './planning.strings.js';

describe('why a product sits on a day of a plan', () => {
  it('says when the day was brought forward because of the year-end closing', () => {
    const wantedOn = '2026-11-14';
    const insight = {
      productId: 'alpha',
      window: {
        earliest: '2026-08-16',
        latest: wantedOn,
        idealFrom: '2026-10-24',
        idealTo: '2026-11-07',
        isLate: false,
      },
      fromIdeal: 0,
      ahead: 10,
      slack: 57,
      envelopeEndsOn: null,
      wantedOn,
      dueOn: '2027-01-10',
    };
    const usual = '10\u00A0jours avant le 14\u00A0novembre 2026, date souhaitée\u00A0: l’idéal';
    expect(whySentence({ ...insight, isAdvanced: false })).toBe(usual);
    expect(whySentence({ ...insight, isAdvanced: true })).toBe(
      `${usual}. Comité avancé\u00A0: plus tard, la décision tomberait pendant la clôture de fin d’année`,
    );
  });
});
