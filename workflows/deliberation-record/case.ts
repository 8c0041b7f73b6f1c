import { addWorkingDays, type CalendarDate, type Instant, parisInstant } from '#libs/kernel/index.js';

import type { AdjustmentEvent, Adjustments, Deadline, MeansDecision, PhaseDecision } from '../contract/index.js';

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
  /** The day sign-off was asked for; answers are due {@link ANSWER_WORKING_DAYS} later. */
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
        }
      | { readonly type: 'answer.given'; readonly signatoryId: string; readonly choice: SignOffChoice }
      | { readonly type: 'reminder.due' }
      | { readonly type: 'answer.overdue' }
      | { readonly type: 'record.sealed'; readonly sha256: string }
      | { readonly type: 'seal.failed'; readonly failure: string }
      | { readonly type: 'record.superseded'; readonly byRecordId: string; readonly reason: string }
    ));

/** Working days a sponsor has to answer; a reminder leaves half-way. */
export const ANSWER_WORKING_DAYS = 10;
const REMINDER_WORKING_DAYS = 5;

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
  askedOn: null,
  waitingSince: null,
  followUps: {},
  sealedSha256: null,
  adjustments: {},
});

/** The required signatories who have not answered. */
export const awaitedSignatories = ({ signatories }: RecordContext): readonly Signatory[] =>
  signatories.filter(({ required, answer }) => required && answer === null);

/** The follow-ups of a sign-off still to come, before any adjustment by an operator: 8 a.m. in Paris on working days. */
export function recordDeadlines({ askedOn, followUps }: RecordContext): readonly Deadline[] {
  if (askedOn === null) return [];
  const at = (workingDays: number) => parisInstant(addWorkingDays(askedOn, workingDays), '08:00');
  const pending: Deadline[] = [];
  if (followUps.reminder === undefined)
    pending.push({ key: 'reminder', dueAt: at(REMINDER_WORKING_DAYS), event: { type: 'reminder.due' } });
  if (followUps.escalation === undefined)
    pending.push({ key: 'answer', dueAt: at(ANSWER_WORKING_DAYS + 1), event: { type: 'answer.overdue' } });
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
