import { describe, expect, it } from '@jest/globals';

import type { Role } from '#libs/identity/index.js';

import type { CommitteeMember, CommitteeView } from './committee-view.js';
import { missingRoles } from './coverage.js';
import { recipientsOf } from './reminder-recipients.js';

const member = (
  name: string,
  holds: readonly (readonly [Role, string | null])[],
  response: CommitteeMember['response'] = 'awaited',
): CommitteeMember => ({
  id: name,
  person: { id: name, name, email: `${name}@fabrique.example`, title: null },
  capacity: holds[0]?.[0] ?? 'guest',
  productId: holds[0]?.[1] ?? null,
  holds: holds.map(([role, productId]) => ({ role, productId })),
  response,
  respondedAt: null,
  responseReason: null,
  representative: null,
  standsFor: [],
  attendance: null,
  representedBy: null,
});

const committee = (...members: readonly CommitteeMember[]) =>
  ({
    products: [
      { id: 'alpha', name: 'Alpha' },
      { id: 'beta', name: 'Bêta' },
    ],
    members,
  }) as unknown as CommitteeView;

describe('who is told what', () => {
  const told = (...args: Parameters<typeof recipientsOf>) =>
    recipientsOf(...args).map(({ member: { id }, parts }) => [
      id,
      ...parts.map(({ kind, productIds }) => [kind, ...productIds]),
    ]);

  it('gathers what a coach of both products is told in one mail', () => {
    const both = committee(
      member('côme', [
        ['coach', 'alpha'],
        ['coach', 'beta'],
      ]),
    );
    expect(told('D-21', both, ['alpha', 'beta'])).toEqual([['côme', ['dossier-opened', 'alpha', 'beta']]]);
    expect(told('D-7', both, ['beta'])).toEqual([['côme', ['dossier-awaited', 'beta'], ['dossier-received', 'alpha']]]);
  });

  it('spares who declined the recalls of a date, not the work that is theirs', () => {
    const sitting = committee(member('simone', [['sponsor', 'alpha']], 'declined'));
    expect(told('D-45', sitting, [])).toEqual([]);
    expect(told('D-30', sitting, [])).toEqual([['simone', ['check-budget-line', 'alpha']]]);
    expect(told('D-1', sitting, [])).toEqual([]);
  });

  it('tells nobody of a dossier missing when none is, and no guest of anything but the date and the dossiers', () => {
    const people = committee(member('paul', [['portfolio-manager', null]]), member('ursule', [['guest', null]]));
    expect(told('late', people, [])).toEqual([]);
    expect(told('late', people, ['beta'])).toEqual([['paul', ['dossier-missing', 'beta']]]);
    expect(told('D-14', people, ['beta'])).toEqual([]);
    expect(told('D-1', people, []).map(([id]) => id)).toEqual(['paul', 'ursule']);
  });
});

describe('who must be there', () => {
  const products = [{ id: 'alpha', name: 'Alpha' }] as const;
  const all = [
    member('inès', [['intrapreneur', 'alpha']]),
    member('lucie', [['incubator-lead', null]]),
    member('denise', [['dinum-portfolio-manager', null]]),
  ];

  it('is counted for the product they hold the role for, not for another', () => {
    expect(missingRoles(products, [...all, member('simone', [['sponsor', 'beta']])])).toMatchObject([
      { productId: 'alpha', roles: ['sponsor'], declined: [] },
    ]);
    expect(missingRoles(products, [...all, member('simone', [['sponsor', null]])])).toEqual([]);
  });

  it('is missed when all who hold the role decline, not when one of two does', () => {
    const declined = member('simone', [['sponsor', 'alpha']], 'declined');
    expect(missingRoles(products, [...all, declined])).toMatchObject([{ roles: [], declined: ['sponsor'] }]);
    expect(missingRoles(products, [...all, declined, member('serge', [['sponsor', 'alpha']])])).toEqual([]);
  });
});
