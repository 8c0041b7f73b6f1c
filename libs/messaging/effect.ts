import type { EffectQueue } from '#workflows/contract/index.js';

/** The queues, and how many effects of each a worker carries out at once. */
export const QUEUES: Readonly<Record<EffectQueue, { readonly concurrency: number }>> = {
  // Servers of others take it ill to be called by many at once.
  mail: { concurrency: 5 },
  documents: { concurrency: 1 },
  // Short work on the database: no more at once than leaves pages a connection when they share the pool.
  bookkeeping: { concurrency: 8 },
};

export const QUEUE_NAMES = Object.keys(QUEUES) as readonly EffectQueue[];

/** All that a job carries: which row of the outbox is owed. Never text, never a secret. */
export interface EffectJob {
  readonly outboxId: string;
}

/** An effect owed by a case, as its handler receives it. */
export interface OwedEffect<P = Readonly<Record<string, unknown>>> {
  /** The outbox row's id: the key of everything the handler does. */
  readonly id: string;
  readonly type: string;
  readonly params: P;
  readonly caseId: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/**
 * Carries out one type of effect. It may be called again for the same effect after a crash or a failure,
 * so everything it does is keyed by the effect's id.
 */
export interface EffectHandler<P = Readonly<Record<string, unknown>>> {
  handle(effect: OwedEffect<P>): Promise<void>;
}
