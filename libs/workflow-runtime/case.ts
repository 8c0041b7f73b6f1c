import { derivedId, type Instant } from '#libs/kernel/index.js';
import type { StoredSnapshot } from '#workflows/contract/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import type { EventFromLogic } from 'xstate';

/** Keeps a union of events a union while one member is taken away. */
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** An event of a process as a caller writes it: the runtime adds the moment. */
export type EventOf<P extends ProcessName> = DistributiveOmit<EventFromLogic<(typeof processes)[P]['machine']>, 'at'>;

/** Which case: a process and what it is about. There is one case of a process for one subject. */
export interface CaseReference<P extends ProcessName = ProcessName> {
  readonly process: P;
  readonly subjectId: string;
}

/** The identifier of a case follows from its process and subject. */
export function caseId({ process, subjectId }: CaseReference): string {
  return derivedId('case', process, subjectId);
}

/** A case as kept between two events. */
export interface StoredCase {
  readonly id: string;
  readonly process: ProcessName;
  readonly subjectId: string;
  readonly version: number;
  /** How many events it has taken. */
  readonly revision: number;
  readonly state: string;
  readonly snapshot: StoredSnapshot;
  readonly closed: boolean;
  readonly headHash: string;
}

/** Who acts: `person:<id>`, `signatory:<id>`, `system:sweeper`, `import:register`. Never a name or an address. */
export type Actor = `${'person' | 'signatory' | 'system' | 'import' | 'operator'}:${string}`;

export interface DispatchOptions {
  readonly actor: Actor;
  /** The same key twice on the same case gives the first answer, not a second transition. */
  readonly idempotencyKey: string;
}

/** What came of an event. */
export interface Answer {
  readonly caseId: string;
  readonly revision: number;
  readonly stateBefore: string;
  readonly stateAfter: string;
  readonly at: Instant;
  /** True when this key had already been answered: nothing moved this time. */
  readonly repeated: boolean;
}
