import { assign, setup } from 'xstate';

import { parisDate } from '#libs/kernel/index.js';

import { adjust, adjustable, type Tell, effect } from '../contract/index.js';
import {
  DEFAULT_SIGNING,
  type FollowUp,
  isSignable,
  type RecordContext,
  type RecordEvent,
  recordDeadlines,
  reviewDeadlines,
  type SignOffChoice,
} from './case.js';
import { completes, isApproval, mayAnswer, mayDelegate, mayReplace } from './signing.js';

/** What a record may be told, what it then keeps, and when; what it orders is said beside its states. */
export const recordSetup = setup({
  types: { context: {} as RecordContext, events: {} as RecordEvent, input: {} as { subjectId: string } },
  actions: {
    tell: effect<Tell>(),
    'record.issue': effect<{ recordId: string; version: number }>(),
    'record.remind-review': effect<{ recordId: string; version: number; followUp: FollowUp }>(),
    'sign-off.ask': effect<{ recordId: string; version: number; signatoryId: string }>(),
    'sign-off.remind': effect<{ recordId: string; version: number; signatoryId: string }>(),
    'sign-off.escalate': effect<{ recordId: string; awaited: readonly string[] }>(),
    'sign-off.report-delegated': effect<{ recordId: string; version: number; signatoryId: string }>(),
    'sign-off.report-replaced': effect<{ recordId: string; version: number; formerId: string }>(),
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
            replaces: event.replaces ?? null,
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
      former: [],
      signing: DEFAULT_SIGNING,
      askedOn: null,
      waitingSince: null,
      followUps: {},
      adjustments: {},
    })),
    request: assign(({ event }) =>
      event.type === 'sign-off.requested'
        ? {
            signatories: event.signatories.map((signatory) => ({ ...signatory, answer: null, delegations: [] })),
            former: [],
            signing: { ...DEFAULT_SIGNING, ...event.signing },
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
    /** The next in turn has as long to answer as the one before had. */
    passTurn: assign(({ context, event }) =>
      context.signing.inOrder && event.type === 'answer.given' && isRequired(context, event.signatoryId)
        ? { askedOn: parisDate(event.at), followUps: {}, adjustments: {} }
        : {},
    ),
    delegate: assign(({ context, event }) => {
      if (event.type !== 'signature.delegated') return {};
      const { signatoryId, to, reason, at } = event;
      return {
        signatories: context.signatories.map((place) =>
          place.signatoryId === signatoryId
            ? { ...place, delegations: [...place.delegations, { to, at, reason: reason.trim() }] }
            : place,
        ),
      };
    }),
    replace: assign(({ context, event }) => {
      if (event.type !== 'signatory.replaced') return {};
      const { signatoryId, by, reason, at } = event;
      return {
        signatories: context.signatories.map((place) =>
          place.signatoryId === signatoryId ? { ...place, ...by, delegations: [] } : place,
        ),
        former: [
          ...context.former,
          ...context.signatories
            .filter((place) => place.signatoryId === signatoryId)
            .map(({ personId }) => ({ signatoryId, personId, byPersonId: by.personId, reason: reason.trim(), at })),
        ],
      };
    }),
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
    isSignable: ({ event }) =>
      event.type === 'sign-off.requested' &&
      isSignable({ ...DEFAULT_SIGNING, ...event.signing }, event.signatories.filter((one) => one.required).length) &&
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
    isReplacement: ({ context, event }) => context.replaces !== null && 'reason' in event && event.reason.trim() !== '',
    delegates: ({ context, event }) =>
      event.type === 'signature.delegated' &&
      event.reason.trim() !== '' &&
      mayDelegate(context, event.signatoryId, event.to),
    replaces: ({ context, event }) =>
      event.type === 'signatory.replaced' &&
      event.reason.trim() !== '' &&
      mayReplace(context, event.signatoryId, event.by),
    answers: ({ context, event }, params: { choice: SignOffChoice; required: boolean }) =>
      event.type === 'answer.given' &&
      event.choice === params.choice &&
      mayAnswer(context, event.signatoryId) &&
      params.required === isRequired(context, event.signatoryId),
    approves: ({ context, event }) =>
      event.type === 'answer.given' && isApproval(event.choice) && mayAnswer(context, event.signatoryId),
    approvesLast: ({ context, event }) =>
      event.type === 'answer.given' &&
      isApproval(event.choice) &&
      mayAnswer(context, event.signatoryId) &&
      completes(context, event.signatoryId),
  },
});

function isRequired({ signatories }: RecordContext, signatoryId: string): boolean {
  return signatories.some((one) => one.signatoryId === signatoryId && one.required);
}
