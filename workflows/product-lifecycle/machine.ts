import { assign, setup } from 'xstate';

import type { CalendarDate, Instant } from '#libs/kernel/index.js';

import {
  LIFECYCLE_STATES,
  type LifecycleState,
  type MeansDecision,
  type PhaseDecision,
  PHASE_MOVES,
  type Tell,
  effect,
} from '../contract/index.js';

export interface LifecycleContext {
  readonly productId: string;
  /** The day the present phase began. */
  readonly since: CalendarDate | null;
  /** The last decision that took effect, and whether the phase could follow it. */
  readonly lastDecision: { readonly recordId: string; readonly on: CalendarDate; readonly applied: boolean } | null;
}

export type LifecycleEvent = { readonly at: Instant } & (
  | {
      readonly type: 'history.imported';
      readonly state: LifecycleState;
      readonly since: CalendarDate | null;
      /** Past committees, oldest first. */
      readonly committees: readonly CalendarDate[];
    }
  | { readonly type: 'investigation.opened'; readonly on: CalendarDate }
  | {
      readonly type: 'decision.effective';
      readonly recordId: string;
      readonly committeeId: string;
      /** The day of the sitting. */
      readonly on: CalendarDate;
      readonly means: MeansDecision;
      readonly phase: PhaseDecision;
      readonly provisionalUntil: CalendarDate | null;
    }
  | {
      readonly type: 'phase.corrected';
      readonly state: LifecycleState;
      readonly on: CalendarDate;
      readonly reason: string;
    }
  | {
      readonly type: 'product.resumed';
      readonly state: 'construction' | 'acceleration';
      readonly on: CalendarDate;
      readonly reason: string;
    }
);

/** A decision signed after that of a later sitting no longer says where the product is. */
function isOutdated({ lastDecision }: LifecycleContext, on: CalendarDate): boolean {
  return lastDecision !== null && lastDecision.applied && on < lastDecision.on;
}

/** True once the phase has followed the decision of that record. */
function isFollowed({ lastDecision }: LifecycleContext, recordId: string): boolean {
  return lastDecision !== null && lastDecision.applied && lastDecision.recordId === recordId;
}

const base = setup({
  types: { context: {} as LifecycleContext, events: {} as LifecycleEvent, input: {} as { subjectId: string } },
  actions: {
    tell: effect<Tell>(),
    'lifecycle.report-mismatch': effect<{ productId: string; recordId: string; phase: string }>(),
    enterPhase: assign(({ context, event }) => {
      if (event.type === 'history.imported') return { since: event.since };
      if (event.type === 'decision.effective')
        return {
          since: event.phase === 'stay' ? context.since : event.on,
          lastDecision: { recordId: event.recordId, on: event.on, applied: true },
        };
      return { since: event.on };
    }),
    keepUnapplied: assign(({ context, event }) =>
      event.type === 'decision.effective' && !isOutdated(context, event.on)
        ? { lastDecision: { recordId: event.recordId, on: event.on, applied: false } }
        : {},
    ),
  },
  guards: {
    decides: ({ context, event }, params: { to: PhaseDecision }) =>
      event.type === 'decision.effective' && event.phase === params.to && !isOutdated(context, event.on),
    leadsTo: ({ event }, params: { state: LifecycleState }) =>
      'state' in event && event.state === params.state && (!('reason' in event) || event.reason.trim() !== ''),
  },
});

const extended = base.extend({
  actions: {
    /** The duty learns of the phase in the same transaction: what is owed follows what the product is. */
    tellDuty: base.enqueueActions(({ context, event, enqueue }) => {
      const told = (duty: Tell['event']) =>
        enqueue({ type: 'tell', params: { process: 'half-year-duty', subjectId: context.productId, event: duty } });
      switch (event.type) {
        case 'history.imported':
          return told({
            type: 'history.imported',
            phase: event.state,
            since: event.since,
            committees: event.committees,
          });
        case 'investigation.opened':
          return told({ type: 'phase.entered', phase: 'investigation', on: event.on });
        case 'decision.effective':
          return told({
            type: 'decision.effective',
            committeeId: event.committeeId,
            heldOn: event.on,
            // What the phase cannot follow, the duty must not follow either: they would drift apart.
            phase: isFollowed(context, event.recordId) ? event.phase : 'stay',
            provisionalUntil: event.provisionalUntil,
          });
        default:
          return told({ type: 'phase.entered', phase: event.state, on: event.on });
      }
    }),
    /** A decision the phase cannot follow still counts for the duty, and people are told: a signature is never refused for it. */
    reportMismatch: base.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'decision.effective') return;
      enqueue({
        type: 'lifecycle.report-mismatch',
        params: { productId: context.productId, recordId: event.recordId, phase: event.phase },
      });
    }),
  },
});

const followed = ['enterPhase', 'tellDuty'] as const;

const mismatch = {
  actions: ['keepUnapplied', 'tellDuty', 'reportMismatch'] as const,
};

/** The transitions of `decision.effective` from one phase: those that the domain allows, and the mismatch last. */
const decisionsFrom = (state: LifecycleState) => ({
  'decision.effective': [
    ...PHASE_MOVES[state].map((to) => ({
      guard: { type: 'decides' as const, params: { to } },
      ...(to === 'stay' ? {} : { target: `#product-lifecycle.${to}` as const }),
      actions: followed,
    })),
    mismatch,
  ],
});

const anywhere = LIFECYCLE_STATES.map((state) => ({
  guard: { type: 'leadsTo' as const, params: { state } },
  target: `#product-lifecycle.${state}` as const,
  actions: followed,
}));

const resumed = LIFECYCLE_STATES.filter((state) => state === 'construction' || state === 'acceleration').map(
  (state) => ({
    guard: { type: 'leadsTo' as const, params: { state } },
    target: `#product-lifecycle.${state}` as const,
    actions: followed,
  }),
);

/**
 * What a product is, from investigation to sustainability or stop. It moves by an effective decision, an import,
 * a resumption or a recorded correction, and by nothing else.
 */
export const productLifecycleMachine = extended.createMachine({
  id: 'product-lifecycle',
  context: ({ input }) => ({ productId: input.subjectId, since: null, lastDecision: null }),
  initial: 'proposed',
  on: { 'history.imported': anywhere, 'phase.corrected': anywhere },
  states: {
    proposed: {
      on: { 'investigation.opened': { target: 'investigation', actions: followed }, ...decisionsFrom('proposed') },
    },
    investigation: { on: decisionsFrom('investigation') },
    construction: { on: decisionsFrom('construction') },
    acceleration: { on: decisionsFrom('acceleration') },
    sustainability: {
      initial: 'consolidation',
      states: {
        consolidation: { on: decisionsFrom('sustainability.consolidation') },
        operated: { on: decisionsFrom('sustainability.operated') },
        transferred: { on: decisionsFrom('sustainability.transferred') },
      },
    },
    safeguard: { on: { ...decisionsFrom('safeguard'), 'product.resumed': resumed } },
    stopped: {
      initial: 'abandoned',
      on: { 'product.resumed': resumed },
      states: {
        inconclusive: { on: decisionsFrom('stopped.inconclusive') },
        abandoned: { on: decisionsFrom('stopped.abandoned') },
        dormant: { on: decisionsFrom('stopped.dormant') },
      },
    },
  },
});
