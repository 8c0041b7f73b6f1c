import type { Role } from '#libs/identity/index.js';

/** Those who prepare the dossier of a product. */
export const TEAM_ROLES: readonly Role[] = ['intrapreneur', 'coach', 'team-member'];
