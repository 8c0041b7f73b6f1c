import { assign, setup } from 'xstate';

import { addMilliseconds, type Instant } from '#libs/kernel/index.js';

import { adjust, adjustable, type Deadline, effect } from '../contract/index.js';
import { type HalfYearPlanContext, type HalfYearPlanEvent, newPlan } from './case.js';

/** Minutes between a plan's confirmation and its invitations: what is changed meanwhile is told with them, in one mail. */
export const SETTLING_MINUTES = 10;

/** The deadline of a confirmed plan, before any adjustment by an operator. */
export const settlingDeadlines = (settlesAt: Instant | null): readonly Deadline[] =>
  settlesAt === null ? [] : [{ key: 'settle', dueAt: settlesAt, event: { type: 'settling.over' } }];

const machineSetup = setup({
  types: {
    context: {} as HalfYearPlanContext,
    events: {} as HalfYearPlanEvent,
    input: {} as { subjectId: string },
  },
  actions: {
    'plan.create-committees': effect<{ planId: string }>(),
    'plan.convene-committees': effect<{ planId: string }>(),
    settle: assign(({ event }) => ({ settlesAt: addMilliseconds(event.at, SETTLING_MINUTES * 60_000) })),
    adjustDeadline: assign(({ context, event }) =>
      event.type === 'deadline.moved' || event.type === 'deadline.stopped'
        ? { adjustments: adjust(context.adjustments, event) }
        : {},
    ),
  },
  guards: {
    convenes: ({ event }) => event.type === 'plan.confirmed' && event.convene,
    adjusts: ({ context, event }) =>
      (event.type === 'deadline.moved' || event.type === 'deadline.stopped') &&
      adjustable(settlingDeadlines(context.settlesAt), event),
  },
});

const create = {
  type: 'plan.create-committees',
  params: ({ context }: { context: HalfYearPlanContext }) => ({ planId: context.planId }),
} as const;

const convene = {
  type: 'plan.convene-committees',
  params: ({ context }: { context: HalfYearPlanContext }) => ({ planId: context.planId }),
} as const;

const adjustment = { guard: 'adjusts', actions: ['adjustDeadline'] } as const;

/** The committees of a half-year, from their confirmation to their invitations. What is drafted before has no case to move. */
export const halfYearPlanMachine = machineSetup.createMachine({
  id: 'half-year-plan',
  context: ({ input }) => newPlan(input.subjectId),
  initial: 'drafted',
  states: {
    drafted: {
      on: {
        'plan.confirmed': [
          { guard: 'convenes', target: 'settling', actions: ['settle', create] },
          { target: 'carriedOut', actions: [create] },
        ],
      },
    },
    settling: {
      on: {
        'deadline.moved': adjustment,
        'deadline.stopped': adjustment,
        'settling.over': { target: 'carriedOut', actions: [convene] },
      },
    },
    carriedOut: { type: 'final' },
  },
});
