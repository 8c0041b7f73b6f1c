import { MANDATORY_ROLES, type Role } from '#libs/identity/index.js';

import type { CommitteeMember, CommitteeProductView, HeldCapacity, MissingRoles } from './committee-view.js';

type Holder = Pick<CommitteeMember, 'holds' | 'response'> & Partial<Pick<CommitteeMember, 'representative'>>;

/** True of who will not be there, and sends nobody who will. Who is represented counts on somebody who comes in person. */
const isMissed = ({ response, representative }: Holder): boolean =>
  response === 'declined' ||
  (response === 'represented' && ['declined', 'represented'].includes(representative?.response ?? 'declined'));

/** True when what is held counts for the product. */
const isHeldFor = (held: HeldCapacity, role: Role, productId: string): boolean =>
  held.role === role && (held.productId === null || held.productId === productId);

/** The members who hold a role for a product: its sponsors, its team… */
export function holdersOf<M extends Pick<CommitteeMember, 'holds'>>(
  members: readonly M[],
  roles: Role | readonly Role[],
  productId: string,
): readonly M[] {
  const wanted = [roles].flat();
  return members.filter((member) =>
    member.holds.some((held) => wanted.some((role) => isHeldFor(held, role, productId))),
  );
}

/** Who must be there and is not, product by product; products with everyone are left out (domain, cycle, rule 5). */
export function missingRoles(
  products: readonly Pick<CommitteeProductView, 'id' | 'name'>[],
  members: readonly Holder[],
): readonly MissingRoles[] {
  return products.flatMap(({ id, name }) => {
    const lacking = MANDATORY_ROLES.flatMap((role) => {
      const holders = holdersOf(members, role, id);
      if (holders.length === 0) return [{ role, declined: false }];
      return holders.every(isMissed) ? [{ role, declined: true }] : [];
    });
    if (lacking.length === 0) return [];
    return [
      {
        productId: id,
        productName: name,
        roles: lacking.filter((one) => !one.declined).map((one) => one.role),
        declined: lacking.filter((one) => one.declined).map((one) => one.role),
      },
    ];
  });
}
