import {
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createActor,
  type EventObject,
} from 'xstate';

/** An action as the machine orders it; nothing carries it out here. */
interface OrderedAction {
  readonly type: string;
  readonly params: unknown;
}

const scopes = new WeakMap<AnyStateMachine, AnyActorScope>();

/**
 * What XState's `transition` does, with one actor for a machine instead of one for an event: that actor is never started, and
 * making it computes the first snapshot of a case that nobody asked for, which took longer than the transition itself.
 * Our machines spawn nothing and read nothing of the actor they run in.
 */
export function pureTransition(
  machine: AnyStateMachine,
  before: AnyMachineSnapshot,
  event: EventObject,
): readonly [AnyMachineSnapshot, readonly OrderedAction[]] {
  const actions: OrderedAction[] = [];
  const after = machine.transition(before, event, {
    ...scopeOf(machine),
    actionExecutor: ({ type, params }) => actions.push({ type, params }),
  });
  return [after, actions];
}

function scopeOf(machine: AnyStateMachine): AnyActorScope {
  let scope = scopes.get(machine);
  if (!scope) {
    const self = createActor(machine, { input: { subjectId: '' } });
    const nothing = () => {};
    scope = {
      self,
      system: self.system,
      id: '',
      sessionId: '',
      logger: nothing,
      defer: nothing,
      emit: nothing,
      stopChild: nothing,
      actionExecutor: nothing,
    };
    scopes.set(machine, scope);
  }
  return scope;
}
