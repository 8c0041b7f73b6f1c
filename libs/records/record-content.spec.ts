import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { canonicalJson } from '#libs/kernel/index.js';

import { aDecision } from '../../test/support/decisions.builders.js';
import { contentHash, firstVersion, nextVersion, type RecordSources, textsOf } from './record-content.js';

const productId = '01890000-0000-7000-8000-000000000001';

type Member = RecordSources['committee']['members'][number];

function aMember(changes: Partial<Member> = {}): Member {
  return {
    id: 'm1',
    person: { id: 'p1', name: 'Simone Weiss', email: 'simone@ministere.example', title: 'Directrice de l’habitat' },
    capacity: 'sponsor',
    productId,
    holds: [{ role: 'sponsor', productId }],
    response: 'accepted',
    respondedAt: null,
    responseReason: null,
    representative: null,
    standsFor: [],
    attendance: 'present',
    representedBy: null,
    ...changes,
  };
}

function written(
  changes: Parameters<typeof aDecision>[0] = {},
  { members = [aMember()], ...committee }: Partial<RecordSources['committee']> = {},
) {
  return firstVersion({
    reference: 'RD-2026-0001',
    issuedAt: '2026-06-15T14:30:00.000Z',
    committee: {
      incubatorName: 'La Fabrique',
      startsAt: '2026-06-15T12:00:00.000Z',
      place: 'Salle Rome',
      videoUrl: null,
      products: [{ id: productId, name: 'Alpha', position: 1, phase: 'construction' }],
      members,
      ...committee,
    },
    decision: aDecision({ productId, ...changes }),
    indicators: [],
    nextCommitteeDue: '2027-01-05',
  });
}

describe('the first version of a record', () => {
  it('says who was there for the product, as what, and who stood in', () => {
    const elsewhere = { productId: 'other', holds: [{ role: 'sponsor' as const, productId: 'other' }] };
    const { members } = written(
      {},
      {
        members: [
          aMember({ attendance: 'represented', representedBy: 'Rémi Roy' }),
          aMember({ person: { id: 'p2', name: 'Absent', email: 'a@x.example', title: null }, attendance: null }),
          aMember(elsewhere),
        ],
      },
    );
    expect(members).toEqual([
      {
        name: 'Simone Weiss',
        quality: 'Directrice de l’habitat, sponsor',
        attendance: { kind: 'represented', by: 'Rémi Roy' },
      },
      { name: 'Absent', quality: 'Sponsor', attendance: { kind: 'absent' } },
    ]);
  });

  it('gives somebody who sits for several products the quality they have for this one', () => {
    const holds = [
      { role: 'sponsor', productId: 'other' },
      { role: 'other-directorate', productId },
    ] as const;
    const { members } = written({}, { members: [aMember({ productId: null, holds })] });
    expect(members[0]?.quality).toBe('Directrice de l’habitat, autre direction concernée');
  });

  it('counts how the objectives were judged', () => {
    const judged = (outcome: 'validated' | 'modified' | 'invalidated') => ({
      objectiveId: null,
      text: 'Ouvrir',
      outcome,
      result: 'Ouvert',
      note: null,
    });
    const label = (...outcomes: readonly Parameters<typeof judged>[0][]) =>
      written({ objectives: outcomes.map(judged) }).decision.objectives.label;
    expect(label()).toBe('Aucun objectif n’avait été fixé');
    expect(label('validated')).toBe('Validé');
    expect(label('validated', 'validated')).toBe('Validés');
    expect(label('validated', 'validated', 'modified')).toBe('2\u00A0validés, 1\u00A0modifié');
  });

  it('says what is awaited, why a product stops, and where one met', () => {
    expect(written({ evidenceAwaited: 'Un coût par dossier' }).decision.means.text).toContain('Un coût par dossier');
    const stopped = written({ phase: 'stopped.abandoned', means: 'stop', stopReason: 'no-funding' });
    expect(stopped.decision.phase).toEqual({ label: 'Arrêt', text: 'Motif : Plus de financement' });
    expect(stopped.phaseAfter).toBe('Arrêté');
    const remote = written({}, { place: null, videoUrl: 'https://visio.example/alpha' });
    expect(remote.committee.place).toBe('en visioconférence');
  });

  it('leaves out lines without money', () => {
    const amounts = [
      { line: 'data', cents: 0, requestedCents: null },
      { line: 'development', cents: 5, requestedCents: null },
    ] as const;
    expect(written({ amounts }).funding.byLine).toEqual([{ label: 'Développement', cents: 5 }]);
  });
});

describe('the next version of a record', () => {
  it('changes the texts and nothing that was decided, whatever is typed', () => {
    const before = written();
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.string()), (presentation, discussion, reservations) => {
        const after = nextVersion(before, { presentation, discussion, reservations }, '2026-06-16T08:00:00.000Z');
        const { version, issuedAt, presentation: _p, discussion: _d, reservations: _r, ...decided } = after;
        expect(before).toMatchObject(decided);
        expect([version, issuedAt]).toEqual([2, '2026-06-16T08:00:00.000Z']);
        expect(textsOf(after)).toEqual({
          presentation: presentation.trim(),
          discussion: discussion.trim(),
          reservations: reservations.map((one) => one.trim()).filter(Boolean),
        });
      }),
    );
  });

  it('leaves out a section whose text was emptied', () => {
    const after = nextVersion(
      written(),
      { presentation: ' ', discussion: '', reservations: [''] },
      '2026-06-16T08:00Z',
    );
    expect(Object.keys(after)).not.toEqual(expect.arrayContaining(['presentation']));
    expect(Object.keys(after)).not.toEqual(expect.arrayContaining(['discussion']));
  });
});

describe('the fingerprint of a content', () => {
  it('does not depend on the order that the database gives keys back in', () => {
    const content = written();
    const shuffled = Object.fromEntries(Object.entries(content).toReversed()) as unknown as typeof content;
    expect(contentHash(shuffled)).toBe(contentHash(content));
    expect(contentHash(JSON.parse(canonicalJson(content)) as typeof content)).toBe(contentHash(content));
    expect(contentHash({ ...content, reservations: ['Une autre'] })).not.toBe(contentHash(content));
  });
});
