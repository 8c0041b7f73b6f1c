import { type AnyMachineSnapshot, initialTransition } from 'xstate';

import { canonicalJson, type Instant } from '#libs/kernel/index.js';
import {
  type Deadline,
  EVENT_REFUSED,
  type EffectQueue,
  type ProcessDefinition,
  type StoredSnapshot,
  type Tell,
  TELL,
} from '#workflows/contract/index.js';

import { pureTransition } from './pure-transition.js';
import { CaseFromNewerVersion, CaseNotMigratable, EventRefused } from './runtime.errors.js';

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
export function statePath(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[parent, child] = ['', '']] = Object.entries(value as Record<string, unknown>);
  return `${parent}.${statePath(child)}`;
}

/**
 * Where a snapshot stands: the dotted path of its state, and whether the case ends there.
 * @throws Error when the machine has no such state.
 */
export function stateOf(
  definition: ProcessDefinition,
  { value, context }: StoredSnapshot,
): { readonly state: string; readonly closed: boolean } {
  const restored = definition.machine.resolveState({ value: value as never, context }) as AnyMachineSnapshot;
  const [state, said] = [statePath(restored.value), statePath(value)];
  if (state !== said) throw new Error(`${said} is no state to rest in`);
  return { state, closed: restored.status === 'done' };
}

/**
 * Brings a snapshot kept by an older definition to `to`, today's unless said otherwise.
 * @throws CaseFromNewerVersion when it was kept by a newer one, CaseNotMigratable when a migration is missing, fails, or
 * leads to no state of today's machine.
 */
export function modernize(
  definition: ProcessDefinition,
  snapshot: StoredSnapshot,
  version: number,
  to = definition.version,
): StoredSnapshot {
  if (version > definition.version) throw new CaseFromNewerVersion(definition.name, version, definition.version);
  if (version === to) return snapshot;
  try {
    // On a copy of its own, and read back as the database will give it: a migration is compared with its own replay.
    let modern = JSON.parse(canonicalJson(snapshot)) as StoredSnapshot;
    for (let from = version; from < to; from += 1) {
      const bring = definition.migrations[from];
      if (!bring) throw new Error(`no migration from version ${from}`);
      modern = bring(modern);
    }
    modern = JSON.parse(canonicalJson(modern)) as StoredSnapshot;
    if (to === definition.version) stateOf(definition, modern);
    return modern;
  } catch (error) {
    const [why = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new CaseNotMigratable({ process: definition.name, from: version, to, why });
  }
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
  const [after, actions] = pureTransition(definition.machine, before, event);
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
  const code = definition.refusal?.(stored, event) ?? EVENT_REFUSED;
  const message =
    definition.refusals[code] ??
    `« ${events[event.type] ?? event.type} » n’est pas possible dans l’état « ${states[state] ?? state} » (${process.toLowerCase()}).`;
  return new EventRefused(code, message, { process: definition.name, state, event: event.type });
}
