import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { aDossierContent } from '../../test/support/dossiers.builders.js';
import { dossierContent, type DossierContent } from './dossier.content.js';
import { mergeDossiers, withTheirs, withUnseenRows } from './merge.js';

const base = dossierContent.parse(
  aDossierContent({
    team: [
      { id: 'a', profile: 'Développement', people: 2, daysPerWeek: 5 },
      { id: 'b', profile: 'Coach', people: 1, daysPerWeek: 1 },
    ],
  }),
);

type Edit = (content: DossierContent) => DossierContent;

/** Changes one place, adds a row or takes one out; `place` names what it touches. */
interface Made {
  readonly place: string;
  readonly edit: Edit;
  readonly isKept: (merged: DossierContent) => boolean;
}

const texts = ['problem', 'users', 'learnings', 'strategy', 'hypotheses'] as const;
const word = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).map((typed) => `x${typed.trim()}`);

const anEdit = (side: string): fc.Arbitrary<Made> =>
  fc.oneof(
    fc.record({ name: fc.constantFrom(...texts), to: word }).map(({ name, to }) => ({
      place: name,
      edit: (content: DossierContent) => ({ ...content, [name]: to }),
      isKept: (merged: DossierContent) => merged[name] === to,
    })),
    fc
      .record({ id: fc.constantFrom('a', 'b'), member: fc.constantFrom('people' as const, 'daysPerWeek' as const) })
      .chain(({ id, member }) =>
        fc.integer({ min: 10, max: 99 }).map((to) => ({
          place: `team.${id}`,
          edit: (content: DossierContent) => ({
            ...content,
            team: content.team.map((row) => (row.id === id ? { ...row, [member]: to } : row)),
          }),
          isKept: (merged: DossierContent) => merged.team.find((row) => row.id === id)?.[member] === to,
        })),
      ),
    fc.record({ number: fc.nat(3), profile: word }).map(({ number, profile }) => {
      const id = `${side}-${number}`;
      return {
        place: `new.${id}`,
        edit: (content: DossierContent) => ({
          ...content,
          team: [...content.team.filter((row) => row.id !== id), { id, profile, people: null, daysPerWeek: null }],
        }),
        isKept: (merged: DossierContent) => merged.team.some((row) => row.id === id && row.profile === profile),
      };
    }),
    fc.constantFrom('a', 'b').map((id) => ({
      place: `team.${id}`,
      edit: (content: DossierContent) => ({ ...content, team: content.team.filter((row) => row.id !== id) }),
      isKept: (merged: DossierContent) => !merged.team.some((row) => row.id === id),
    })),
    fc.integer({ min: 1, max: 10 ** 12 }).map((spent) => ({
      place: 'budget.data.spent',
      edit: (content: DossierContent) => ({
        ...content,
        budget: { ...content.budget, data: { ...content.budget.data, spent } },
      }),
      isKept: (merged: DossierContent) => merged.budget.data.spent === spent,
    })),
  );

/** The last edit of each place by one person: earlier ones they overwrote themselves. */
const edits = (side: string) =>
  fc.array(anEdit(side), { maxLength: 6 }).map((made) => [...new Map(made.map((one) => [one.place, one])).values()]);
const applied = (made: readonly Made[]): DossierContent => made.reduce((content, { edit }) => edit(content), base);

describe('two edits of one dossier', () => {
  it('are both kept, the same whoever comes second, where they do not collide', () =>
    fc.assert(
      fc.property(edits('o'), edits('t'), (mine, theirs) => {
        const places = new Set(mine.map(({ place }) => place));
        const others = theirs.filter(({ place }) => !places.has(place));
        const merged = mergeDossiers(base, applied(mine), applied(others));
        expect(merged.conflicts).toEqual([]);
        for (const { isKept } of [...mine, ...others]) expect(isKept(merged.content)).toBe(true);
        expect(merged.content).toEqual(mergeDossiers(base, applied(others), applied(mine)).content);
        expect(dossierContent.parse(merged.content)).toEqual(merged.content);
      }),
      { numRuns: 300 },
    ));

  it('are never lost where they do: each is kept, or said with both sides', () =>
    fc.assert(
      fc.property(edits('o'), edits('t'), (mine, theirs) => {
        const [ours, other] = [applied(mine), applied(theirs)];
        const { content, conflicts } = mergeDossiers(base, ours, other);
        const told = conflicts.map(({ path }) => path);
        for (const { isKept } of mine) expect(isKept(content)).toBe(true);
        const settled = withTheirs(content, other, told);
        for (const { place, isKept } of theirs) expect([place, isKept(settled)]).toEqual([place, true]);
        const back = mergeDossiers(base, other, ours).conflicts;
        expect(back.map(({ path, ours: their, theirs: our }) => ({ path, our, their }))).toEqual(
          conflicts.map(({ path, ours: our, theirs: their }) => ({ path, our, their })),
        );
      }),
      { numRuns: 300 },
    ));

  it('change nothing when only one side wrote, or both wrote the same', () =>
    fc.assert(
      fc.property(edits('o'), (mine) => {
        const ours = applied(mine);
        for (const merged of [mergeDossiers(base, ours, base), mergeDossiers(base, base, ours)])
          expect([merged.content, merged.conflicts]).toEqual([ours, []]);
        expect(mergeDossiers(base, ours, ours)).toEqual({ content: ours, conflicts: [], taken: [] });
        expect(mergeDossiers(undefined, ours, ours).conflicts).toEqual([]);
      }),
    ));

  it('are all asked about when nobody knows any more what they started from', () => {
    const [ours, theirs] = [
      { ...base, problem: 'A', team: [...base.team, { id: 'n', profile: 'UX', people: 1, daysPerWeek: 1 }] },
      { ...base, problem: 'B', users: 'C' },
    ];
    const { conflicts, content } = mergeDossiers(undefined, ours, theirs);
    expect(conflicts.map(({ path }) => path).toSorted()).toEqual(['problem', 'users']);
    expect(content.team).toHaveLength(3);
  });
});

describe('the rows of a form', () => {
  it('are taken out when they come back blank, and left when the form never showed them', () => {
    const sent = { ...base, team: base.team.slice(0, 1) };
    expect(withUnseenRows(sent, base, new Set(['team.a', 'team.b'])).team.map(({ id }) => id)).toEqual(['a']);
    expect(withUnseenRows(sent, base, new Set(['team.a', 'support.b'])).team.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
