import { describe, expect, it } from '@jest/globals';

import type { RecordDocument } from '#libs/pdf/index.js';

import { type NamedSignatory, withSignatures } from './sealed-content.js';

const aSignatory = (changes: Partial<NamedSignatory> = {}): NamedSignatory => ({
  signatoryId: 's1',
  personId: 'p1',
  person: { name: 'Simone Weiss' },
  quality: 'Directrice de l’habitat, sponsor',
  required: true,
  delegations: [],
  answer: { choice: 'approve-with-reservations', at: '2026-06-18T09:00:00.000Z' },
  ...changes,
});

describe('a signed record as it is sealed', () => {
  const draft: RecordDocument = {
    reference: 'RD-2026-0042',
    version: 2,
    issuedAt: '2026-06-16T08:00:00.000Z',
    product: 'Alpha',
    incubator: 'La Fabrique',
    committee: { at: '2026-06-15T12:00:00.000Z', place: 'Salle Rome' },
    phaseBefore: 'Construction',
    phaseAfter: 'Construction',
    members: [],
    objectives: [],
    indicators: [],
    decision: { objectives: { label: 'Validés' }, means: { label: 'Poursuite' }, phase: { label: 'Maintien' } },
    funding: { byLine: [], byFunder: [] },
    reservations: [],
    blockers: [],
    nextObjectives: [],
    signatories: [],
  };

  it('names who answered what, in whose place, and how that is known', () => {
    const facts = [{ signatoryId: 's1', delegate: 'Rémi Roy', comment: 'Sous réserve.', facts: ['Code vérifié.'] }];
    const sealed = withSignatures(draft, [aSignatory()], facts, 'abc');
    expect(sealed.signatories).toEqual([
      {
        name: 'Simone Weiss',
        quality: 'Directrice de l’habitat, sponsor',
        role: 'required',
        delegate: 'Rémi Roy',
        signature: {
          choice: 'approved-with-reservations',
          at: '2026-06-18T09:00:00.000Z',
          comment: 'Sous réserve.',
        },
      },
    ]);
    expect(sealed.proof).toEqual({
      documentHash: 'abc',
      signatures: [{ name: 'Rémi Roy pour Simone Weiss', at: '2026-06-18T09:00:00.000Z', facts: ['Code vérifié.'] }],
    });
  });

  it('claims no proof for an answer that was not given', () => {
    const silent = aSignatory({ required: false, answer: null });
    const sealed = withSignatures(draft, [silent], [], 'abc');
    expect(sealed.signatories[0]).toEqual({ name: 'Simone Weiss', quality: silent.quality, role: 'information' });
    expect(sealed.proof?.signatures).toEqual([]);
  });

  it('prints the same decision as the draft that was signed', () => {
    const { signatories: _signatories, proof: _proof, ...rest } = withSignatures(draft, [aSignatory()], [], 'abc');
    expect(draft).toMatchObject(rest);
  });
});
