import type { Person, Role } from '#libs/identity/index.js';
import type { Instant } from '#libs/kernel/index.js';
import type { CommitteeContext } from '#workflows/committee/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

import type { Attendance, Response } from './committee-member.row.js';

/** A role that somebody brings to a committee; `productId` is null when it holds for all of its products. */
export interface HeldCapacity {
  readonly role: Role;
  readonly productId: string | null;
}

export interface CommitteeMember {
  readonly id: string;
  readonly person: Person;
  /** As what they mainly come. */
  readonly capacity: Role;
  /** For which product; null for several, or for the whole committee. */
  readonly productId: string | null;
  /**
   * Everything they hold here: the capacity they were invited in, and every role of theirs for the products on the agenda
   * or in the incubator. Somebody may sponsor two products of one sitting.
   */
  readonly holds: readonly HeldCapacity[];
  readonly response: Response;
  readonly respondedAt: Instant | null;
  readonly responseReason: string | null;
  /** Who comes in their stead, and what that person answered. */
  readonly representative: { readonly memberId: string; readonly name: string; readonly response: Response } | null;
  /** Those in whose stead they come. */
  readonly standsFor: readonly { readonly name: string; readonly capacity: Role }[];
  readonly attendance: Attendance | null;
  readonly representedBy: string | null;
}

export interface CommitteeProductView {
  readonly id: string;
  readonly name: string;
  /** Place in the agenda, from 1. */
  readonly position: number;
  readonly phase: LifecycleState;
}

/** Who must be there for a product and is not (domain, half-yearly cycle, rule 5). */
export interface MissingRoles {
  readonly productId: string;
  readonly productName: string;
  /** Roles that no member holds. */
  readonly roles: readonly Role[];
  /** Roles whose every holder has declined, or is represented by somebody who has. */
  readonly declined: readonly Role[];
}

export interface CommitteeView {
  readonly id: string;
  readonly incubatorId: string;
  readonly incubatorName: string;
  readonly startsAt: Instant;
  readonly durationMinutes: number;
  readonly place: string | null;
  readonly videoUrl: string | null;
  readonly createdBy: string;
  /** Path of the case's state: `planned`, `preparing`, `sitting.deliberation`… */
  readonly state: string;
  readonly context: CommitteeContext;
  /** In the order of the agenda. */
  readonly products: readonly CommitteeProductView[];
  readonly members: readonly CommitteeMember[];
  /** Only the products for which somebody is missing or has declined. */
  readonly missing: readonly MissingRoles[];
}
