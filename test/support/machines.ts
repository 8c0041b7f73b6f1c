import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition, transition } from 'xstate';

import type { Instant } from '#libs/kernel/index.js';
import {
  type Deadline,
  EVENT_REFUSED,
  type ProcessDefinition,
  type StoredSnapshot,
  TELL,
} from '#workflows/contract/index.js';

/** An event as a spec writes it; its moment is the play's own clock. */
export type Said = { readonly type: string } & Readonly<Record<string, unknown>>;

/** What a machine ordered: an effect with its parameters, or an event for another process (`tell`). */
export interface Ordered {
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export class Refused extends Error {
  constructor(
    readonly state: string,
    readonly event: string,
    readonly code: string | undefined,
  ) {
    super(`${event} is refused in ${state}`);
  }
}

/** The dotted path of a state value: `sitting.deliberation`. */
function pathOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[parent, child] = ['', '']] = Object.entries(value as Record<string, unknown>);
  return `${parent}.${pathOf(child)}`;
}

/**
 * One case played in memory, by the rules of the runtime: each event is dated, refused loudly or taken whole, and the
 * snapshot goes through JSON between two events as it would through the database.
 */
export class Play<Context = Record<string, unknown>> {
  /** Everything ordered so far. */
  readonly ordered: Ordered[] = [];
  /** What the last event ordered. */
  last: readonly Ordered[] = [];
  readonly events: Said[] = [];
  #stored: StoredSnapshot;

  constructor(
    readonly definition: ProcessDefinition,
    subjectId: string,
    public now: Instant,
    readonly machine: AnyStateMachine = definition.machine,
  ) {
    this.#stored = kept(initialTransition(machine, { subjectId })[0] as AnyMachineSnapshot);
  }

  /** The same case, to be played on differently. */
  copy(machine: AnyStateMachine = this.machine): Play<Context> {
    const copy = new Play<Context>(this.definition, '', this.now, machine);
    copy.#stored = this.#stored;
    copy.events.push(...this.events);
    copy.ordered.push(...this.ordered);
    return copy;
  }

  get snapshot(): StoredSnapshot {
    return this.#stored;
  }

  get context(): Context {
    return this.#stored.context as Context;
  }

  get state(): string {
    return pathOf(this.#stored.value);
  }

  get closed(): boolean {
    return this.restored.status === 'done';
  }

  /** The running form of the stored snapshot. */
  get restored(): AnyMachineSnapshot {
    return this.machine.resolveState(this.#stored as never) as AnyMachineSnapshot;
  }

  get deadlines(): readonly Deadline[] {
    return this.closed ? [] : this.definition.deadlines(this.#stored);
  }

  /** The keys of the deadlines armed, soonest first. */
  get armed(): readonly string[] {
    return this.deadlines.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt)).map(({ key }) => key);
  }

  can(event: Said): boolean {
    return this.restored.can({ ...event, at: this.now });
  }

  /** Takes an event, at `at` when given. @throws Refused */
  say(event: Said, at: Instant = this.now): this {
    this.now = at;
    const dated = { ...event, at };
    const before = this.restored;
    if (!before.can(dated)) throw new Refused(this.state, event.type, this.definition.refusal?.(this.#stored, dated));
    const [after, actions] = transition(this.machine, before, dated as never);
    this.#stored = kept(after as AnyMachineSnapshot);
    this.last = actions.map(({ type, params }) => ({ type, params: params as Ordered['params'] }));
    this.ordered.push(...this.last);
    this.events.push(dated);
    return this;
  }

  /** Stands where a checkpoint of the log says, having ordered nothing. */
  stand(snapshot: StoredSnapshot): this {
    this.#stored = snapshot;
    this.last = [];
    return this;
  }

  /** Takes the next deadline when it comes; undefined when none is armed. */
  fire(): Deadline | undefined {
    const next = this.deadlines.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))[0];
    if (next) this.say(next.event, next.dueAt > this.now ? next.dueAt : this.now);
    return next;
  }

  /** The code with which the case refuses the event; `EVENT_REFUSED` when it has no better reason, undefined when it takes it. */
  refusalOf(event: Said): string | undefined {
    const dated = { ...event, at: this.now };
    if (this.restored.can(dated)) return undefined;
    return this.definition.refusal?.(this.#stored, dated) ?? EVENT_REFUSED;
  }

  /** The types of what the last event ordered; tells as `tell <process> <event>`. */
  get lastOrders(): readonly string[] {
    return this.last.map(nameOf);
  }
}

/** `reminder.send`, or `tell half-year-duty committee.held`. */
export function nameOf({ type, params }: Ordered): string {
  if (type !== TELL) return type;
  return `tell ${String(params['process'])} ${(params['event'] as Said).type}`;
}

function kept(snapshot: AnyMachineSnapshot): StoredSnapshot {
  return JSON.parse(JSON.stringify({ value: snapshot.value, context: snapshot.context })) as StoredSnapshot;
}
