import { assign, setup } from 'xstate';

import { type CalendarDate, parisDate } from '#libs/kernel/index.js';

import { adjust, adjustable, effect } from '../contract/index.js';
import {
  dutyDeadlines,
  escalationKey,
  isLate,
  isToPlan,
  latest,
  nextDueOn,
  rearmed,
  wanted,
  wantedOn,
} from './calendar.js';
import { type DutyContext, type DutyEvent, ESCALATION, type EscalationStep, type FollowUp, newDuty } from './case.js';
import { afterDecision, afterImport, awaitingBut, dutyInPhase, redated, underProgramme, without } from './reckoning.js';

/** What a request to plan says: when the committee is wanted, when it is due, and what was undone if anything was. */
export interface AskToPlan {
  readonly productId: string;
  readonly dueOn: CalendarDate;
  readonly wantedOn: CalendarDate;
  /** Wanted sooner than the cadence asks, because of the year-end closing. */
  readonly advanced: boolean;
  readonly after: 'cancelled' | 'declined' | null;
}

/** A reminder of it, or word of it to the portfolio manager. */
export interface RemindToPlan {
  readonly productId: string;
  readonly dueOn: CalendarDate;
  readonly wantedOn: CalendarDate;
  readonly advanced: boolean;
  readonly followUp: FollowUp;
}

/** Word that a committee is late, for one step of the escalation. */
export interface Escalate {
  readonly productId: string;
  readonly dueOn: CalendarDate;
  readonly step: EscalationStep;
}

/** Word to all of them that a committee is late: `again` when it has been for a month since it was last said. */
export interface ReportOverdue {
  readonly productId: string;
  readonly dueOn: CalendarDate;
  readonly again: boolean;
}

/** The states that wait for a date. */
type Waiting = 'settled' | 'held' | 'due' | 'overdue';

const base = setup({
  types: { context: {} as DutyContext, events: {} as DutyEvent, input: {} as { subjectId: string } },
  actions: {
    'duty.ask-to-plan': effect<AskToPlan>(),
    'duty.remind-to-plan': effect<RemindToPlan>(),
    'duty.escalate': effect<Escalate>(),
    'duty.report-overdue': effect<ReportOverdue>(),
    see: assign(({ event }) => ({ seenOn: parisDate(event.at) })),
    importHistory: assign(({ context, event }) =>
      event.type === 'history.imported' ? redated(context, afterImport(context, event)) : {},
    ),
    enterPhase: assign(({ context, event }) =>
      event.type === 'phase.entered' ? redated(context, dutyInPhase(context, event.phase, event.on)) : {},
    ),
    followProgramme: assign(({ context, event }) =>
      event.type === 'programme.changed' ? redated(context, underProgramme(context, event)) : {},
    ),
    plan: assign(({ event }) =>
      event.type === 'committee.planned' || event.type === 'committee.moved'
        ? { planned: { committeeId: event.committeeId, on: event.on } }
        : {},
    ),
    drop: assign(({ context, event }) => ('committeeId' in event ? without(context, event.committeeId) : {})),
    dropHeld: assign(({ context, event }) =>
      'committeeId' in event ? { awaiting: awaitingBut(context, event.committeeId) } : {},
    ),
    /** What was asked led to nothing: people are asked anew, and moments that an operator had set for it are over. */
    forgetAsking: assign(({ context: { said, adjustments } }) => ({
      said: Object.fromEntries(
        (['overdue', ...ESCALATION] as const).flatMap((key) => (said[key] === undefined ? [] : [[key, said[key]]])),
      ),
      adjustments: rearmed(adjustments, ['reminder', 'escalation']),
    })),
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
    isOverdue: ({ context }) => isLate(context),
    windowIsOpen: ({ context }) => isToPlan(context),
    noOtherPlanned: ({ context, event }) =>
      event.type === 'committee.planned' &&
      (context.planned === null || context.planned.committeeId === event.committeeId),
    knowsIt: ({ context, event }) =>
      'committeeId' in event &&
      [context.planned, ...context.awaiting].some((one) => one?.committeeId === event.committeeId),
    awaitsIt: ({ context, event }) =>
      'committeeId' in event && context.awaiting.some(({ committeeId }) => committeeId === event.committeeId),
    isStillToFollowUp: ({ context, event }) =>
      event.type === 'plan.awaited' && context.said[event.followUp] !== wantedOn(context),
    isStillToEscalate: ({ context, event }) =>
      event.type === 'escalation.reached' && context.said[event.step] !== nextDueOn(context),
    isThePlannedOne: ({ context, event }) =>
      'committeeId' in event && context.planned?.committeeId === event.committeeId,
    adjusts: ({ context, event }, params: { state: Waiting }) => {
      if (event.type !== 'deadline.moved' && event.type !== 'deadline.stopped') return false;
      const pending = dutyDeadlines(params.state, context);
      if (!adjustable(pending, event)) return false;
      // Nobody is late before the due date: the report of it may only be put off.
      const isSooner = pending.some(
        ({ key, dueAt }) => key === event.key && event.type === 'deadline.moved' && event.dueAt < dueAt,
      );
      return event.key !== 'due' || !isSooner;
    },
  },
});

const machineSetup = base.extend({
  actions: {
    /** Once per wanted day. What an import finds is shown by the dashboard, and mails nobody at once; reminders follow. */
    askToPlan: base.enqueueActions(({ context, event, enqueue }) => {
      const { productId, said, seenOn } = context;
      const [dueOn, next] = [nextDueOn(context), wanted(context)];
      if (dueOn === null || next === null || said.ask === next.on) return;
      enqueue.assign({ said: { ...said, ask: next.on }, askedOn: seenOn });
      if (event.type === 'history.imported') return;
      enqueue({
        type: 'duty.ask-to-plan',
        params: { productId, dueOn, wantedOn: next.on, advanced: next.isAdvanced, after: null },
      });
    }),
    /** What was planned or decided is undone while time runs: nobody has to remember it alone. A first report says it as well. */
    askAgain: base.enqueueActions(({ context, event, enqueue }) => {
      const { productId, said, seenOn } = context;
      const [dueOn, next] = [nextDueOn(context), wanted(context)];
      if (dueOn === null || next === null || context.planned !== null || !isToPlan(context)) return;
      if (isLate(context) && said.overdue !== dueOn) return;
      const after = event.type === 'decision.declined' ? 'declined' : 'cancelled';
      enqueue.assign({ said: { ...said, ask: next.on }, askedOn: seenOn });
      enqueue({
        type: 'duty.ask-to-plan',
        params: { productId, dueOn, wantedOn: next.on, advanced: next.isAdvanced, after },
      });
    }),
    followUp: base.enqueueActions(({ context, event, enqueue }) => {
      const { productId, said } = context;
      const [dueOn, next] = [nextDueOn(context), wanted(context)];
      if (event.type !== 'plan.awaited' || dueOn === null || next === null) return;
      const { followUp } = event;
      enqueue.assign({ said: { ...said, [followUp]: next.on } });
      enqueue({
        type: 'duty.remind-to-plan',
        params: { productId, dueOn, wantedOn: next.on, advanced: next.isAdvanced, followUp },
      });
    }),
    /** Once per due date, and not for what an import finds: a register taken over with years of delay would mail for each. */
    beginEscalation: base.enqueueActions(({ context, event, enqueue }) => {
      const { said, seenOn } = context;
      const dueOn = nextDueOn(context);
      if (dueOn === null || said.overdue === dueOn || event.type === 'history.imported') return;
      enqueue.assign({ said: { ...said, overdue: dueOn }, askedOn: seenOn });
    }),
    escalate: base.enqueueActions(({ context, event, enqueue }) => {
      const { productId, said, adjustments } = context;
      const dueOn = nextDueOn(context);
      if (event.type !== 'escalation.reached' || dueOn === null) return;
      const { step } = event;
      enqueue.assign({
        said: { ...said, [step]: dueOn },
        adjustments: rearmed(adjustments, [escalationKey(step)]),
      });
      enqueue({ type: 'duty.escalate', params: { productId, dueOn, step } });
    }),
    reportAgain: base.enqueueActions(({ context: { productId, seenOn, adjustments, ...context }, enqueue }) => {
      const dueOn = nextDueOn(context);
      if (dueOn === null) return;
      // The moment an operator had set for this one is over: the next is counted from it.
      enqueue.assign({ askedOn: seenOn, adjustments: rearmed(adjustments, ['recall']) });
      enqueue({ type: 'duty.report-overdue', params: { productId, dueOn, again: true } });
    }),
  },
});

const placed = { target: '#placing' } as const;
const toBePlanned = { target: 'due', actions: ['see', 'askToPlan'] } as const;

const adjusting = (state: Waiting) => {
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
    'programme.changed': { ...placed, actions: ['see', 'followProgramme'] },
    'committee.planned': { guard: 'noOtherPlanned', ...placed, actions: ['see', 'plan'] },
    'committee.moved': { guard: 'isThePlannedOne', ...placed, actions: ['see', 'plan'] },
    // Another committee may be planned, or await its signatures, by the time one is cancelled or declined: it stays.
    'committee.cancelled': [
      { guard: 'knowsIt', ...placed, actions: ['see', 'drop', 'forgetAsking', 'askAgain'] },
      { ...placed, actions: ['see'] },
    ],
    'committee.held': { ...placed, actions: ['see', 'hold'] },
    'decision.effective': { ...placed, actions: ['see', 'followDecision'] },
    'decision.declined': [
      { guard: 'awaitsIt', ...placed, actions: ['see', 'dropHeld', 'forgetAsking', 'askAgain'] },
      { ...placed, actions: ['see'] },
    ],
  },
  states: {
    placing: {
      id: 'placing',
      always: [
        { guard: 'isPlanned', target: 'planned' },
        { guard: 'isOverdue', target: 'overdue', actions: ['beginEscalation'] },
        { guard: 'windowIsOpen', target: 'due', actions: ['askToPlan'] },
        { guard: 'isHeld', target: 'held' },
        { guard: 'nothingOwed', target: 'notOwed' },
        { target: 'settled' },
      ],
    },
    notOwed: {},
    settled: { on: { ...adjusting('settled'), 'window.opened': toBePlanned } },
    due: {
      on: {
        ...adjusting('due'),
        'plan.awaited': { guard: 'isStillToFollowUp', actions: ['see', 'followUp'] },
        'due.passed': { target: 'overdue', actions: ['see', 'beginEscalation'] },
      },
    },
    planned: {},
    held: { on: { ...adjusting('held'), 'window.opened': toBePlanned } },
    overdue: {
      on: {
        ...adjusting('overdue'),
        'escalation.reached': { guard: 'isStillToEscalate', actions: ['see', 'escalate'] },
        'delay.lasted': { actions: ['see', 'reportAgain'] },
      },
    },
  },
});
