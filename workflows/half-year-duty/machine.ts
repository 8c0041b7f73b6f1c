import { assign, setup } from 'xstate';

import {
  addDays,
  addMonths,
  CADENCE_MONTHS,
  type CalendarDate,
  halfYearDue,
  type Instant,
  investigationDue,
  nextRank,
  parisDate,
} from '#libs/kernel/index.js';

import { ACTIVE_STATES, type Adjustments, type LifecycleState, type PhaseDecision } from '../contract/index.js';

export interface DutyContext {
  readonly productId: string;
  readonly phase: LifecycleState;
  /** The fixed day from which half-years are counted; never the last committee's date chained on. */
  readonly anchorOn: CalendarDate | null;
  /** Which half-year from the anchor is owed now, from 1. */
  readonly rank: number;
  readonly dueOn: CalendarDate | null;
  readonly lastCommitteeOn: CalendarDate | null;
  readonly planned: { readonly committeeId: string; readonly on: CalendarDate } | null;
  /** The committee has sat; its decision has not taken effect yet. */
  readonly held: boolean;
  /** The Paris day of the last event: what « today » was when the case last moved. */
  readonly seenOn: CalendarDate;
  readonly adjustments: Adjustments;
}

export type DutyEvent = { readonly at: Instant } & (
  | {
      readonly type: 'history.imported';
      readonly phase: LifecycleState;
      readonly since: CalendarDate | null;
      readonly committees: readonly CalendarDate[];
    }
  | { readonly type: 'phase.entered'; readonly phase: LifecycleState; readonly on: CalendarDate }
  | { readonly type: 'committee.planned'; readonly committeeId: string; readonly on: CalendarDate }
  | { readonly type: 'committee.moved'; readonly committeeId: string; readonly on: CalendarDate }
  | { readonly type: 'committee.cancelled'; readonly committeeId: string }
  | { readonly type: 'committee.held'; readonly committeeId: string; readonly on: CalendarDate }
  | {
      readonly type: 'decision.effective';
      readonly committeeId: string;
      readonly heldOn: CalendarDate;
      readonly phase: PhaseDecision;
      readonly provisionalUntil: CalendarDate | null;
    }
  | { readonly type: 'decision.declined'; readonly committeeId: string }
  | { readonly type: 'window.opened' }
  | { readonly type: 'due.passed' }
  | { readonly type: 'deadline.moved'; readonly key: string; readonly dueAt: Instant; readonly reason: string }
  | { readonly type: 'deadline.stopped'; readonly key: string; readonly reason: string }
);

/** Days before the due date from which a committee is to be planned: the ladder starts 45 days before a date that itself needs finding. */
export const PLANNING_WINDOW_DAYS = 90;

/** The day from which the committee due on `dueOn` is to be planned. */
export const windowOpensOn = (dueOn: CalendarDate): CalendarDate => addDays(dueOn, -PLANNING_WINDOW_DAYS);

/**
 * The anchor an imported history gives: its last committee, unless the present phase began more than a cadence after it;
 * then the phase's first day. An investigation without committee counts its own weeks.
 */
function importedDuty(
  phase: LifecycleState,
  since: CalendarDate | null,
  last: CalendarDate | null,
): Pick<DutyContext, 'anchorOn' | 'dueOn' | 'rank'> {
  if (!ACTIVE_STATES.has(phase)) return { anchorOn: null, dueOn: null, rank: 1 };
  const committeeCounts = last !== null && (since === null || addMonths(last, CADENCE_MONTHS) >= since);
  const anchorOn = committeeCounts ? last : since;
  if (anchorOn === null) return { anchorOn, dueOn: null, rank: 1 };
  const firstOfInvestigation = phase === 'investigation' && !(committeeCounts && since !== null && last >= since);
  return {
    anchorOn,
    dueOn: firstOfInvestigation && since !== null ? investigationDue(since) : halfYearDue(anchorOn, 1),
    rank: 1,
  };
}

/** The duty in a phase just entered: a cadence of half-years starts when there was none, else goes on from its anchor. */
function dutyInPhase(
  context: DutyContext,
  phase: LifecycleState,
  on: CalendarDate,
): Pick<DutyContext, 'phase' | 'anchorOn' | 'dueOn' | 'rank'> {
  if (!ACTIVE_STATES.has(phase)) return { phase, anchorOn: null, dueOn: null, rank: 1 };
  if (phase === 'investigation') return { phase, anchorOn: on, dueOn: investigationDue(on), rank: 1 };
  if (context.anchorOn === null || context.phase === 'investigation')
    return { phase, anchorOn: on, dueOn: halfYearDue(on, 1), rank: 1 };
  return { phase, anchorOn: context.anchorOn, dueOn: context.dueOn, rank: context.rank };
}

/** The duty once a decision took effect: the next half-year counted from the anchor, or the end of a provisional budget. */
function dutyAfterDecision(
  context: DutyContext,
  decided: {
    readonly committeeId: string;
    readonly phase: PhaseDecision;
    readonly heldOn: CalendarDate;
    readonly provisionalUntil: CalendarDate | null;
  },
): Partial<DutyContext> {
  const phase = decided.phase === 'stay' ? context.phase : decided.phase;
  const entered = phase === context.phase ? null : dutyInPhase(context, phase, decided.heldOn);
  const restarted = entered !== null && entered.anchorOn !== context.anchorOn;
  const anchorOn = entered ? entered.anchorOn : (context.anchorOn ?? decided.heldOn);
  const active = ACTIVE_STATES.has(phase);
  const rank = restarted || anchorOn === null ? 1 : nextRank(anchorOn, context.rank, decided.heldOn);
  const halfYear = active && anchorOn !== null ? halfYearDue(anchorOn, rank) : null;
  const provisional = decided.provisionalUntil;
  const shortened = halfYear !== null && provisional !== null && provisional < halfYear;
  return {
    phase,
    anchorOn: active ? anchorOn : null,
    // A provisional budget brings its own short duty; the half-year it interrupts is still the one to come.
    rank: shortened ? rank - 1 : rank,
    dueOn: shortened ? provisional : halfYear,
    ...(context.planned?.committeeId === decided.committeeId ? { planned: null, held: false } : {}),
    lastCommitteeOn: latest([context.lastCommitteeOn, decided.heldOn]),
    adjustments: {},
  };
}

const latest = (days: readonly (CalendarDate | null)[]): CalendarDate | null =>
  days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null);

const base = setup({
  types: { context: {} as DutyContext, events: {} as DutyEvent, input: {} as { subjectId: string } },
  actions: {
    'duty.ask-to-plan': (_, _params: { productId: string; dueOn: CalendarDate }) => {},
    'duty.report-overdue': (_, _params: { productId: string; dueOn: CalendarDate }) => {},
    see: assign(({ event }) => ({ seenOn: parisDate(event.at) })),
    importHistory: assign(({ event }) => {
      if (event.type !== 'history.imported') return {};
      const lastCommitteeOn = latest(event.committees);
      return { phase: event.phase, lastCommitteeOn, ...importedDuty(event.phase, event.since, lastCommitteeOn) };
    }),
    enterPhase: assign(({ context, event }) =>
      event.type === 'phase.entered' ? dutyInPhase(context, event.phase, event.on) : {},
    ),
    plan: assign(({ event }) =>
      event.type === 'committee.planned' || event.type === 'committee.moved'
        ? { planned: { committeeId: event.committeeId, on: event.on }, held: false }
        : {},
    ),
    unplan: assign({ planned: null, held: false }),
    hold: assign(({ context, event }) =>
      event.type === 'committee.held'
        ? {
            planned: { committeeId: event.committeeId, on: event.on },
            held: true,
            lastCommitteeOn: latest([context.lastCommitteeOn, event.on]),
          }
        : {},
    ),
    followDecision: assign(({ context, event }) =>
      event.type === 'decision.effective' ? dutyAfterDecision(context, event) : {},
    ),
    adjustDeadline: assign(({ context, event }) =>
      event.type === 'deadline.moved' || event.type === 'deadline.stopped'
        ? { adjustments: { ...context.adjustments, [event.key]: event.type === 'deadline.moved' ? event.dueAt : null } }
        : {},
    ),
  },
  guards: {
    nothingOwed: ({ context }) => context.dueOn === null,
    isHeld: ({ context }) => context.held,
    isPlanned: ({ context }) => context.planned !== null,
    isOverdue: ({ context }) => context.dueOn !== null && context.seenOn > context.dueOn,
    windowIsOpen: ({ context }) => context.dueOn !== null && context.seenOn >= windowOpensOn(context.dueOn),
    noOtherPlanned: ({ context, event }) =>
      event.type === 'committee.planned' &&
      (context.planned === null || context.held || context.planned.committeeId === event.committeeId),
    isThePlannedOne: ({ context, event }) =>
      'committeeId' in event && context.planned?.committeeId === event.committeeId,
    hasReason: ({ event }) => 'reason' in event && event.reason.trim() !== '',
  },
});

const machineSetup = base.extend({
  actions: {
    askToPlan: base.enqueueActions(({ context, enqueue }) => {
      if (context.dueOn === null) return;
      enqueue({ type: 'duty.ask-to-plan', params: { productId: context.productId, dueOn: context.dueOn } });
    }),
    reportOverdue: base.enqueueActions(({ context, enqueue }) => {
      if (context.dueOn === null) return;
      enqueue({ type: 'duty.report-overdue', params: { productId: context.productId, dueOn: context.dueOn } });
    }),
  },
});

const placed = { target: '#placing' } as const;
const adjusting = {
  'deadline.moved': { guard: 'hasReason', actions: ['adjustDeadline'] },
  'deadline.stopped': { guard: 'hasReason', actions: ['adjustDeadline'] },
} as const;

/** A committee is owed every six months, counted from a fixed anchor (domain, half-yearly cycle, rule 1). */
export const halfYearDutyMachine = machineSetup.createMachine({
  id: 'half-year-duty',
  context: ({ input }) => ({
    productId: input.subjectId,
    phase: 'proposed',
    anchorOn: null,
    rank: 1,
    dueOn: null,
    lastCommitteeOn: null,
    planned: null,
    held: false,
    seenOn: '0001-01-01',
    adjustments: {},
  }),
  initial: 'notOwed',
  on: {
    'history.imported': { ...placed, actions: ['see', 'importHistory'] },
    'phase.entered': { ...placed, actions: ['see', 'enterPhase'] },
    'committee.planned': { guard: 'noOtherPlanned', ...placed, actions: ['see', 'plan'] },
    'committee.moved': { guard: 'isThePlannedOne', ...placed, actions: ['see', 'plan'] },
    // Another committee may already be planned by the time one is cancelled or declined: it stays.
    'committee.cancelled': [{ guard: 'isThePlannedOne', ...placed, actions: ['see', 'unplan'] }, { actions: ['see'] }],
    'committee.held': { ...placed, actions: ['see', 'hold'] },
    'decision.effective': { ...placed, actions: ['see', 'followDecision'] },
    'decision.declined': [{ guard: 'isThePlannedOne', ...placed, actions: ['see', 'unplan'] }, { actions: ['see'] }],
  },
  states: {
    placing: {
      id: 'placing',
      always: [
        { guard: 'isHeld', target: 'held' },
        { guard: 'isPlanned', target: 'planned' },
        { guard: 'nothingOwed', target: 'notOwed' },
        { guard: 'isOverdue', target: 'overdue' },
        { guard: 'windowIsOpen', target: 'due' },
        { target: 'settled' },
      ],
    },
    notOwed: {},
    settled: { on: { ...adjusting, 'window.opened': { target: 'due', actions: ['see', 'askToPlan'] } } },
    due: { on: { ...adjusting, 'due.passed': { target: 'overdue', actions: ['see', 'reportOverdue'] } } },
    planned: {},
    held: {},
    overdue: {},
  },
});
