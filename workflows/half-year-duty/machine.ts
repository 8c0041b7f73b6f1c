import { assign, setup } from 'xstate';

import { type CalendarDate, parisDate } from '#libs/kernel/index.js';

import { adjust, adjustable, effect } from '../contract/index.js';
import { type DutyContext, type DutyEvent, newDuty } from './case.js';
import {
  afterDecision,
  afterImport,
  dutyDeadlines,
  dutyInPhase,
  latest,
  redated,
  windowOpensOn,
  without,
} from './reckoning.js';

const base = setup({
  types: { context: {} as DutyContext, events: {} as DutyEvent, input: {} as { subjectId: string } },
  actions: {
    'duty.ask-to-plan': effect<{ productId: string; dueOn: CalendarDate }>(),
    'duty.report-overdue': effect<{ productId: string; dueOn: CalendarDate }>(),
    see: assign(({ event }) => ({ seenOn: parisDate(event.at) })),
    importHistory: assign(({ context, event }) =>
      event.type === 'history.imported' ? redated(context, afterImport(context, event)) : {},
    ),
    enterPhase: assign(({ context, event }) =>
      event.type === 'phase.entered' ? redated(context, dutyInPhase(context, event.phase, event.on)) : {},
    ),
    plan: assign(({ event }) =>
      event.type === 'committee.planned' || event.type === 'committee.moved'
        ? { planned: { committeeId: event.committeeId, on: event.on } }
        : {},
    ),
    drop: assign(({ context, event }) => ('committeeId' in event ? without(context, event.committeeId) : {})),
    hold: assign(({ context, event }) => {
      if (event.type !== 'committee.held') return {};
      const { committeeId, on } = event;
      const { planned, awaiting } = without(context, committeeId);
      return {
        planned,
        awaiting: [...awaiting, { committeeId, on }],
        lastCommitteeOn: latest([context.lastCommitteeOn, on]),
      };
    }),
    followDecision: assign(({ context, event }) =>
      event.type === 'decision.effective' ? afterDecision(context, event) : {},
    ),
    adjustDeadline: assign(({ context, event }) =>
      event.type === 'deadline.moved' || event.type === 'deadline.stopped'
        ? { adjustments: adjust(context.adjustments, event) }
        : {},
    ),
  },
  guards: {
    nothingOwed: ({ context }) => context.dueOn === null,
    isHeld: ({ context }) => context.awaiting.length > 0,
    isPlanned: ({ context }) => context.planned !== null,
    isOverdue: ({ context }) => context.dueOn !== null && context.seenOn > context.dueOn,
    windowIsOpen: ({ context }) => context.dueOn !== null && context.seenOn >= windowOpensOn(context.dueOn),
    noOtherPlanned: ({ context, event }) =>
      event.type === 'committee.planned' &&
      (context.planned === null || context.planned.committeeId === event.committeeId),
    isThePlannedOne: ({ context, event }) =>
      'committeeId' in event && context.planned?.committeeId === event.committeeId,
    adjusts: ({ context, event }, params: { state: 'settled' | 'due' }) => {
      if (event.type !== 'deadline.moved' && event.type !== 'deadline.stopped') return false;
      const pending = dutyDeadlines(params.state, context.dueOn);
      if (!adjustable(pending, event)) return false;
      // Nobody is late before the due date: the report of it may only be put off.
      return event.type === 'deadline.stopped' || event.key !== 'due' || event.dueAt >= (pending[0]?.dueAt ?? '');
    },
  },
});

const machineSetup = base.extend({
  actions: {
    /** Once per due date, and not for what an import finds: the dashboard shows it, a first import mails nobody. */
    askToPlan: base.enqueueActions(({ context, event, enqueue }) => {
      const { productId, dueOn, said } = context;
      if (dueOn === null || said.ask === dueOn || event.type === 'history.imported') return;
      enqueue.assign({ said: { ...said, ask: dueOn } });
      enqueue({ type: 'duty.ask-to-plan', params: { productId, dueOn } });
    }),
    reportOverdue: base.enqueueActions(({ context, event, enqueue }) => {
      const { productId, dueOn, said } = context;
      if (dueOn === null || said.overdue === dueOn || event.type === 'history.imported') return;
      enqueue.assign({ said: { ...said, overdue: dueOn } });
      enqueue({ type: 'duty.report-overdue', params: { productId, dueOn } });
    }),
  },
});

const placed = { target: '#placing' } as const;
const adjusting = (state: 'settled' | 'due') => {
  const adjustment = { guard: { type: 'adjusts' as const, params: { state } }, actions: ['adjustDeadline'] as const };
  return { 'deadline.moved': adjustment, 'deadline.stopped': adjustment };
};

/** A committee is owed every six months, counted from a fixed anchor (domain, half-yearly cycle, rule 1). */
export const halfYearDutyMachine = machineSetup.createMachine({
  id: 'half-year-duty',
  context: ({ input }) => newDuty(input.subjectId),
  initial: 'notOwed',
  on: {
    'history.imported': { ...placed, actions: ['see', 'importHistory'] },
    'phase.entered': { ...placed, actions: ['see', 'enterPhase'] },
    'committee.planned': { guard: 'noOtherPlanned', ...placed, actions: ['see', 'plan'] },
    'committee.moved': { guard: 'isThePlannedOne', ...placed, actions: ['see', 'plan'] },
    // Another committee may be planned, or await its signatures, by the time one is cancelled or declined: it stays.
    'committee.cancelled': { ...placed, actions: ['see', 'drop'] },
    'committee.held': { ...placed, actions: ['see', 'hold'] },
    'decision.effective': { ...placed, actions: ['see', 'followDecision'] },
    'decision.declined': { ...placed, actions: ['see', 'drop'] },
  },
  states: {
    placing: {
      id: 'placing',
      always: [
        { guard: 'isPlanned', target: 'planned' },
        { guard: 'isHeld', target: 'held' },
        { guard: 'nothingOwed', target: 'notOwed' },
        { guard: 'isOverdue', target: 'overdue', actions: ['reportOverdue'] },
        { guard: 'windowIsOpen', target: 'due', actions: ['askToPlan'] },
        { target: 'settled' },
      ],
    },
    notOwed: {},
    settled: { on: { ...adjusting('settled'), 'window.opened': { target: 'due', actions: ['see', 'askToPlan'] } } },
    due: { on: { ...adjusting('due'), 'due.passed': { target: 'overdue', actions: ['see', 'reportOverdue'] } } },
    planned: {},
    held: {},
    overdue: {},
  },
});
