import { describe, expect, it } from '@jest/globals';

import type { CommitteeMember } from '#libs/committees/index.js';
import type { Role } from '#libs/identity/index.js';

import type { DateAnswer } from './date-poll-answer.row.js';
import { best, weigh } from './date-poll-view.js';

const member = (id: string, role: Role) => ({ id, holds: [{ role, productId: null }] }) as unknown as CommitteeMember;
const members = [
  member('sponsor', 'sponsor'),
  member('intra', 'intrapreneur'),
  member('lead', 'incubator-lead'),
  member('dinum', 'dinum-portfolio-manager'),
  member('coach', 'coach'),
];
const products = [{ id: 'alpha', name: 'Alpha', position: 1, phase: 'construction' as const }];
const options = [
  { optionId: 'd1', startsAt: '2026-06-15T12:00:00.000Z' },
  { optionId: 'd2', startsAt: '2026-06-18T08:00:00.000Z' },
];
const weighed = (answers: Readonly<Record<string, readonly [DateAnswer, DateAnswer]>>) =>
  weigh(
    {
      options,
      answered: new Map(
        Object.entries(answers).map(([id, [d1, d2]]) => [id, { answeredAt: '', answers: { d1, d2 } }] as const),
      ),
    },
    { members, products },
  );

describe('comparing dates', () => {
  it('counts the answers, and says who that must be there would be missing or has not said', () => {
    const [first, second] = weighed({ sponsor: ['no', 'maybe'], intra: ['yes', 'yes'], coach: ['yes', 'no'] });
    expect(first).toMatchObject({ yes: 2, maybe: 0, no: 1, silent: 2 });
    expect(first?.missing).toMatchObject([{ role: 'sponsor', productName: 'Alpha' }]);
    expect(first?.unknown.map(({ role }) => role)).toEqual(['incubator-lead', 'dinum-portfolio-manager']);
    expect(second?.missing).toEqual([]);
  });

  it('looks first at a date on which nobody is missing, however many would come to another', () => {
    const answers = { sponsor: ['no', 'maybe'], intra: ['yes', 'maybe'], lead: ['yes', 'yes'], coach: ['yes', 'no'] };
    expect(best(weighed(answers as never))?.optionId).toBe('d2');
    expect(best(weighed({}))).toBeUndefined();
  });
});
