import { assign, setup } from 'xstate';

import { adjust, adjustable, effect, type Tell } from '../contract/index.js';
import { type DatePollContext, type DatePollEvent, FEWEST_OPTIONS, MOST_OPTIONS, newPoll } from './case.js';
import { pollDeadlines } from './deadlines.js';

const base = setup({
  types: { context: {} as DatePollContext, events: {} as DatePollEvent, input: {} as { subjectId: string } },
  actions: {
    tell: effect<Tell>(),
    'poll.ask': effect<{ pollId: string }>(),
    'poll.remind': effect<{ pollId: string }>(),
    'poll.report': effect<{ pollId: string }>(),
    'poll.withdraw': effect<{ pollId: string }>(),
    open: assign(({ event }) => {
      if (event.type !== 'poll.opened') return {};
      const { committeeId, options, remindAt, closesAt } = event;
      return { committeeId, options, remindAt, closesAt };
    }),
    forgetReminder: assign({ remindAt: null }),
    choose: assign(({ event }) => (event.type === 'date.chosen' ? { chosen: event.optionId } : {})),
    adjustDeadline: assign(({ context, event }) =>
      event.type === 'deadline.moved' || event.type === 'deadline.stopped'
        ? { adjustments: adjust(context.adjustments, event) }
        : {},
    ),
  },
  guards: {
    leavesAChoice: ({ event }) => {
      if (event.type !== 'poll.opened') return false;
      const { options, closesAt, at } = event;
      const dates = new Set(options.map(({ startsAt }) => startsAt));
      return (
        dates.size >= FEWEST_OPTIONS &&
        options.length <= MOST_OPTIONS &&
        dates.size === options.length &&
        closesAt > at &&
        options.every(({ startsAt }) => startsAt > closesAt)
      );
    },
    isProposedAndAhead: ({ context, event }) =>
      event.type === 'date.chosen' &&
      context.options.some(({ optionId, startsAt }) => optionId === event.optionId && startsAt > event.at),
    hasReason: ({ event }) => 'reason' in event && event.reason.trim() !== '',
    adjusts: ({ context, event }) =>
      (event.type === 'deadline.moved' || event.type === 'deadline.stopped') &&
      event.key !== 'expiry' &&
      adjustable(pollDeadlines('open', context), event),
  },
});

const machineSetup = base.extend({
  actions: {
    ask: base.enqueueActions(({ context, enqueue }) =>
      enqueue({ type: 'poll.ask', params: { pollId: context.pollId } }),
    ),
    remind: base.enqueueActions(({ context, enqueue }) =>
      enqueue({ type: 'poll.remind', params: { pollId: context.pollId } }),
    ),
    report: base.enqueueActions(({ context, enqueue }) =>
      enqueue({ type: 'poll.report', params: { pollId: context.pollId } }),
    ),
    withdraw: base.enqueueActions(({ context, enqueue }) =>
      enqueue({ type: 'poll.withdraw', params: { pollId: context.pollId } }),
    ),
    /** The committee is told, and tells its members as it does of any date. */
    moveCommittee: base.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'date.chosen' || !event.moves) return;
      const option = context.options.find(({ optionId }) => optionId === event.optionId);
      enqueue({
        type: 'tell',
        params: {
          process: 'committee',
          subjectId: context.committeeId,
          event: { type: 'committee.moved', startsAt: option?.startsAt ?? '', reason: 'Date choisie avec les membres' },
        },
      });
    }),
  },
});

const ending = {
  'date.chosen': { guard: 'isProposedAndAhead', target: 'chosen', actions: ['choose', 'moveCommittee'] },
  'poll.abandoned': { guard: 'hasReason', target: 'abandoned', actions: ['withdraw'] },
  'dates.passed': { target: 'abandoned' },
} as const;

/** Several dates proposed to the members of a committee, until one is chosen or the question dropped. */
export const datePollMachine = machineSetup.createMachine({
  id: 'date-poll',
  context: ({ input }) => newPoll(input.subjectId),
  initial: 'proposed',
  states: {
    proposed: { on: { 'poll.opened': { guard: 'leavesAChoice', target: 'open', actions: ['open', 'ask'] } } },
    open: {
      on: {
        ...ending,
        'reminder.reached': { actions: ['forgetReminder', 'remind'] },
        'closing.reached': { target: 'answered', actions: ['report'] },
        'answers.completed': { target: 'answered', actions: ['report'] },
        'deadline.moved': { guard: 'adjusts', actions: ['adjustDeadline'] },
        'deadline.stopped': { guard: 'adjusts', actions: ['adjustDeadline'] },
      },
    },
    answered: { on: ending },
    chosen: { type: 'final' },
    abandoned: { type: 'final' },
  },
});
