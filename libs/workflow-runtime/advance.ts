import { type AnyMachineSnapshot, initialTransition, transition } from 'xstate';

import type { Instant } from '#libs/kernel/index.js';
import {
  type Deadline,
  type EffectQueue,
  type ProcessDefinition,
  type StoredSnapshot,
  type Tell,
  TELL,
} from '#workflows/contract/index.js';

import { CaseFromNewerVersion, EventRefused } from './runtime.errors.js';

/** An event with its moment, as logged and as the machine sees it. */
export interface TimedEvent {
  readonly type: string;
  readonly at: Instant;
  readonly [field: string]: unknown;
}

export interface OrderedEffect {
  readonly type: string;
  readonly queue: EffectQueue;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What one event does to one case, computed without touching anything. */
export interface Step {
  readonly stateBefore: string;
  readonly stateAfter: string;
  readonly snapshot: StoredSnapshot;
  readonly closed: boolean;
  readonly deadlines: readonly Deadline[];
  readonly effects: readonly OrderedEffect[];
  readonly tells: readonly Tell[];
}

/** The snapshot of a case nothing has happened to yet. */
export function initialSnapshot(definition: ProcessDefinition, subjectId: string): StoredSnapshot {
  const [snapshot] = initialTransition(definition.machine, { subjectId });
  return store(snapshot);
}

/** The dotted path of a state value: `sitting.deliberation`. */
function statePath(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[parent, child] = ['', '']] = Object.entries(value as Record<string, unknown>);
  return `${parent}.${statePath(child)}`;
}

/**
 * Brings a snapshot kept by an older definition to today's.
 * @throws CaseFromNewerVersion when it was kept by a newer one.
 */
export function modernize(definition: ProcessDefinition, snapshot: StoredSnapshot, version: number): StoredSnapshot {
  if (version > definition.version) throw new CaseFromNewerVersion(definition.name, version, definition.version);
  let modern = snapshot;
  for (let from = version; from < definition.version; from += 1) {
    const bring = definition.migrations[from];
    if (!bring) throw new Error(`${definition.name}: no migration from version ${from}`);
    modern = bring(modern);
  }
  return modern;
}

/**
 * Takes one event on one snapshot, purely.
 * @throws EventRefused when the machine cannot take it: refusals are loud.
 */
export function advance(definition: ProcessDefinition, stored: StoredSnapshot, event: TimedEvent): Step {
  const before = definition.machine.resolveState({
    value: stored.value as never,
    context: stored.context,
  }) as AnyMachineSnapshot;
  const stateBefore = statePath(before.value);
  if (!before.can(event)) throw refused(definition, stored, stateBefore, event);
  const [after, actions]: readonly [AnyMachineSnapshot, readonly { type: string; params: unknown }[]] = transition(
    definition.machine,
    before,
    event,
  );
  const snapshot = store(after);
  const effects: OrderedEffect[] = [];
  const tells: Tell[] = [];
  for (const { type, params } of actions) {
    const queue = definition.effects[type];
    if (type === TELL) tells.push(params as Tell);
    else if (queue) effects.push({ type, queue, params: params as Record<string, unknown> });
    else throw new Error(`${definition.name}: the action ${type} is neither a tell nor a declared effect`);
  }
  const closed = after.status === 'done';
  return {
    stateBefore,
    stateAfter: statePath(after.value),
    snapshot,
    closed,
    deadlines: closed ? [] : definition.deadlines(snapshot),
    effects,
    tells,
  };
}

function store(snapshot: AnyMachineSnapshot): StoredSnapshot {
  return { value: snapshot.value, context: snapshot.context as Record<string, unknown> };
}

function refused(
  definition: ProcessDefinition,
  stored: StoredSnapshot,
  state: string,
  event: TimedEvent,
): EventRefused {
  const { states, events, process } = definition.labels;
  const said = definition.refusal?.(stored, event) ?? {
    code: 'EVENT_REFUSED',
    message: `« ${events[event.type] ?? event.type} » n’est pas possible dans l’état « ${states[state] ?? state} » (${process.toLowerCase()}).`,
  };
  return new EventRefused(said.code, said.message, { process: definition.name, state, event: event.type });
}
