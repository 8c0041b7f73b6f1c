import { newRecord } from './case.js';
import { decisionTold } from './decision-told.js';
import { recordSetup } from './setup.js';
import { answererOf, awaitedSignatories, mayAnswer } from './signing.js';

const machineSetup = recordSetup.extend({
  actions: {
    orderPdf: recordSetup.enqueueActions(({ context, enqueue }) =>
      enqueue({ type: 'record.issue', params: { recordId: context.recordId, version: context.version } }),
    ),
    remindReview: recordSetup.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'review.overdue') return;
      const { recordId, version } = context;
      enqueue({ type: 'record.remind-review', params: { recordId, version, followUp: event.followUp } });
    }),
    askEach: recordSetup.enqueueActions(({ context, enqueue }) => {
      const { recordId, version } = context;
      for (const { signatoryId } of context.signatories)
        if (mayAnswer(context, signatoryId))
          enqueue({ type: 'sign-off.ask', params: { recordId, version, signatoryId } });
    }),
    /** When they sign in order, the next hears of it once the one before has signed. */
    askNext: recordSetup.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'answer.given' || !context.signing.inOrder) return;
      const { recordId, version, signatories } = context;
      if (!signatories.some((one) => one.signatoryId === event.signatoryId && one.required)) return;
      for (const { signatoryId } of awaitedSignatories(context))
        enqueue({ type: 'sign-off.ask', params: { recordId, version, signatoryId } });
    }),
    askDelegate: recordSetup.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'signature.delegated') return;
      const { recordId, version } = context;
      const params = { recordId, version, signatoryId: event.signatoryId };
      enqueue({ type: 'sign-off.ask', params });
      enqueue({ type: 'sign-off.report-delegated', params });
    }),
    askSuccessor: recordSetup.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'signatory.replaced') return;
      const { recordId, version } = context;
      const { signatoryId } = event.by;
      if (mayAnswer(context, signatoryId))
        enqueue({ type: 'sign-off.ask', params: { recordId, version, signatoryId } });
      enqueue({ type: 'sign-off.report-replaced', params: { recordId, version, formerId: event.signatoryId } });
    }),
    remindAwaited: recordSetup.enqueueActions(({ context, enqueue }) => {
      const { recordId, version } = context;
      for (const { signatoryId } of awaitedSignatories(context))
        enqueue({ type: 'sign-off.remind', params: { recordId, version, signatoryId } });
    }),
    escalate: recordSetup.enqueueActions(({ context, enqueue }) =>
      enqueue({
        type: 'sign-off.escalate',
        params: {
          recordId: context.recordId,
          awaited: awaitedSignatories(context).map(answererOf),
        },
      }),
    ),
    reportChanges: recordSetup.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'answer.given') return;
      const { recordId, version } = context;
      enqueue({ type: 'sign-off.report-changes', params: { recordId, version, signatoryId: event.signatoryId } });
    }),
    reportDeclined: recordSetup.enqueueActions(({ context, event, enqueue }) => {
      if (event.type !== 'answer.given') return;
      const { recordId, version } = context;
      enqueue({ type: 'sign-off.report-declined', params: { recordId, version, signatoryId: event.signatoryId } });
    }),
    /** What was decided will not take effect: the product owes a committee again, unless a sealed record stands. */
    tellDeclined: recordSetup.enqueueActions(({ context, enqueue }) => {
      const { productId, committeeId, replaces } = context;
      if (replaces !== null) return;
      const event = { type: 'decision.declined', committeeId };
      enqueue({ type: 'tell', params: { process: 'half-year-duty', subjectId: productId, event } });
    }),
    takeEffect: recordSetup.enqueueActions(({ context, event, enqueue }) => {
      const { recordId, decisionId, productId, version } = context;
      for (const told of decisionTold(context, event)) enqueue({ type: 'tell', params: told });
      enqueue({ type: 'decision.take-effect', params: { decisionId, recordId, productId } });
      enqueue({ type: 'record.seal', params: { recordId, version } });
    }),
    deliver: recordSetup.enqueueActions(({ context, enqueue }) =>
      enqueue({ type: 'record.deliver', params: { recordId: context.recordId } }),
    ),
    /** The committee settles once; a record that replaces another tells that one instead. */
    tellSettled: recordSetup.enqueueActions(({ context, event, enqueue }) => {
      const { recordId, committeeId, productId, replaces } = context;
      const isSealed = event.type === 'record.sealed';
      if (replaces === null) {
        const told = { type: 'record.settled', productId, outcome: isSealed ? 'sealed' : 'declined' };
        enqueue({ type: 'tell', params: { process: 'committee', subjectId: committeeId, event: told } });
      } else if (isSealed) {
        const told = { type: 'record.superseded', byRecordId: recordId, reason: replaces.reason };
        enqueue({
          type: 'tell',
          params: { process: 'deliberation-record', subjectId: replaces.recordId, event: told },
        });
      }
    }),
  },
});

/** A record that replaces another may be given up while nobody was asked to sign it; that of a decision may not. */
const abandoning = {
  'record.abandoned': { guard: 'isReplacement', target: 'abandoned' },
} as const;

/** What may happen while a record waits for the incubator: it is reminded, unless an operator thinks better. */
const waiting = {
  ...abandoning,
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
        ...abandoning,
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
          guard: 'isSignable',
          target: 'awaitingSignOff',
          actions: ['request', 'askEach'],
        },
      },
    },
    awaitingSignOff: {
      on: {
        'answer.given': [
          { guard: 'approvesLast', target: 'signed', actions: ['answer', 'takeEffect'] },
          { guard: 'approves', actions: ['answer', 'passTurn', 'askNext'] },
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
        'signature.delegated': { guard: 'delegates', actions: ['delegate', 'askDelegate'] },
        'signatory.replaced': { guard: 'replaces', actions: ['replace', 'askSuccessor'] },
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
    abandoned: { type: 'final' },
  },
});
