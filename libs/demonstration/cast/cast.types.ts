import type { LifecycleState } from '#workflows/contract/index.js';

/** Somebody who does not exist, at an address that cannot: the domain `.example` belongs to nobody (RFC 2606). */
export interface CastPerson {
  readonly name: string;
  readonly email: string;
  /** Function shown beside the name. */
  readonly title: string;
}

/** One line of a product's past, as a register would tell it; days are counted back from today, to the last one worked. */
export interface CastHistoryLine {
  readonly kind: 'phase' | 'committee' | 'event';
  /** The register's word. */
  readonly name: string;
  readonly state: LifecycleState | null;
  readonly startedDaysAgo: number;
  readonly comment: string;
}

export interface CastProduct {
  readonly key: string;
  readonly name: string;
  readonly pitch: string;
  readonly topics: readonly string[];
  readonly links: Readonly<Record<string, string>>;
  /** Keys of organisations; empty when nobody knows who carries it. */
  readonly organisations: readonly string[];
  readonly intrapreneur: CastPerson;
  readonly coach: CastPerson;
  readonly team?: readonly CastPerson[];
  readonly sponsors: readonly CastPerson[];
  /** Oldest first; the last phase is where the product stands when it comes in. */
  readonly history: readonly CastHistoryLine[];
  /** Days ago that it came in from the register; what happened since was lived here. Left out: today. */
  readonly cameInDaysAgo?: number;
}

/** Register words of the phases that the demonstration's histories go through. */
const PHASES = {
  investigation: 'investigation',
  construction: 'construction',
  acceleration: 'acceleration',
  consolidation: 'sustainability.consolidation',
  opere: 'sustainability.operated',
  sauvegarde: 'safeguard',
  abandon: 'stopped.abandoned',
} as const satisfies Readonly<Record<string, LifecycleState>>;

/** A phase entered so many days ago; the next one of the history ends it. */
export const phase = (name: keyof typeof PHASES, startedDaysAgo: number, comment = ''): CastHistoryLine => ({
  kind: 'phase',
  name,
  state: PHASES[name],
  startedDaysAgo,
  comment,
});

export const committee = (startedDaysAgo: number, comment: string): CastHistoryLine => ({
  kind: 'committee',
  name: 'committee',
  state: null,
  startedDaysAgo,
  comment,
});

export const event = (name: string, startedDaysAgo: number, comment: string): CastHistoryLine => ({
  kind: 'event',
  name,
  state: null,
  startedDaysAgo,
  comment,
});

/** Somebody of the demonstration: the address follows from the name. */
export function person(name: string, domain: string, title: string): CastPerson {
  const local = name
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z-]+/gu, '.');
  return { name, email: `${local}@${domain}.example`, title };
}
