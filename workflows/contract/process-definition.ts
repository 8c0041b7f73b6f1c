import type { AnyStateMachine } from 'xstate';

import type { Instant } from '#libs/kernel/index.js';

import type { UndoRule } from './undo.js';

/** A moment at which a case must be told something, unless it moves on before. A row, never a timer. */
export interface Deadline {
  /** Unique among the deadlines of one case: `rung:D-30`, `due`. */
  readonly key: string;
  readonly dueAt: Instant;
  /** What the case is told when the moment has come; `at` is added by the runtime. */
  readonly event: { readonly type: string } & Readonly<Record<string, unknown>>;
}

/** The queue that carries an effect: mail is cheap and many, documents are heavy and few. */
export type EffectQueue = 'mail' | 'documents' | 'bookkeeping';

/** A snapshot as it is kept: the state's value and the context, nothing of the running machine. */
export interface StoredSnapshot {
  readonly value: unknown;
  readonly context: Readonly<Record<string, unknown>>;
}

/** The code of a refusal about which the process has nothing better to say than « impossible in this state ». */
export const EVENT_REFUSED = 'EVENT_REFUSED';

/**
 * What the runtime knows of a process. All of it is pure: the machine decides, these functions read its snapshot.
 * Machines have no invoke, after, history or spawned actor (ADR 0003).
 */
export interface ProcessDefinition<TMachine extends AnyStateMachine = AnyStateMachine> {
  readonly name: string;
  /** Raised with each change of what two programs of one version must agree on (ADR 0016); a migration comes with it. */
  readonly version: number;
  readonly machine: TMachine;
  /** French labels, for every state path and every event. */
  readonly labels: {
    readonly process: string;
    readonly states: Readonly<Record<string, string>>;
    readonly events: Readonly<Record<string, string>>;
  };
  /** Every effect the machine may order, and the queue that carries it. */
  readonly effects: Readonly<Record<string, EffectQueue>>;
  /** The deadlines that a snapshot holds; the whole set, since the runtime replaces what was there. */
  deadlines(snapshot: StoredSnapshot): readonly Deadline[];
  /** Every code with which a case may refuse an event, and what people are told: French, a complete sentence. */
  readonly refusals: Readonly<Record<string, string>>;
  /** Which of {@link refusals} says why, for an event that the machine cannot take; undefined for {@link EVENT_REFUSED}. */
  refusal?(snapshot: StoredSnapshot, event: { readonly type: string }): string | undefined;
  /** The events that may be taken back, and on what terms; all others stand (ADR 0017). */
  readonly undoable?: Readonly<Record<string, UndoRule>>;
  /** `migrations[n]` brings a snapshot of version n to version n + 1. Never changed once released: logs are checked against it. */
  readonly migrations: Readonly<Record<number, (snapshot: StoredSnapshot) => StoredSnapshot>>;
}
