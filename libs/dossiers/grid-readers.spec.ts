import { describe, expect, it } from '@jest/globals';

import type { CommitteeMember } from '#libs/committees/index.js';
import type { Role } from '#libs/identity/index.js';
import { GRID_READERS } from '#libs/kernel/index.js';

import { readsGrids } from './grid-readers.js';

const productId = 'p';
const member = (...roles: readonly Role[]) =>
  ({ holds: roles.map((role) => ({ role, productId: null })) }) as unknown as CommitteeMember;

describe('the grid of a sponsor', () => {
  it.each<[string, readonly Role[], CommitteeMember | undefined, readonly boolean[]]>([
    ['who runs the committee', ['incubator-lead'], undefined, [true, true, true]],
    ['its sponsor', ['sponsor'], member('sponsor'), [true, true, true]],
    ['another member', [], member('other-directorate'), [false, true, true]],
    ['the team', ['coach'], member('coach'), [false, false, true]],
    ['the team, even when it sits as something else too', ['coach'], member('coach', 'guest'), [false, false, true]],
    ['nobody of the committee', ['operations'], undefined, [false, false, false]],
  ])('is read by %s as the programme says', (_who, roles, seat, expected) =>
    expect(GRID_READERS.map((readers) => readsGrids(readers, { roles, member: seat, productId }))).toEqual(expected),
  );
});
