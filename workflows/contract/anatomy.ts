import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';

/** A transition of a machine, with what an engineer reads of it. */
export interface Edge {
  /** Dotted paths; the source is empty for a transition of the whole machine. */
  readonly from: string;
  readonly to: string;
  /** Empty for an eventless transition. */
  readonly event: string;
  readonly guard: string;
  readonly actions: readonly string[];
  readonly definition: AnyTransitionDefinition;
}

const nodesBelow = (node: AnyStateNode): readonly AnyStateNode[] =>
  Object.values(node.states).flatMap((child) => [child, ...nodesBelow(child)]);

const pathOf = (node: AnyStateNode): string => node.path.join('.');

const leaves = (machine: AnyStateMachine): readonly AnyStateNode[] =>
  nodesBelow(machine.root).filter((node) => Object.keys(node.states).length === 0);

/** The paths of the states that have no states of their own: what a case is said to be in. */
export const leafStates = (machine: AnyStateMachine): readonly string[] => leaves(machine).map(pathOf);

/** The paths of the states a case can rest in: those that are not left as soon as they are entered. */
export const restingStates = (machine: AnyStateMachine): readonly string[] =>
  leaves(machine)
    .filter((node) => !node.always?.some(({ guard }) => guard === undefined))
    .map(pathOf);

/** Every transition, in the order of the machine's text. */
export function edgesOf(machine: AnyStateMachine): readonly Edge[] {
  return [machine.root, ...nodesBelow(machine.root)].flatMap((node) => {
    const definitions = [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
    return definitions.map((definition) => ({
      from: pathOf(node),
      to: definition.target?.[0] ? pathOf(definition.target[0]) : pathOf(node),
      event: definition.eventType,
      guard: guardName(definition.guard),
      actions: definition.actions.map(nameOf),
      definition,
    }));
  });
}

/** The events that some transition takes. */
export const eventsOf = (machine: AnyStateMachine): readonly string[] => [
  ...new Set(edgesOf(machine).flatMap(({ event }) => (event === '' ? [] : [event]))),
];

/** The actions declared that change nothing in the context: effects, and `tell`. */
export function orderedActions(machine: AnyStateMachine): readonly string[] {
  return Object.entries(machine.implementations.actions)
    .filter(([, action]) => !(typeof action === 'function' && 'type' in action))
    .map(([name]) => name);
}

function guardName(guard: unknown): string {
  if (guard === undefined) return '';
  if (typeof guard === 'string') return guard;
  const { type, params } = guard as { type: string; params?: Readonly<Record<string, unknown>> };
  return params ? `${type} ${Object.values(params).join(', ')}` : type;
}

function nameOf(action: unknown): string {
  return typeof action === 'string' ? action : (action as { type: string }).type;
}
