import type { CommitteeMember } from '#libs/committees/index.js';
import { type Person, type Role, ROLE_LABELS } from '#libs/identity/index.js';

/**
 * What a person is, as a record prints it: `Directrice de l’habitat, sponsor`; their role alone when nothing else is known,
 * their title alone when it already says the role.
 */
export function qualityOf({ title }: Pick<Person, 'title'>, role: Role | null): string {
  const label = role === null ? '' : ROLE_LABELS[role];
  if (title === null || title === '') return label;
  const said = label === '' || title.toLowerCase().includes(label.toLowerCase());
  return said ? title : `${title}, ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

/** True for those of a committee who sit for that product, or for all of them. */
export function sitsFor(member: Pick<CommitteeMember, 'productId' | 'holds'>, productId: string): boolean {
  return member.holds.some((held) => held.productId === null || held.productId === productId);
}

/** As what a member sits for that product: `capacity`, unless it is another product's. */
export function capacityFor(member: Pick<CommitteeMember, 'capacity' | 'holds'>, productId: string): Role {
  const held = member.holds.filter((one) => one.productId === null || one.productId === productId);
  return held.some((one) => one.role === member.capacity)
    ? member.capacity
    : (held.find((one) => one.productId === productId)?.role ?? held[0]?.role ?? member.capacity);
}
