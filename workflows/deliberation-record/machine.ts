import { assign, setup } from 'xstate';

import { type CalendarDate, type Instant, parisDate } from '#libs/kernel/index.js';

import type { Adjustments, MeansDecision, PhaseDecision, Tell } from '../contract/index.js';

/** The four answers a sponsor may give; none is the default. */
export const SIGN_OFF_CHOICES = ['approve', 'approve-with-reservations', 'request-changes', 'decline'] as const;

export type SignOffChoice = (typeof SIGN_OFF_CHOICES)[number];

export interface Signatory {
  readonly signatoryId: string;
  readonly personId: string;
  /** False: receives the record for information, and may sign without being waited for. */
  readonly required: boolean;
  readonly answer: { readonly choice: SignOffChoice; readonly at: Instant } | null;
}

export interface RecordContext {
  readonly recordId: string;
  readonly committeeId: string;
  readonly productId: string;
  readonly decisionId: string;
  readonly decision: {
    readonly heldOn: CalendarDate;
    readonly means: MeansDecision;
    readonly phase: PhaseDecision;
    readonly provisionalUntil: CalendarDate | null;
  } | null;
  /** Rises each time the text changes: links and signatures belong to one version. */
  readonly version: number;
  /** SHA-256 of the PDF of this version. */
  readonly sha256: string | null;
  /** Why the PDF of this version could not be made yet; retried, shown, never blocking the decision. */
  readonly failure: string | null;
  readonly signatories: readonly Signatory[];
  /** The day sign-off was asked for; answers are due {@link ANSWER_WORKING_DAYS} later. */
  readonly askedOn: CalendarDate | null;
  readonly followUps: Readonly<Partial<Record<'reminder' | 'escalation', 'done'>>>;
  readonly sealedSha256: string | null;
  readonly adjustments: Adjustments;
}

export type RecordEvent = { readonly at: Instant } & (
  | {
      readonly type: 'record.opened';
      readonly committeeId: string;
      readonly productId: string;
      readonly decisionId: string;
      readonly decision: NonNullable<RecordContext['decision']>;
    }
  | { readonly type: 'pdf.issued'; readonly version: number; readonly sha256: string }
  | { readonly type: 'pdf.failed'; readonly version: number; readonly failure: string }
  | { readonly type: 'record.edited' }
  | {
      readonly type: 'sign-off.requested';
      readonly signatories: readonly {
        readonly signatoryId: string;
        readonly personId: string;
        readonly required: boolean;
      }[];
    }
  | { readonly type: 'answer.given'; readonly signatoryId: string; readonly choice: SignOffChoice }
  | { readonly type: 'reminder.due' }
  | { readonly type: 'answer.overdue' }
  | { readonly type: 'record.sealed'; readonly sha256: string }
  | { readonly type: 'seal.failed'; readonly failure: string }
  | { readonly type: 'record.superseded'; readonly byRecordId: string; readonly reason: string }
  | { readonly type: 'deadline.moved'; readonly key: string; readonly dueAt: Instant; readonly reason: string }
  | { readonly type: 'deadline.stopped'; readonly key: string; readonly reason: string }
);

/** Working days a sponsor has to answer; a reminder leaves half-way. */
export const ANSWER_WORKING_DAYS = 10;
export const REMINDER_WORKING_DAYS = 5;

const base = setup({
  types: { context: {} as RecordContext, events: {} as RecordEvent, input: {} as { subjectId: string } },
  actions: {
    tell: (_, _params: Tell) => {},
    'record.issue': (_, _params: { recordId: string; version: number }) => {},
    'sign-off.ask': (_, _params: { recordId: string; version: number; signatoryId: string }) => {},
    'sign-off.remind': (_, _params: { recordId: string; version: number; signatoryId: string }) => {},
    'sign-off.escalate': (_, _params: { recordId: string; awaited: readonly string[] }) => {},
    'sign-off.report-changes': (_, _params: { recordId: string; version: number; signatoryId: string }) => {},
    'sign-off.report-declined': (_, _params: { recordId: string; version: number; signatoryId: string }) => {},
    'decision.take-effect': (_, _params: { decisionId: string; recordId: string; productId: string }) => {},
    'record.seal': (_, _params: { recordId: string; version: number }) => {},
    'record.deliver': (_, _params: { recordId: string }) => {},
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
    fail: assign(({ event }) => ('failure' in event ? { failure: event.failure } : {})),
    revise: assign(({ context }) => ({ version: context.version + 1, sha256: null, failure: null, signatories: [] })),
    request: assign(({ event }) =>
      event.type === 'sign-off.requested'
        ? {
            signatories: event.signatories.map((signatory) => ({ ...signatory, answer: null })),
            askedOn: parisDate(event.at),
            followUps: {},
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
        ? { adjustments: { ...context.adjustments, [event.key]: event.type === 'deadline.moved' ? event.dueAt : null } }
        : {},
    ),
  },
  guards: {
    isThisVersion: ({ context, event }) => 'version' in event && event.version === context.version,
    hasRequiredSignatory: ({ event }) =>
      event.type === 'sign-off.requested' &&
      event.signatories.some((signatory) => signatory.required) &&
      new Set(event.signatories.map((signatory) => signatory.personId)).size === event.signatories.length,
    hasReason: ({ event }) => 'reason' in event && event.reason.trim() !== '',
    answers: ({ context, event }, params: { choice: SignOffChoice }) =>
      event.type === 'answer.given' && event.choice === params.choice && awaits(context, event.signatoryId),
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
    askEach: base.enqueueActions(({ context, enqueue }) => {
      for (const { signatoryId } of context.signatories)
        enqueue({
          type: 'sign-off.ask',
          params: { recordId: context.recordId, version: context.version, signatoryId },
        });
    }),
    remindAwaited: base.enqueueActions(({ context, enqueue }) => {
      for (const { signatoryId, answer, required } of context.signatories)
        if (answer === null && required)
          enqueue({
            type: 'sign-off.remind',
            params: { recordId: context.recordId, version: context.version, signatoryId },
          });
    }),
    escalate: base.enqueueActions(({ context, enqueue }) =>
      enqueue({
        type: 'sign-off.escalate',
        params: {
          recordId: context.recordId,
          awaited: context.signatories.filter((one) => one.required && one.answer === null).map((one) => one.personId),
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
      enqueue({
        type: 'tell',
        params: {
          process: 'half-year-duty',
          subjectId: context.productId,
          event: { type: 'decision.declined', committeeId: context.committeeId },
        },
      });
    }),
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

/** The written outcome of a deliberation: drafted, reviewed, signed by every required sponsor, sealed (domain, rule 7). */
export const deliberationRecordMachine = machineSetup.createMachine({
  id: 'deliberation-record',
  context: ({ input }) => ({
    recordId: input.subjectId,
    committeeId: '',
    productId: '',
    decisionId: '',
    decision: null,
    version: 0,
    sha256: null,
    failure: null,
    signatories: [],
    askedOn: null,
    followUps: {},
    sealedSha256: null,
    adjustments: {},
  }),
  initial: 'proposed',
  states: {
    proposed: { on: { 'record.opened': { target: 'drafting', actions: ['open', 'orderPdf'] } } },
    drafting: {
      on: {
        'pdf.issued': { guard: 'isThisVersion', target: 'inReview', actions: ['issue'] },
        'pdf.failed': { guard: 'isThisVersion', actions: ['fail'] },
        'record.edited': { target: 'drafting', reenter: true, actions: ['revise', 'orderPdf'] },
      },
    },
    inReview: {
      on: {
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
            guard: { type: 'answers', params: { choice: 'request-changes' } },
            target: 'changesRequested',
            actions: ['answer', 'reportChanges'],
          },
          {
            guard: { type: 'answers', params: { choice: 'decline' } },
            target: 'declined',
            actions: ['answer', 'reportDeclined', 'tellSettled'],
          },
        ],
        'reminder.due': { actions: ['followUp', 'remindAwaited'] },
        'answer.overdue': { actions: ['followUp', 'escalate'] },
        'deadline.moved': { guard: 'hasReason', actions: ['adjustDeadline'] },
        'deadline.stopped': { guard: 'hasReason', actions: ['adjustDeadline'] },
      },
    },
    changesRequested: { on: { 'record.edited': { target: 'drafting', actions: ['revise', 'orderPdf'] } } },
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
