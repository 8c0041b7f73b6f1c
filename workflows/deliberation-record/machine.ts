import { assign, setup } from 'xstate';

import { parisDate } from '#libs/kernel/index.js';

import { adjust, adjustable, type Tell, effect } from '../contract/index.js';
import {
  awaitedSignatories,
  type FollowUp,
  type RecordContext,
  type RecordEvent,
  newRecord,
  recordDeadlines,
  reviewDeadlines,
  type SignOffChoice,
} from './case.js';

const base = setup({
  types: { context: {} as RecordContext, events: {} as RecordEvent, input: {} as { subjectId: string } },
  actions: {
    tell: effect<Tell>(),
    'record.issue': effect<{ recordId: string; version: number }>(),
    'record.remind-review': effect<{ recordId: string; version: number; followUp: FollowUp }>(),
    'sign-off.ask': effect<{ recordId: string; version: number; signatoryId: string }>(),
    'sign-off.remind': effect<{ recordId: string; version: number; signatoryId: string }>(),
    'sign-off.escalate': effect<{ recordId: string; awaited: readonly string[] }>(),
    'sign-off.report-changes': effect<{ recordId: string; version: number; signatoryId: string }>(),
    'sign-off.report-declined': effect<{ recordId: string; version: number; signatoryId: string }>(),
    'decision.take-effect': effect<{ decisionId: string; recordId: string; productId: string }>(),
    'record.seal': effect<{ recordId: string; version: number }>(),
    'record.deliver': effect<{ recordId: string }>(),
    open: assign(({ event }) =>
      event.type === 'record.opened'
        ? {
            committeeId: event.committeeId,
            productId: event.productId,
            decisionId: event.decisionId,
            decision: event.decision,
            version: 1,
          }
        : {},
    ),
    issue: assign(({ event }) => (event.type === 'pdf.issued' ? { sha256: event.sha256, failure: null } : {})),
    wait: assign(({ event }) => ({ waitingSince: parisDate(event.at), followUps: {}, adjustments: {} })),
    nudge: assign(({ context, event }) =>
      event.type === 'review.overdue' ? { followUps: { ...context.followUps, [event.followUp]: 'done' as const } } : {},
    ),
    fail: assign(({ event }) => ('failure' in event ? { failure: event.failure } : {})),
    revise: assign(({ context, event }) => ({
      decision: (event.type === 'record.edited' ? event.decision : undefined) ?? context.decision,
      version: context.version + 1,
      sha256: null,
      failure: null,
      signatories: [],
      askedOn: null,
      waitingSince: null,
      followUps: {},
      adjustments: {},
    })),
    request: assign(({ event }) =>
      event.type === 'sign-off.requested'
        ? {
            signatories: event.signatories.map((signatory) => ({ ...signatory, answer: null })),
            askedOn: parisDate(event.at),
            waitingSince: null,
            followUps: {},
            adjustments: {},
          }
        : {},
    ),
    answer: assign(({ context, event }) =>
      event.type === 'answer.given'
        ? {
            signatories: context.signatories.map((signatory) =>
              signatory.signatoryId === event.signatoryId
                ? { ...signatory, answer: { choice: event.choice, at: event.at } }
                : signatory,
            ),
          }
        : {},
    ),
    followUp: assign(({ context, event }) => ({
      followUps: { ...context.followUps, [event.type === 'reminder.due' ? 'reminder' : 'escalation']: 'done' as const },
    })),
    seal: assign(({ event }) => (event.type === 'record.sealed' ? { sealedSha256: event.sha256, failure: null } : {})),
    adjustDeadline: assign(({ context, event }) =>
      event.type === 'deadline.moved' || event.type === 'deadline.stopped'
        ? { adjustments: adjust(context.adjustments, event) }
        : {},
    ),
  },
  guards: {
    isThisVersion: ({ context, event }) => 'version' in event && event.version === context.version,
    hasRequiredSignatory: ({ event }) =>
      event.type === 'sign-off.requested' &&
      event.signatories.some((signatory) => signatory.required) &&
      new Set(event.signatories.map((signatory) => signatory.signatoryId)).size === event.signatories.length &&
      new Set(event.signatories.map((signatory) => signatory.personId)).size === event.signatories.length,
    adjustsAFollowUp: ({ context, event }) =>
      (event.type === 'deadline.moved' || event.type === 'deadline.stopped') &&
      adjustable(recordDeadlines(context), event),
    adjustsAReview: ({ context, event }) =>
      (event.type === 'deadline.moved' || event.type === 'deadline.stopped') &&
      adjustable(reviewDeadlines(context), event),
    isStillToNudge: ({ context, event }) =>
      event.type === 'review.overdue' && context.followUps[event.followUp] === undefined,
    isStillToRemind: ({ context }) => context.followUps.reminder === undefined,
    isStillToEscalate: ({ context }) => context.followUps.escalation === undefined,
    hasReason: ({ event }) => 'reason' in event && event.reason.trim() !== '',
    answers: ({ context, event }, params: { choice: SignOffChoice; required: boolean }) =>
      event.type === 'answer.given' &&
      event.choice === params.choice &&
      awaits(context, event.signatoryId) &&
      params.required === context.signatories.some((one) => one.signatoryId === event.signatoryId && one.required),
    approves: ({ context, event }) =>
      event.type === 'answer.given' && isApproval(event.choice) && awaits(context, event.signatoryId),
    approvesLast: ({ context, event }) =>
      event.type === 'answer.given' &&
      isApproval(event.choice) &&
      awaits(context, event.signatoryId) &&
      context.signatories.every(
        (signatory) => !signatory.required || signatory.answer !== null || signatory.signatoryId === event.signatoryId,
      ),
  },
});

function isApproval(choice: SignOffChoice): boolean {
  return choice === 'approve' || choice === 'approve-with-reservations';
}

function awaits(context: RecordContext, signatoryId: string): boolean {
  return context.signatories.some((signatory) => signatory.signatoryId === signatoryId && signatory.answer === null);
}

const machineSetup = base.extend({
  actions: {
    orderPdf: base.enqueueActions(({ context, enqueue }) =>
      enqueue({ type: 'record.issue', params: { recordId: context.recordId, version: context.version } }),
    ),
    remindReview: base.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'review.overdue') return;
      const { recordId, version } = context;
      enqueue({ type: 'record.remind-review', params: { recordId, version, followUp: event.followUp } });
    }),
    askEach: base.enqueueActions(({ context, enqueue }) => {
      for (const { signatoryId } of context.signatories)
        enqueue({
          type: 'sign-off.ask',
          params: { recordId: context.recordId, version: context.version, signatoryId },
        });
    }),
    remindAwaited: base.enqueueActions(({ context, enqueue }) => {
      const { recordId, version } = context;
      for (const { signatoryId } of awaitedSignatories(context))
        enqueue({ type: 'sign-off.remind', params: { recordId, version, signatoryId } });
    }),
    escalate: base.enqueueActions(({ context, enqueue }) =>
      enqueue({
        type: 'sign-off.escalate',
        params: {
          recordId: context.recordId,
          awaited: awaitedSignatories(context).map(({ personId }) => personId),
        },
      }),
    ),
    reportChanges: base.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'answer.given') return;
      const { recordId, version } = context;
      enqueue({ type: 'sign-off.report-changes', params: { recordId, version, signatoryId: event.signatoryId } });
    }),
    reportDeclined: base.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'answer.given') return;
      const { recordId, version } = context;
      enqueue({ type: 'sign-off.report-declined', params: { recordId, version, signatoryId: event.signatoryId } });
    }),
    /** What was decided will not take effect: the product owes a committee again. */
    tellDeclined: base.enqueueActions(({ context, enqueue }) =>
      enqueue({
        type: 'tell',
        params: {
          process: 'half-year-duty',
          subjectId: context.productId,
          event: { type: 'decision.declined', committeeId: context.committeeId },
        },
      }),
    ),
    takeEffect: base.enqueueActions(({ context, enqueue }) => {
      const { recordId, decisionId, productId, committeeId, decision } = context;
      if (decision === null) return;
      enqueue({
        type: 'tell',
        params: {
          process: 'product-lifecycle',
          subjectId: productId,
          event: {
            type: 'decision.effective',
            recordId,
            committeeId,
            on: decision.heldOn,
            means: decision.means,
            phase: decision.phase,
            provisionalUntil: decision.provisionalUntil,
          },
        },
      });
      enqueue({ type: 'decision.take-effect', params: { decisionId, recordId, productId } });
      enqueue({ type: 'record.seal', params: { recordId, version: context.version } });
    }),
    deliver: base.enqueueActions(({ context, enqueue }) =>
      enqueue({ type: 'record.deliver', params: { recordId: context.recordId } }),
    ),
    tellSettled: base.enqueueActions(({ context, event, enqueue }) =>
      enqueue({
        type: 'tell',
        params: {
          process: 'committee',
          subjectId: context.committeeId,
          event: {
            type: 'record.settled',
            productId: context.productId,
            outcome: event.type === 'record.sealed' ? 'sealed' : 'declined',
          },
        },
      }),
    ),
  },
});

/** What may happen while a record waits for the incubator: it is reminded, unless an operator thinks better. */
const waiting = {
  'review.overdue': { guard: 'isStillToNudge', actions: ['nudge', 'remindReview'] },
  'deadline.moved': { guard: 'adjustsAReview', actions: ['adjustDeadline'] },
  'deadline.stopped': { guard: 'adjustsAReview', actions: ['adjustDeadline'] },
} as const;

/** The written outcome of a deliberation: drafted, reviewed, signed by every required sponsor, sealed (domain, rule 7). */
export const deliberationRecordMachine = machineSetup.createMachine({
  id: 'deliberation-record',
  context: ({ input }) => newRecord(input.subjectId),
  initial: 'proposed',
  states: {
    proposed: { on: { 'record.opened': { target: 'drafting', actions: ['open', 'orderPdf'] } } },
    drafting: {
      on: {
        'pdf.issued': { guard: 'isThisVersion', target: 'inReview', actions: ['issue', 'wait'] },
        'pdf.failed': { guard: 'isThisVersion', actions: ['fail'] },
        'record.edited': { target: 'drafting', reenter: true, actions: ['revise', 'orderPdf'] },
      },
    },
    inReview: {
      on: {
        ...waiting,
        'record.edited': { target: 'drafting', actions: ['revise', 'orderPdf'] },
        'sign-off.requested': {
          guard: 'hasRequiredSignatory',
          target: 'awaitingSignOff',
          actions: ['request', 'askEach'],
        },
      },
    },
    awaitingSignOff: {
      on: {
        'answer.given': [
          { guard: 'approvesLast', target: 'signed', actions: ['answer', 'takeEffect'] },
          { guard: 'approves', actions: ['answer'] },
          {
            guard: { type: 'answers', params: { choice: 'request-changes', required: true } },
            target: 'changesRequested',
            actions: ['answer', 'reportChanges', 'wait'],
          },
          {
            guard: { type: 'answers', params: { choice: 'decline', required: true } },
            target: 'declined',
            actions: ['answer', 'reportDeclined', 'tellDeclined', 'tellSettled'],
          },
          // Someone who is not waited for is heard, and decides nothing: the lead is told.
          {
            guard: { type: 'answers', params: { choice: 'request-changes', required: false } },
            actions: ['answer', 'reportChanges'],
          },
          {
            guard: { type: 'answers', params: { choice: 'decline', required: false } },
            actions: ['answer', 'reportDeclined'],
          },
        ],
        'reminder.due': { guard: 'isStillToRemind', actions: ['followUp', 'remindAwaited'] },
        'answer.overdue': { guard: 'isStillToEscalate', actions: ['followUp', 'escalate'] },
        'deadline.moved': { guard: 'adjustsAFollowUp', actions: ['adjustDeadline'] },
        'deadline.stopped': { guard: 'adjustsAFollowUp', actions: ['adjustDeadline'] },
      },
    },
    changesRequested: { on: { ...waiting, 'record.edited': { target: 'drafting', actions: ['revise', 'orderPdf'] } } },
    signed: {
      on: {
        'record.sealed': { target: 'sealed', actions: ['seal', 'deliver', 'tellSettled'] },
        'seal.failed': { actions: ['fail'] },
      },
    },
    sealed: { on: { 'record.superseded': { guard: 'hasReason', target: 'superseded' } } },
    declined: { type: 'final' },
    superseded: { type: 'final' },
  },
});
