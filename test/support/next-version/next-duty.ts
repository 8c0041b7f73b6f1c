import { type AnyStateMachine, createMachine, enqueueActions } from 'xstate';

import { addDays, parisInstant } from '#libs/kernel/index.js';
import { adjusted, type Deadline, type ProcessDefinition, type StoredSnapshot } from '#workflows/contract/index.js';
import type { DutyContext } from '#workflows/half-year-duty/index.js';

/** What the next version of the duty remembers more: the due date on which it has insisted. */
interface NextContext extends DutyContext {
  readonly insistedOn: string | null;
}

/** Days after which the next version insists on a committee that is late. */
const PATIENCE_DAYS = 30;

/** Days by which it opens the planning window sooner. */
const SOONER_DAYS = 10;

/**
 * The duty as a next version might have it: a state is renamed with its snapshots, a deadline is moved, another is new and
 * orders a new effect. Made from the present one, so that it follows it.
 */
export function nextDuty(present: ProcessDefinition): ProcessDefinition {
  const presentStates = Object.entries(present.labels.states);
  return {
    ...present,
    version: present.version + 1,
    machine: nextMachine(present.machine),
    labels: {
      ...present.labels,
      states: Object.fromEntries(presentStates.map(([state, label]) => [renamed(state), label])),
      events: { ...present.labels.events, 'overdue.lasted': 'Relance du retard' },
    },
    effects: { ...present.effects, 'duty.insist': 'bookkeeping' },
    deadlines: (snapshot) => nextDeadlines(present, snapshot),
    migrations: {
      ...present.migrations,
      [present.version]: ({ value, context }) => ({
        value: renamed(value as string),
        context: { ...context, insistedOn: null },
      }),
    },
  };
}

const renamed = (state: string): string => (state === 'settled' ? 'upToDate' : state);
const former = (state: unknown): unknown => (state === 'upToDate' ? 'settled' : state);

function nextDeadlines(present: ProcessDefinition, { value, context }: StoredSnapshot): readonly Deadline[] {
  const { dueOn, insistedOn, adjustments } = context as unknown as NextContext;
  const kept = present.deadlines({ value: former(value), context }).map((deadline) => {
    const isAdjusted = adjustments[deadline.key] !== undefined;
    if (deadline.key !== 'window' || isAdjusted) return deadline;
    return { ...deadline, dueAt: parisInstant(addDays(deadline.dueAt.slice(0, 10), -SOONER_DAYS), '08:00') };
  });
  if (value !== 'overdue' || dueOn === null || insistedOn === dueOn) return kept;
  const dueAt = parisInstant(addDays(dueOn, PATIENCE_DAYS), '08:00');
  return [...kept, ...adjusted([{ key: 'insist', dueAt, event: { type: 'overdue.lasted' } }], adjustments)];
}

function nextMachine(present: AnyStateMachine): AnyStateMachine {
  const { context, states, ...config } = present.config as unknown as {
    context: (made: unknown) => object;
    states: Record<string, { on?: object }>;
  };
  const next = Object.fromEntries(
    Object.entries(states).map(([state, node]) => [renamed(state), retargeted(node) as typeof node]),
  );
  next['overdue'] = { ...next['overdue'], on: { ...next['overdue']?.on, 'overdue.lasted': { actions: ['insist'] } } };
  const nextConfig = {
    ...config,
    context: (made: unknown) => ({ ...context(made), insistedOn: null }),
    states: next,
  };
  const { windowIsOpen } = present.implementations.guards as Record<
    string,
    (taken: { context: NextContext }) => boolean
  >;
  return createMachine(
    nextConfig as never,
    {
      ...present.implementations,
      // As its deadline is: what was told sooner stays told when the duty is placed again.
      guards: {
        ...present.implementations.guards,
        windowIsOpen: ({ context: now }: { context: NextContext }) =>
          windowIsOpen?.({ context: { ...now, seenOn: addDays(now.seenOn, SOONER_DAYS) } }) ?? false,
      },
      actions: {
        ...present.implementations.actions,
        'duty.insist': () => {},
        insist: enqueueActions(({ context: now, enqueue }) => {
          const { productId, dueOn } = now as NextContext;
          enqueue.assign({ insistedOn: dueOn });
          enqueue({ type: 'duty.insist', params: { productId, dueOn } });
        }),
      },
    } as never,
  );
}

/** A node of the configuration with the targets that name the renamed state renamed. */
function retargeted(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(retargeted);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, key === 'target' ? renamed(value as string) : retargeted(value)]),
  );
}
