import { describe, expect, it } from '@jest/globals';

import { aRecord } from '../pdf/record.fixture.js';
import { compareVersions } from './compare-versions.js';

describe('comparing two versions of a record', () => {
  it('names the section, and the words that one of them alone has', () => {
    const before = aRecord({ discussion: 'Le comité salue la baisse du délai.\n\nFin.' });
    const after = aRecord({
      version: 2,
      discussion: 'Le comité salue la forte baisse du délai.\n\nFin.',
      reservations: [],
    });
    const found = compareVersions(before, after);
    const discussion = found.find(({ section }) => section === 'Échanges');
    expect(discussion?.words.filter(({ change }) => change !== null)).toEqual([{ text: 'forte ', change: 'added' }]);
    expect(
      found.flatMap(({ words }) => words).some(({ text, change }) => change === 'removed' && text.includes('témoins')),
    ).toBe(true);
    expect(found.some(({ section }) => section === 'Signatures')).toBe(false);
  });

  it('finds nothing between a version and itself issued anew', () => {
    expect(compareVersions(aRecord(), aRecord({ version: 2, issuedAt: '2026-04-01T08:00:00.000Z' }))).toEqual([]);
  });
});
