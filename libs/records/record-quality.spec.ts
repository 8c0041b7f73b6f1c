import { describe, expect, it } from '@jest/globals';

import { qualityOf } from './record-quality.js';

describe('what a person is on a record', () => {
  it.each([
    ['Directrice de l’habitat', 'sponsor', 'Directrice de l’habitat, sponsor'],
    ['Responsable de portefeuille', 'portfolio-manager', 'Responsable de portefeuille'],
    ['Responsable de portefeuille à la DINUM', 'dinum-portfolio-manager', 'Responsable de portefeuille à la DINUM'],
    [null, 'coach', 'Coach'],
    ['Coach produit', null, 'Coach produit'],
  ] as const)('is said once: %p as %p', (title, role, said) => expect(qualityOf({ title }, role)).toBe(said));
});
