import { describe, expect, it } from '@jest/globals';

import { titleBeside } from './role.js';

describe('a title beside a role', () => {
  it.each([
    ['Responsable de portefeuille', 'portfolio-manager', null],
    ['responsable de portefeuille ', 'portfolio-manager', null],
    ['Directrice du littoral', 'sponsor', 'Directrice du littoral'],
    ['', 'sponsor', null],
    [null, 'sponsor', null],
  ] as const)('is said once: %p as %s', (title, role, said) => expect(titleBeside(title, role)).toBe(said));
});
