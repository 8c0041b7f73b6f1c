import { addWorkingDays, type CalendarDate, type Instant, parisInstant } from '#libs/kernel/index.js';

import type {
  AdjustmentEvent,
  Adjustments,
  Deadline,
  LifecycleState,
  MeansDecision,
  PhaseDecision,
} from '../contract/index.js';

/** The four answers a sponsor may give; none is the default. */
export const SIGN_OFF_CHOICES = ['approve', 'approve-with-reservations', 'request-changes', 'decline'] as const;

export type SignOffChoice = (typeof SIGN_OFF_CHOICES)[number];

/** A signatory has somebody answer in their place: « B pour A ». */
export interface Delegation {
  readonly to: string;
  readonly at: Instant;
  readonly reason: string;
}

/** A place among the signatories: one answer, whoever gives it. */
export interface Signatory {
  readonly signatoryId: string;
  /** Whose place it is, whoever answers. */
  readonly personId: string;
  /** False: receives the record for information, and may sign without being waited for. */
  readonly required: boolean;
  readonly answer: { readonly choice: SignOffChoice; readonly at: Instant } | null;
  /** From the person whose place it is to the one who answers, oldest first; nobody comes twice. */
  readonly delegations: readonly Delegation[];
}

/** A place that was given to somebody else before its holder answered. */
export interface FormerSignatory {
  readonly signatoryId: string;
  readonly personId: string;
  readonly byPersonId: string;
  readonly reason: string;
  readonly at: Instant;
}

/** What a record that replaces another puts right. */
export interface Replacement {
  readonly recordId: string;
  readonly reason: string;
  /** The phase that the former record should have said; null when it said it right: the product is not moved again. */
  readonly phase: LifecycleState | null;
  /** True when the day of the next committee depends on what is put right: the end of a provisional budget. */
  readonly redates: boolean;
}

/** How a version is signed. */
export interface SigningRules {
  /** One after the other, as they are listed; else all at once. */
  readonly inOrder: boolean;
  /** How many required signatories must approve; null for all. */
  readonly quorum: number | null;
  /** Working days that each has to answer. */
  readonly workingDays: number;
}

/** Whoever is waited for is reminded, then others are told. */
export type FollowUp = 'reminder' | 'escalation';

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
  /** Those of this version who were replaced before they answered. */
  readonly former: readonly FormerSignatory[];
  readonly signing: SigningRules;
  /** The sealed record that this one replaces. */
  readonly replaces: Replacement | null;
  /** The day those whose turn it is were asked; their answers are due `signing.workingDays` later. */
  readonly askedOn: CalendarDate | null;
  /** The day it began to wait for the incubator, to be read or to be put right. */
  readonly waitingSince: CalendarDate | null;
  /** Of the present wait, for the incubator or for the signatories. */
  readonly followUps: Readonly<Partial<Record<FollowUp, 'done'>>>;
  readonly sealedSha256: string | null;
  readonly adjustments: Adjustments;
}

export type RecordEvent =
  | AdjustmentEvent
  | ({ readonly at: Instant } & (
      | {
          readonly type: 'record.opened';
          readonly committeeId: string;
          readonly productId: string;
          readonly decisionId: string;
          readonly decision: NonNullable<RecordContext['decision']>;
          readonly replaces?: Replacement;
        }
      | { readonly type: 'pdf.issued'; readonly version: number; readonly sha256: string }
      | { readonly type: 'pdf.failed'; readonly version: number; readonly failure: string }
      | { readonly type: 'review.overdue'; readonly followUp: FollowUp }
      /** With a decision, when the committee sat again and the record is written anew. */
      | { readonly type: 'record.edited'; readonly decision?: NonNullable<RecordContext['decision']> }
      | {
          readonly type: 'sign-off.requested';
          readonly signatories: readonly {
            readonly signatoryId: string;
            readonly personId: string;
            readonly required: boolean;
          }[];
          /** All at once, all of the required, {@link ANSWER_WORKING_DAYS}, unless said otherwise. */
          readonly signing?: Partial<SigningRules>;
        }
      | {
          readonly type: 'answer.given';
          readonly signatoryId: string;
          readonly choice: SignOffChoice;
          /** A later decision already says where the product is: its phase is not put right any more. */
          readonly overtaken?: boolean;
        }
      | {
          readonly type: 'signature.delegated';
          readonly signatoryId: string;
          readonly to: string;
          readonly reason: string;
        }
      | {
          readonly type: 'signatory.replaced';
          readonly signatoryId: string;
          readonly by: { readonly signatoryId: string; readonly personId: string };
          readonly reason: string;
        }
      | { readonly type: 'reminder.due' }
      | { readonly type: 'answer.overdue' }
      | { readonly type: 'record.sealed'; readonly sha256: string }
      | { readonly type: 'seal.failed'; readonly failure: string }
      | { readonly type: 'record.superseded'; readonly byRecordId: string; readonly reason: string }
      | { readonly type: 'record.abandoned'; readonly reason: string }
    ));

/** Working days a sponsor has to answer unless the incubator says otherwise; a reminder leaves half-way. */
export const ANSWER_WORKING_DAYS = 10;
const WORKING_DAYS = { min: 2, max: 60 } as const;

export const DEFAULT_SIGNING: SigningRules = { inOrder: false, quorum: null, workingDays: ANSWER_WORKING_DAYS };

/** True for rules that can be kept with so many required signatories. */
export function isSignable({ quorum, workingDays }: SigningRules, required: number): boolean {
  const isQuorum = quorum === null || (Number.isInteger(quorum) && quorum >= 1 && quorum <= required);
  const isDelay = Number.isInteger(workingDays) && workingDays >= WORKING_DAYS.min && workingDays <= WORKING_DAYS.max;
  return required > 0 && isQuorum && isDelay;
}

/** Working days after which the incubator is reminded of a record that waits for it, and again. */
const REVIEW_WORKING_DAYS = { reminder: 5, escalation: 10 } as const;

/** The case before anything happened to it. */
export const newRecord = (recordId: string): RecordContext => ({
  recordId,
  committeeId: '',
  productId: '',
  decisionId: '',
  decision: null,
  version: 0,
  sha256: null,
  failure: null,
  signatories: [],
  former: [],
  signing: DEFAULT_SIGNING,
  replaces: null,
  askedOn: null,
  waitingSince: null,
  followUps: {},
  sealedSha256: null,
  adjustments: {},
});

/** The follow-ups of a sign-off still to come, before any adjustment by an operator: 8 a.m. in Paris on working days. */
export function recordDeadlines({ askedOn, followUps, signing }: RecordContext): readonly Deadline[] {
  if (askedOn === null) return [];
  const at = (workingDays: number) => parisInstant(addWorkingDays(askedOn, workingDays), '08:00');
  const pending: Deadline[] = [];
  if (followUps.reminder === undefined)
    pending.push({ key: 'reminder', dueAt: at(Math.floor(signing.workingDays / 2)), event: { type: 'reminder.due' } });
  if (followUps.escalation === undefined)
    pending.push({ key: 'answer', dueAt: at(signing.workingDays + 1), event: { type: 'answer.overdue' } });
  return pending;
}

/** The reminders of a record that the incubator has not dealt with, before any adjustment: 8 a.m. in Paris on working days. */
export function reviewDeadlines({ waitingSince, followUps }: RecordContext): readonly Deadline[] {
  // Snapshots kept before records could wait have no such day.
  const since = waitingSince ?? null;
  if (since === null) return [];
  return (['reminder', 'escalation'] as const)
    .filter((followUp) => followUps[followUp] === undefined)
    .map((followUp) => ({
      key: `review:${followUp}`,
      dueAt: parisInstant(addWorkingDays(since, REVIEW_WORKING_DAYS[followUp]), '08:00'),
      event: { type: 'review.overdue', followUp },
    }));
}
