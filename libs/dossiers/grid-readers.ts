import { holdersOf, type CommitteeMember } from '#libs/committees/index.js';
import type { Role } from '#libs/identity/index.js';
import { MANAGING_ROLES } from '#libs/identity/index.js';
import type { GridReaders } from '#libs/kernel/index.js';

import { TEAM_ROLES } from './team-roles.js';

/**
 * Whether somebody reads what sponsors answered to the grid, as the programme of the incubator says. Who runs the committee and
 * its sponsors always do; whoever is of the team does only when the team may, whatever else they are.
 */
export function readsGrids(
  readers: GridReaders,
  who: { readonly roles: readonly Role[]; readonly member: CommitteeMember | undefined; readonly productId: string },
): boolean {
  const { roles, member, productId } = who;
  if (roles.some((role) => MANAGING_ROLES.includes(role))) return true;
  const isTeam = roles.some((role) => TEAM_ROLES.includes(role)) || holds(member, TEAM_ROLES, productId);
  if (isTeam) return readers === 'team';
  if (holds(member, ['sponsor'], productId)) return true;
  return readers !== 'sponsors' && member !== undefined;
}

const holds = (member: CommitteeMember | undefined, roles: readonly Role[], productId: string): boolean =>
  member !== undefined && holdersOf([member], roles, productId).length > 0;

/** Who reads it, as a sentence. */
export const GRID_READERS_WORDS: Readonly<Record<GridReaders, string>> = {
  sponsors: 'Les sponsors et les personnes qui ont la charge des comités la lisent, pas l’équipe.',
  members: 'Les membres du comité la lisent, pas l’équipe.',
  team: 'Les membres du comité et l’équipe la lisent.',
};
