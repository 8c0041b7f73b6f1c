import type { HeldRole } from '#libs/identity/index.js';
import type { PortfolioScope } from '#libs/portfolio/index.js';

/** What somebody's roles let them see: whole incubators, and single products. */
export function visibleScope(roles: readonly HeldRole[]): PortfolioScope {
  return {
    incubatorIds: [...new Set(roles.flatMap(({ incubatorId }) => incubatorId ?? []))],
    productIds: [...new Set(roles.flatMap(({ productId }) => productId ?? []))],
  };
}
