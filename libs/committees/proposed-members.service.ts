import { Injectable } from '@nestjs/common';

import { type Person, type Role, type RoleHolder, Roles } from '#libs/identity/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import type { HeldCapacity } from './committee-view.js';

export interface ProposedMember {
  readonly person: Person;
  readonly capacity: Role;
  /** Null when it holds for several of the products, or for the whole incubator. */
  readonly productId: string | null;
  readonly holds: readonly HeldCapacity[];
}

/** As what somebody with several roles comes: the first of these. Operations hear of decisions; they do not sit. */
const PRECEDENCE: readonly Role[] = [
  'sponsor',
  'intrapreneur',
  'incubator-lead',
  'dinum-portfolio-manager',
  'portfolio-manager',
  'other-directorate',
  'coach',
  'team-member',
  'guest',
];

/** Who should sit, from the roles held for the products and in their incubator: each person once. */
@Injectable()
export class ProposedMembers {
  constructor(
    private readonly roles: Roles,
    private readonly transactions: Transactions,
  ) {}

  /** @returns in order of precedence, then of name. */
  async forProducts(
    productIds: readonly string[],
    tx: Tx = this.transactions.outside,
  ): Promise<readonly ProposedMember[]> {
    const holders: RoleHolder[] = [];
    for (const productId of productIds) holders.push(...(await this.roles.ofProduct(productId, tx)));
    return propose(holders);
  }
}

/** Brings the roles of each person together. A role of the incubator may come once per product. */
export function propose(
  holders: readonly Pick<RoleHolder, 'person' | 'role' | 'productId'>[],
): readonly ProposedMember[] {
  const people = new Map<string, { person: Person; holds: HeldCapacity[] }>();
  for (const { person, role, productId } of holders) {
    if (!PRECEDENCE.includes(role)) continue;
    const known = people.get(person.id) ?? { person, holds: [] };
    if (!known.holds.some((held) => held.role === role && held.productId === productId))
      known.holds.push({ role, productId });
    people.set(person.id, known);
  }
  return [...people.values()]
    .map(({ person, holds }): ProposedMember => {
      const capacity = PRECEDENCE.find((role) => holds.some((held) => held.role === role)) ?? 'guest';
      const held = holds.filter((one) => one.role === capacity);
      return { person, holds, capacity, productId: held.length === 1 ? (held[0]?.productId ?? null) : null };
    })
    .toSorted(
      (a, b) =>
        PRECEDENCE.indexOf(a.capacity) - PRECEDENCE.indexOf(b.capacity) || a.person.name.localeCompare(b.person.name),
    );
}
