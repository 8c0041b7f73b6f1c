import type { CalendarDate, Instant } from '#libs/kernel/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

export interface Organisation {
  readonly id: string;
  readonly registerId: string | null;
  readonly name: string;
  readonly acronym: string | null;
  readonly kind: string | null;
}

export interface Incubator {
  readonly id: string;
  readonly registerId: string | null;
  readonly name: string;
  readonly website: string | null;
  readonly contact: string | null;
  readonly owner: { readonly id: string; readonly name: string } | null;
}

/** A product with where it stands; its duty is read by `Duties` and `Portfolio`. */
export interface Product {
  readonly id: string;
  readonly registerId: string | null;
  readonly name: string;
  readonly pitch: string;
  readonly contact: string | null;
  /** Web addresses by name: website, repository, statistics, impact, budget, dashlord. */
  readonly links: Readonly<Record<string, string>>;
  readonly topics: readonly string[];
  readonly incubator: { readonly id: string; readonly name: string; readonly registerId: string | null } | null;
  readonly phase: LifecycleState;
  /** The day the phase began; null when nobody knows. */
  readonly since: CalendarDate | null;
  readonly createdAt: Instant;
}

/** How a product stands with its half-year duty on a given day. */
export const STANDINGS = ['overdue', 'due', 'held', 'planned', 'settled', 'notOwed'] as const;

export type Standing = (typeof STANDINGS)[number];

export const STANDING_LABELS: Readonly<Record<Standing, string>> = {
  overdue: 'En retard',
  due: 'À planifier',
  held: 'Décision à valider',
  planned: 'Comité prévu',
  settled: 'À jour',
  notOwed: 'Aucun comité dû',
};

/** One product of the portfolio, with its duty reckoned on the day asked for. */
export interface PortfolioLine {
  readonly product: { readonly id: string; readonly name: string; readonly registerId: string | null };
  readonly incubator: { readonly id: string; readonly name: string; readonly registerId: string | null } | null;
  readonly phase: LifecycleState;
  readonly lastCommittee: CalendarDate | null;
  /** Null for a product that owes no committee. */
  readonly due: CalendarDate | null;
  /** The day by which it is asked for: the due date, or six months after the last committee when that comes first. */
  readonly wanted: CalendarDate | null;
  /** Asked for sooner than the cadence says, since the decision would land in the year-end closing. */
  readonly isAdvanced: boolean;
  /** Whole days past the due date on the day asked for, whatever is planned; 0 when it is not past. */
  readonly daysLate: number;
  readonly planned: { readonly committeeId: string; readonly on: CalendarDate } | null;
  /** Committees that sat and whose decision has not taken effect yet, oldest first. */
  readonly awaiting: readonly { readonly committeeId: string; readonly on: CalendarDate }[];
  readonly standing: Standing;
}

/** A line of a product that owes a committee. */
export type DutyLine = PortfolioLine & { readonly due: CalendarDate; readonly wanted: CalendarDate };

/** What a person may see: these incubators with all their products, and these products. Left out: everything. */
export interface PortfolioScope {
  readonly incubatorIds: readonly string[];
  readonly productIds: readonly string[];
}

/** One line of a product's past as the register told it. */
export interface HistoryLine {
  readonly id: string;
  readonly kind: 'phase' | 'committee' | 'event';
  /** The register's word. */
  readonly name: string;
  readonly state: LifecycleState | null;
  readonly startsOn: CalendarDate | null;
  readonly endsOn: CalendarDate | null;
  readonly comment: string;
}

/** What an import found odd about a product; `detail` and `handled` are French sentences. */
export interface ImportOddity {
  readonly product: string;
  readonly kind: string;
  readonly detail: string;
  readonly handled: string;
}
