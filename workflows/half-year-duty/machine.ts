import { assign, setup } from 'xstate';

import { type CalendarDate, parisDate } from '#libs/kernel/index.js';

import { adjust, adjustable, effect } from '../contract/index.js';
import { type DutyContext, type DutyEvent, newDuty } from './case.js';
import {
  afterDecision,
  afterImport,
  awaitingBut,
  dutyDeadlines,
  dutyInPhase,
  latest,
  calledOff,
  isToPlan,
  redated,
  wantedOn,
  without,
} from './reckoning.js';

/** What a request to plan says: when the committee is wanted, when it is due, and what was undone if anything was. */
export interface AskToPlan {
  readonly productId: string;
  readonly dueOn: CalendarDate;
  readonly wantedOn: CalendarDate;
  readonly after: 'cancelled' | 'declined' | null;
}

const base = setup({
  types: { context: {} as DutyContext, events: {} as DutyEvent, input: {} as { subjectId: string } },
  actions: {
    'duty.ask-to-plan': effect<AskToPlan>(),
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
    callOff: assign(({ context, event }) => ('committeeId' in event ? calledOff(context, event.committeeId) : {})),
    dropHeld: assign(({ context, event }) =>
      'committeeId' in event ? { awaiting: awaitingBut(context, event.committeeId) } : {},
    ),
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
    windowIsOpen: ({ context }) => isToPlan(context),
    noOtherPlanned: ({ context, event }) =>
      event.type === 'committee.planned' &&
      (context.planned === null || context.planned.committeeId === event.committeeId),
    isOurs: ({ context, event }) =>
      'committeeId' in event &&
      [context.planned, ...context.awaiting].some((one) => one?.committeeId === event.committeeId),
    isThePlannedOne: ({ context, event }) =>
      'committeeId' in event && context.planned?.committeeId === event.committeeId,
    adjusts: ({ context, event }, params: { state: 'settled' | 'due' }) => {
      if (event.type !== 'deadline.moved' && event.type !== 'deadline.stopped') return false;
      const pending = dutyDeadlines(params.state, context);
      if (!adjustable(pending, event)) return false;
      // Nobody is late before the due date: the report of it may only be put off.
      return event.type === 'deadline.stopped' || event.key !== 'due' || event.dueAt >= (pending[0]?.dueAt ?? '');
    },
  },
});

const machineSetup = base.extend({
  actions: {
    /** Once per wanted day, and not for what an import finds: the dashboard shows it, a first import mails nobody. */
    askToPlan: base.enqueueActions(({ context, event, enqueue }) => {
      const { productId, dueOn, said } = context;
      const wanted = wantedOn(context);
      if (dueOn === null || wanted === null || said.ask === wanted || event.type === 'history.imported') return;
      enqueue.assign({ said: { ...said, ask: wanted } });
      enqueue({ type: 'duty.ask-to-plan', params: { productId, dueOn, wantedOn: wanted, after: null } });
    }),
    /** What was planned or decided is undone while time runs: nobody has to remember it alone. A first report says it as well. */
    askAgain: base.enqueueActions(({ context, event, enqueue }) => {
      const { productId, dueOn, said, seenOn } = context;
      const wanted = wantedOn(context);
      if (dueOn === null || wanted === null || !isToPlan(context) || context.planned || context.awaiting.length > 0)
        return;
      if (seenOn > dueOn && said.overdue !== dueOn) return;
      const after = event.type === 'decision.declined' ? 'declined' : 'cancelled';
      enqueue.assign({ said: { ...said, ask: wanted } });
      enqueue({ type: 'duty.ask-to-plan', params: { productId, dueOn, wantedOn: wanted, after } });
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
/** A case may hear of the end of a committee that it no longer holds. */
const calledOffOr = [
  { guard: 'isOurs', ...placed, actions: ['see', 'callOff', 'askAgain'] },
  { ...placed, actions: ['see'] },
] as const;
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
    'committee.cancelled': calledOffOr,
    'committee.held': { ...placed, actions: ['see', 'hold'] },
    'decision.effective': { ...placed, actions: ['see', 'followDecision'] },
    'decision.declined': calledOffOr,
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
