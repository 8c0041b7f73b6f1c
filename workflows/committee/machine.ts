import { assign, setup } from 'xstate';

import { parisDate } from '#libs/kernel/index.js';

import { adjust, adjustable, stopsOf, type Tell, effect } from '../contract/index.js';
import { awaitedDossiers, type CommitteeContext, type CommitteeEvent, newCommittee, withProduct } from './case.js';
import { type SittingStage, started } from './clock.js';
import { type Rung, rungAt, rungDeadlines, standingOn } from './rungs.js';
import { adjournedProducts, afterClockEvent, afterSittingEvent, decidedProducts } from './sitting.js';
import { isDated, sittingGuards } from './sitting-guards.js';
import { opening, prepared, sittingState } from './sitting-state.js';

const base = setup({
  types: { context: {} as CommitteeContext, events: {} as CommitteeEvent, input: {} as { subjectId: string } },
  actions: {
    tell: effect<Tell>(),
    'invitations.send': effect<{ committeeId: string; sequence: number }>(),
    'cancellations.send': effect<{ committeeId: string; sequence: number; postponed: boolean }>(),
    'dossiers.open': effect<{ committeeId: string; productIds: readonly string[] }>(),
    'reminder.send': effect<{ committeeId: string; rung: Rung; awaited: readonly string[] }>(),
    'operations.notify': effect<{ committeeId: string }>(),
    'records.open': effect<{ committeeId: string }>(),
    'notes.erase': effect<{ committeeId: string }>(),
    plan: assign(({ event }) =>
      event.type === 'committee.planned'
        ? {
            startsAt: event.startsAt,
            products: event.productIds.map((productId) => ({
              productId,
              dossier: 'awaited' as const,
              decision: null,
              record: null,
              adjourned: null,
            })),
          }
        : {},
    ),
    move: assign(({ context, event }) =>
      event.type === 'committee.moved' ? { startsAt: event.startsAt, adjustments: stopsOf(context.adjustments) } : {},
    ),
    raiseSequence: assign(({ context }) => ({ sequence: context.sequence + 1 })),
    leaveRungsBehind: assign(({ context, event }) => ({
      rungs: standingOn(context.rungs, context.startsAt, event.at, awaitedDossiers(context).length > 0),
    })),
    climbToPreparation: assign(({ context }) => ({ rungs: { ...context.rungs, 'D-21': 'done' as const } })),
    climb: assign(({ context, event }) =>
      event.type === 'rung.reached' ? { rungs: { ...context.rungs, [event.rung]: 'done' as const } } : {},
    ),
    submitDossier: assign(({ context, event }) =>
      event.type === 'dossier.submitted' ? withProduct(context, event.productId, { dossier: 'submitted' }) : {},
    ),
    sit: assign(({ context, event }) => afterSittingEvent(context, event)),
    begin: assign(({ context, event }, { stage }: { stage: SittingStage }) => ({
      clock: started(stage, event.at, context.minutes),
    })),
    keepTime: assign(({ context, event }) => ({ clock: afterClockEvent(context.clock, event) })),
    settle: assign(({ context, event }) =>
      event.type === 'record.settled' ? withProduct(context, event.productId, { record: event.outcome }) : {},
    ),
    adjustDeadline: assign(({ context, event }) =>
      event.type === 'deadline.moved' || event.type === 'deadline.stopped'
        ? { adjustments: adjust(context.adjustments, event) }
        : {},
    ),
  },
  guards: {
    hasProducts: ({ event }) =>
      event.type === 'committee.planned' &&
      event.productIds.length > 0 &&
      new Set(event.productIds).size === event.productIds.length,
    isAhead: ({ context, event }) => context.startsAt > event.at,
    movesAhead: ({ event }) => isDated(event) && event.startsAt > event.at,
    hasReason: ({ event }) => 'reason' in event && event.reason !== null && event.reason.trim() !== '',
    adjustsARung: ({ context, event }) =>
      (event.type === 'deadline.moved' || event.type === 'deadline.stopped') &&
      adjustable(rungDeadlines(context.startsAt, context.rungs), event),
    concernsAProduct: ({ context, event }) =>
      'productId' in event && context.products.some((product) => product.productId === event.productId),
    opensPreparation: ({ context, event }) =>
      event.type === 'rung.reached' && event.rung === 'D-21' && context.rungs['D-21'] === undefined,
    ...sittingGuards,
    isStillToClimb: ({ context, event }) => event.type === 'rung.reached' && context.rungs[event.rung] === undefined,
    preparationIsLate: ({ context, event }) =>
      context.startsAt > event.at && rungAt('D-21', context.startsAt) <= event.at,
    movesIntoPreparation: ({ event }) =>
      event.type === 'committee.moved' && event.startsAt > event.at && rungAt('D-21', event.startsAt) <= event.at,
    resumesPreparation: ({ context, event }) =>
      event.type === 'committee.moved' && event.startsAt > event.at && context.rungs['D-21'] === 'done',
    nobodyIsLate: ({ context, event }) =>
      event.type === 'rung.reached' &&
      event.rung === 'late' &&
      context.rungs.late === undefined &&
      context.products.every((product) => product.dossier === 'submitted'),
  },
});

const duty = ({ products }: Pick<CommitteeContext, 'products'>, event: Tell['event']): Tell[] =>
  products.map(({ productId }) => ({ process: 'half-year-duty', subjectId: productId, event }));

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
      const { committeeId } = context;
      for (const told of duty({ products: decidedProducts(context) }, { type: 'committee.held', committeeId, on }))
        enqueue({ type: 'tell', params: told });
    }),
    /** What was put off is owed still; the committee that takes it up says so in the same transaction. */
    tellAdjourned: base.enqueueActions(({ context, enqueue }) => {
      const { committeeId } = context;
      for (const told of duty({ products: adjournedProducts(context) }, { type: 'committee.cancelled', committeeId }))
        enqueue({ type: 'tell', params: told });
    }),
    eraseNotes: base.enqueueActions(({ context: { committeeId, sittings }, enqueue }) => {
      if (sittings > 0) enqueue({ type: 'notes.erase', params: { committeeId } });
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
    /** Opening early or late stands for the rung D-21: one mail says that the dossiers are open, and that rung is done. */
    remind: base.enqueueActions(({ context, event, enqueue }) =>
      enqueue({
        type: 'reminder.send',
        params: {
          committeeId: context.committeeId,
          rung: event.type === 'rung.reached' ? event.rung : 'D-21',
          awaited: awaitedDossiers(context),
        },
      }),
    ),
    conclude: base.enqueueActions(({ context, enqueue }) => {
      enqueue({ type: 'operations.notify', params: { committeeId: context.committeeId } });
      enqueue({ type: 'records.open', params: { committeeId: context.committeeId } });
    }),
  },
});

const adjusting = {
  'deadline.moved': { guard: 'adjustsARung', actions: ['adjustDeadline'] },
  'deadline.stopped': { guard: 'adjustsARung', actions: ['adjustDeadline'] },
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
    actions: ['raiseSequence', 'disinvite', 'tellCancelled', 'eraseNotes'],
  },
} as const;

const moved = ['move', 'leaveRungsBehind', 'raiseSequence', 'invite'] as const;

const remembered = { 'members.changed': { actions: ['raiseSequence', 'invite'] } } as const;

/** One sitting that decides on one product or several, from its planning to its last signed record. */
export const committeeMachine = machineSetup.createMachine({
  id: 'committee',
  context: ({ input }) => newCommittee(input.subjectId),
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
            actions: ['leaveRungsBehind', 'invite', ...prepared],
          },
          { guard: 'isAhead', target: 'convened', actions: ['leaveRungsBehind', 'invite'] },
        ],
        'committee.moved': { guard: 'movesAhead', actions: ['move', 'tellMoved'] },
        'committee.cancelled': { guard: 'hasReason', target: 'cancelled', actions: ['tellCancelled'] },
      },
    },
    convened: {
      id: 'convened',
      on: {
        ...adjusting,
        ...leaving,
        ...remembered,
        'committee.moved': [
          { guard: 'movesIntoPreparation', target: 'preparing', actions: [...moved, ...prepared, 'tellMoved'] },
          { guard: 'movesAhead', actions: [...moved, 'tellMoved'] },
        ],
        'rung.reached': [
          { guard: 'opensPreparation', target: 'preparing', actions: prepared },
          { guard: 'isStillToClimb', actions: ['climb', 'remind'] },
        ],
        'preparation.opened': { target: 'preparing', actions: prepared },
        ...opening,
      },
    },
    preparing: {
      id: 'preparing',
      on: {
        ...adjusting,
        ...leaving,
        ...remembered,
        'committee.moved': { guard: 'movesAhead', actions: [...moved, 'tellMoved'] },
        'rung.reached': [
          { guard: 'nobodyIsLate', actions: ['climb'] },
          { guard: 'isStillToClimb', actions: ['climb', 'remind'] },
        ],
        'dossier.submitted': { guard: 'concernsAProduct', actions: ['submitDossier'] },
        ...opening,
      },
    },
    sitting: sittingState,
    decided: {
      id: 'decided',
      on: { 'record.settled': { guard: 'concernsAProduct', actions: ['settle'] } },
      always: { guard: 'everyRecordIsSettled', target: 'closed', actions: ['eraseNotes'] },
    },
    closed: { type: 'final' },
    postponed: {
      id: 'postponed',
      on: {
        'committee.moved': [
          { guard: 'resumesPreparation', target: 'preparing', actions: [...moved, 'tellPlanned'] },
          { guard: 'movesIntoPreparation', target: 'preparing', actions: [...moved, ...prepared, 'tellPlanned'] },
          { guard: 'movesAhead', target: 'convened', actions: [...moved, 'tellPlanned'] },
        ],
        'committee.cancelled': {
          guard: 'hasReason',
          target: 'cancelled',
          actions: ['raiseSequence', 'disinvite', 'tellCancelled', 'eraseNotes'],
        },
      },
    },
    cancelled: { id: 'cancelled', type: 'final' },
  },
});
