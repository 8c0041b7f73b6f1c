import { assign, setup } from 'xstate';

import { type Instant, parisDate } from '#libs/kernel/index.js';

import type { Adjustments, MeansDecision, PhaseDecision, Tell } from '../contract/index.js';
import { type Rung, rungAt, RUNGS } from './rungs.js';

export interface CommitteeProduct {
  readonly productId: string;
  readonly dossier: 'awaited' | 'submitted';
  readonly decision: {
    readonly decisionId: string;
    readonly means: MeansDecision;
    readonly phase: PhaseDecision;
  } | null;
  /** How its deliberation record ended: sealed, or declined by a sponsor. */
  readonly record: 'sealed' | 'declined' | null;
}

export interface CommitteeContext {
  readonly committeeId: string;
  readonly startsAt: Instant;
  readonly products: readonly CommitteeProduct[];
  /** Of the calendar invitation (RFC 5545): rises with each change that people are told. */
  readonly sequence: number;
  /** Rungs already climbed, and those left behind because the committee was convened late. */
  readonly rungs: Readonly<Partial<Record<Rung, 'done' | 'skipped'>>>;
  /** The product whose turn it is in the sitting. */
  readonly onStage: string | null;
  readonly attendance: { readonly absentMandatory: readonly string[]; readonly reason: string | null } | null;
  readonly adjustments: Adjustments;
}

export type CommitteeEvent = { readonly at: Instant } & (
  | { readonly type: 'committee.planned'; readonly startsAt: Instant; readonly productIds: readonly string[] }
  /** `missing`: capacities of domain rule 5 that nobody holds; allowed, on the record. */
  | { readonly type: 'committee.convened'; readonly missing: readonly string[] }
  | { readonly type: 'committee.moved'; readonly startsAt: Instant; readonly reason: string }
  | { readonly type: 'committee.postponed'; readonly reason: string }
  | { readonly type: 'committee.cancelled'; readonly reason: string }
  | { readonly type: 'members.changed' }
  | { readonly type: 'preparation.opened' }
  | { readonly type: 'rung.reached'; readonly rung: Rung }
  | { readonly type: 'dossier.submitted'; readonly productId: string }
  | { readonly type: 'sitting.opened' }
  | {
      readonly type: 'attendance.recorded';
      readonly absentMandatory: readonly string[];
      /** Why the sitting goes on without someone who must be there. */
      readonly reason: string | null;
    }
  | { readonly type: 'product.called'; readonly productId: string }
  | { readonly type: 'questions.opened' }
  | { readonly type: 'deliberation.opened' }
  | {
      readonly type: 'decision.recorded';
      readonly productId: string;
      readonly decisionId: string;
      readonly means: MeansDecision;
      readonly phase: PhaseDecision;
    }
  | { readonly type: 'sitting.closed' }
  | { readonly type: 'record.settled'; readonly productId: string; readonly outcome: 'sealed' | 'declined' }
  | { readonly type: 'deadline.moved'; readonly key: string; readonly dueAt: Instant; readonly reason: string }
  | { readonly type: 'deadline.stopped'; readonly key: string; readonly reason: string }
);

const base = setup({
  types: { context: {} as CommitteeContext, events: {} as CommitteeEvent, input: {} as { subjectId: string } },
  actions: {
    tell: (_, _params: Tell) => {},
    'invitations.send': (_, _params: { committeeId: string; sequence: number }) => {},
    'cancellations.send': (_, _params: { committeeId: string; sequence: number; postponed: boolean }) => {},
    'dossiers.open': (_, _params: { committeeId: string; productIds: readonly string[] }) => {},
    'reminder.send': (_, _params: { committeeId: string; rung: Rung; awaited: readonly string[] }) => {},
    'operations.notify': (_, _params: { committeeId: string }) => {},
    'records.open': (_, _params: { committeeId: string }) => {},
    plan: assign(({ event }) =>
      event.type === 'committee.planned'
        ? {
            startsAt: event.startsAt,
            products: event.productIds.map((productId) => ({
              productId,
              dossier: 'awaited' as const,
              decision: null,
              record: null,
            })),
          }
        : {},
    ),
    move: assign(({ event }) =>
      event.type === 'committee.moved' ? { startsAt: event.startsAt, adjustments: {} } : {},
    ),
    raiseSequence: assign(({ context }) => ({ sequence: context.sequence + 1 })),
    leaveRungsBehind: assign(({ context, event }) => ({
      rungs: Object.fromEntries(
        RUNGS.flatMap(({ rung, days }): [Rung, 'done' | 'skipped'][] => {
          if (context.rungs[rung] === 'done') return [[rung, 'done']];
          return rungAt(days, context.startsAt) <= event.at ? [[rung, 'skipped']] : [];
        }),
      ),
    })),
    climb: assign(({ context, event }) =>
      event.type === 'rung.reached' ? { rungs: { ...context.rungs, [event.rung]: 'done' as const } } : {},
    ),
    submitDossier: assign(({ context, event }) =>
      event.type === 'dossier.submitted'
        ? {
            products: context.products.map((product) =>
              product.productId === event.productId ? { ...product, dossier: 'submitted' as const } : product,
            ),
          }
        : {},
    ),
    callFirst: assign(({ context }) => ({ onStage: context.products[0]?.productId ?? null })),
    call: assign(({ event }) => (event.type === 'product.called' ? { onStage: event.productId } : {})),
    attend: assign(({ event }) =>
      event.type === 'attendance.recorded'
        ? { attendance: { absentMandatory: event.absentMandatory, reason: event.reason } }
        : {},
    ),
    decide: assign(({ context, event }) =>
      event.type === 'decision.recorded'
        ? {
            products: context.products.map((product) =>
              product.productId === event.productId
                ? {
                    ...product,
                    decision: { decisionId: event.decisionId, means: event.means, phase: event.phase },
                  }
                : product,
            ),
          }
        : {},
    ),
    settle: assign(({ context, event }) =>
      event.type === 'record.settled'
        ? {
            products: context.products.map((product) =>
              product.productId === event.productId ? { ...product, record: event.outcome } : product,
            ),
          }
        : {},
    ),
    adjustDeadline: assign(({ context, event }) =>
      event.type === 'deadline.moved' || event.type === 'deadline.stopped'
        ? { adjustments: { ...context.adjustments, [event.key]: event.type === 'deadline.moved' ? event.dueAt : null } }
        : {},
    ),
  },
  guards: {
    hasProducts: ({ event }) =>
      event.type === 'committee.planned' &&
      event.productIds.length > 0 &&
      new Set(event.productIds).size === event.productIds.length,
    isAhead: ({ context, event }) => context.startsAt > event.at,
    movesAhead: ({ event }) => event.type === 'committee.moved' && event.startsAt > event.at,
    hasReason: ({ event }) => 'reason' in event && event.reason !== null && event.reason.trim() !== '',
    concernsAProduct: ({ context, event }) =>
      'productId' in event && context.products.some((product) => product.productId === event.productId),
    isOnStage: ({ context, event }) => 'productId' in event && context.onStage === event.productId,
    opensPreparation: ({ event }) => event.type === 'rung.reached' && event.rung === 'D-21',
    mayDeliberate: ({ context }) =>
      context.attendance !== null &&
      (context.attendance.absentMandatory.length === 0 || (context.attendance.reason ?? '').trim() !== ''),
    everyProductIsDecided: ({ context }) => context.products.every((product) => product.decision !== null),
    preparationIsLate: ({ context, event }) =>
      context.startsAt > event.at &&
      RUNGS.some(({ rung, days }) => rung === 'D-21' && rungAt(days, context.startsAt) <= event.at),
    everyRecordIsSettled: ({ context }) => context.products.every((product) => product.record !== null),
    nobodyIsLate: ({ context, event }) =>
      event.type === 'rung.reached' &&
      event.rung === 'late' &&
      context.products.every((product) => product.dossier === 'submitted'),
  },
});

const awaited = (context: CommitteeContext): readonly string[] =>
  context.products.filter((product) => product.dossier === 'awaited').map((product) => product.productId);

const duty = (context: CommitteeContext, event: Tell['event']): Tell[] =>
  context.products.map(({ productId }) => ({ process: 'half-year-duty', subjectId: productId, event }));

const machineSetup = base.extend({
  actions: {
    tellPlanned: base.enqueueActions(({ context, enqueue }) => {
      const on = parisDate(context.startsAt);
      for (const told of duty(context, { type: 'committee.planned', committeeId: context.committeeId, on }))
        enqueue({ type: 'tell', params: told });
    }),
    tellMoved: base.enqueueActions(({ context, enqueue }) => {
      const on = parisDate(context.startsAt);
      for (const told of duty(context, { type: 'committee.moved', committeeId: context.committeeId, on }))
        enqueue({ type: 'tell', params: told });
    }),
    tellCancelled: base.enqueueActions(({ context, enqueue }) => {
      for (const told of duty(context, { type: 'committee.cancelled', committeeId: context.committeeId }))
        enqueue({ type: 'tell', params: told });
    }),
    tellHeld: base.enqueueActions(({ context, event, enqueue }) => {
      const on = parisDate(event.at);
      for (const told of duty(context, { type: 'committee.held', committeeId: context.committeeId, on }))
        enqueue({ type: 'tell', params: told });
    }),
    invite: base.enqueueActions(({ context, enqueue }) =>
      enqueue({ type: 'invitations.send', params: { committeeId: context.committeeId, sequence: context.sequence } }),
    ),
    disinvite: base.enqueueActions(({ context, event, enqueue }) =>
      enqueue({
        type: 'cancellations.send',
        params: {
          committeeId: context.committeeId,
          sequence: context.sequence,
          postponed: event.type === 'committee.postponed',
        },
      }),
    ),
    openDossiers: base.enqueueActions(({ context, enqueue }) =>
      enqueue({
        type: 'dossiers.open',
        params: { committeeId: context.committeeId, productIds: context.products.map((product) => product.productId) },
      }),
    ),
    remind: base.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'rung.reached') return;
      enqueue({
        type: 'reminder.send',
        params: { committeeId: context.committeeId, rung: event.rung, awaited: awaited(context) },
      });
    }),
    conclude: base.enqueueActions(({ context, enqueue }) => {
      enqueue({ type: 'operations.notify', params: { committeeId: context.committeeId } });
      enqueue({ type: 'records.open', params: { committeeId: context.committeeId } });
    }),
  },
});

const adjusting = {
  'deadline.moved': { guard: 'hasReason', actions: ['adjustDeadline'] },
  'deadline.stopped': { guard: 'hasReason', actions: ['adjustDeadline'] },
} as const;

const leaving = {
  'committee.postponed': {
    guard: 'hasReason',
    target: '#postponed',
    actions: ['raiseSequence', 'disinvite', 'tellCancelled'],
  },
  'committee.cancelled': {
    guard: 'hasReason',
    target: '#cancelled',
    actions: ['raiseSequence', 'disinvite', 'tellCancelled'],
  },
} as const;

const moving = {
  'committee.moved': {
    guard: 'movesAhead',
    actions: ['move', 'leaveRungsBehind', 'raiseSequence', 'invite', 'tellMoved'],
  },
  'members.changed': { actions: ['raiseSequence', 'invite'] },
} as const;

/** One sitting that decides on one product or several, from its planning to its last signed record. */
export const committeeMachine = machineSetup.createMachine({
  id: 'committee',
  context: ({ input }) => ({
    committeeId: input.subjectId,
    startsAt: '0001-01-01T00:00:00.000Z',
    products: [],
    sequence: 0,
    rungs: {},
    onStage: null,
    attendance: null,
    adjustments: {},
  }),
  initial: 'proposed',
  states: {
    proposed: {
      on: { 'committee.planned': { guard: 'hasProducts', target: 'planned', actions: ['plan', 'tellPlanned'] } },
    },
    planned: {
      on: {
        'committee.convened': [
          {
            guard: 'preparationIsLate',
            target: 'preparing',
            actions: ['leaveRungsBehind', 'invite', 'openDossiers'],
          },
          { guard: 'isAhead', target: 'convened', actions: ['leaveRungsBehind', 'invite'] },
        ],
        'committee.moved': { guard: 'movesAhead', actions: ['move', 'tellMoved'] },
        'committee.cancelled': { guard: 'hasReason', target: 'cancelled', actions: ['tellCancelled'] },
      },
    },
    convened: {
      on: {
        ...adjusting,
        ...leaving,
        ...moving,
        'rung.reached': [
          { guard: 'opensPreparation', target: 'preparing', actions: ['climb', 'openDossiers', 'remind'] },
          { actions: ['climb', 'remind'] },
        ],
        'preparation.opened': { target: 'preparing', actions: ['openDossiers'] },
        'sitting.opened': { target: 'sitting', actions: ['callFirst'] },
      },
    },
    preparing: {
      on: {
        ...adjusting,
        ...leaving,
        ...moving,
        'rung.reached': [{ guard: 'nobodyIsLate', actions: ['climb'] }, { actions: ['climb', 'remind'] }],
        'dossier.submitted': { guard: 'concernsAProduct', actions: ['submitDossier'] },
        'sitting.opened': { target: 'sitting', actions: ['callFirst'] },
      },
    },
    sitting: {
      initial: 'presentation',
      on: {
        'attendance.recorded': { actions: ['attend'] },
        'product.called': { guard: 'concernsAProduct', target: '.presentation', actions: ['call'] },
        'sitting.closed': {
          guard: 'everyProductIsDecided',
          target: 'decided',
          actions: ['conclude', 'tellHeld'],
        },
      },
      states: {
        presentation: { on: { 'questions.opened': 'questions' } },
        questions: { on: { 'deliberation.opened': { guard: 'mayDeliberate', target: 'deliberation' } } },
        deliberation: { on: { 'decision.recorded': { guard: 'isOnStage', actions: ['decide'] } } },
      },
    },
    decided: {
      on: { 'record.settled': { guard: 'concernsAProduct', actions: ['settle'] } },
      always: { guard: 'everyRecordIsSettled', target: 'closed' },
    },
    closed: { type: 'final' },
    postponed: {
      id: 'postponed',
      on: {
        'committee.moved': {
          guard: 'movesAhead',
          target: 'convened',
          actions: ['move', 'leaveRungsBehind', 'raiseSequence', 'invite', 'tellPlanned'],
        },
        'committee.cancelled': { guard: 'hasReason', target: 'cancelled' },
      },
    },
    cancelled: { id: 'cancelled', type: 'final' },
  },
});
