import type { Role } from '#libs/identity/index.js';
import type { CalendarDate } from '#libs/kernel/index.js';

/** Who must be there in some role: all of them, or any one. */
export interface Required {
  readonly role: Role;
  readonly personIds: readonly string[];
  /** Every sponsor decides and signs, every intrapreneur presents; of two incubator leads one is enough. */
  readonly all: boolean;
}

/** A product to be planned, with everything a date depends on. */
export interface ProductFacts {
  readonly id: string;
  readonly name: string;
  readonly incubatorId: string;
  /** The administrations and people that sponsor it: sittings are grouped by one of them. */
  readonly sponsors: readonly { readonly key: string; readonly name: string }[];
  /** The day by which people are asked for a committee, and the due date; see the half-year duty. */
  readonly wantedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  /** Wanted before its half-year asks for it, because of the year-end closing. */
  readonly isAdvanced: boolean;
  /** The last day its money covers, when it is known. */
  readonly envelopeEndsOn: CalendarDate | null;
  readonly required: readonly Required[];
  /** Everyone who would be invited for it, those of its incubator included. */
  readonly people: readonly string[];
}

/** Something that holds people on a day, from one minute of it to another. */
export interface Occupation {
  readonly on: CalendarDate;
  readonly from: number;
  readonly to: number;
  readonly incubatorId: string;
  readonly people: readonly string[];
}

export interface Absence {
  readonly personId: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** Everything known of the world when a half-year is planned. */
export interface PlanningFacts {
  readonly today: CalendarDate;
  readonly products: readonly ProductFacts[];
  /** Committees already ahead. */
  readonly occupied: readonly Occupation[];
  readonly absences: readonly Absence[];
}

/** A sitting that the lead fixed, in whole or in part. */
export interface KeptSitting {
  readonly id: string;
  readonly incubatorId: string;
  readonly productIds: readonly string[];
  readonly on: CalendarDate;
  /** `HH:MM` */
  readonly time: string;
  /** `whole`: these products on that day. `products`: these together, on any day. `day`: a sitting on that day, for whom it suits. */
  readonly pin: 'whole' | 'products' | 'day';
}

/** A sitting of a proposal. */
export interface ProposedSitting {
  /** Of the kept sitting it comes from. */
  readonly keptId: string | null;
  readonly incubatorId: string;
  readonly productIds: readonly string[];
  readonly on: CalendarDate;
  readonly time: string;
  readonly minutes: number;
}
