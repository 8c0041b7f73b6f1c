import type { CalendarDate, Instant } from '#libs/kernel/index.js';

import type { AdjustmentEvent, Adjustments, LifecycleState, PhaseDecision } from '../contract/index.js';
import { type DutyProgramme, USUAL_DUTY_PROGRAMME } from './programme.js';

/** A committee of the product, by its case and its day. */
export interface DutyCommittee {
  readonly committeeId: string;
  readonly on: CalendarDate;
}

/** Whoever does not plan is reminded, then their portfolio manager is told. */
export type FollowUp = 'reminder' | 'escalation';

/** Who hears that a committee is late, in this order, some working days apart: each once for a due date (ADR 0025). */
export const ESCALATION = ['team', 'portfolio-manager', 'incubator-lead', 'dinum-portfolio-manager'] as const;

export type EscalationStep = (typeof ESCALATION)[number];

export interface DutyContext {
  readonly productId: string;
  /** Of the incubator, as it last said. */
  readonly programme: DutyProgramme;
  readonly phase: LifecycleState;
  /** The fixed day from which half-years are counted; never the last committee's date chained on (ADR 0018). */
  readonly anchorOn: CalendarDate | null;
  /** Which half-year from the anchor is to come, from 1, once the weeks of an investigation or a provisional budget are over. */
  readonly rank: number;
  readonly dueOn: CalendarDate | null;
  /** The last sitting known, whatever became of its decision. */
  readonly lastCommitteeOn: CalendarDate | null;
  /** The last sitting that the half-years were counted through: its decision took effect, or the register tells of it. */
  readonly countedOn: CalendarDate | null;
  /** The last sitting whose decision took effect here; null while only the register's history is known. */
  readonly decidedOn: CalendarDate | null;
  /** The one committee ahead. */
  readonly planned: DutyCommittee | null;
  /** Committees that have sat and whose decision has not taken effect yet, oldest first. */
  readonly awaiting: readonly DutyCommittee[];
  /**
   * For which wanted day people were already asked to plan and reminded, and for which due date told that they are late: each
   * is said once, until what had been planned or decided is undone. Steps of the escalation stay said.
   */
  readonly said: Readonly<Partial<Record<'ask' | FollowUp | 'overdue' | EscalationStep, CalendarDate>>>;
  /**
   * The day people were last asked to plan or told that they are late, or an import showed that a committee was to be planned:
   * reminders are counted from it.
   */
  readonly askedOn: CalendarDate | null;
  /** The Paris day of the last event: what « today » was when the case last moved. */
  readonly seenOn: CalendarDate;
  readonly adjustments: Adjustments;
}

export type DutyEvent =
  | AdjustmentEvent
  | ({ readonly at: Instant } & (
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
      | { readonly type: 'plan.awaited'; readonly followUp: FollowUp }
      | { readonly type: 'due.passed' }
      | { readonly type: 'escalation.reached'; readonly step: EscalationStep }
      | { readonly type: 'delay.lasted' }
      | { readonly type: 'programme.changed'; readonly programme: DutyProgramme }
    ));

/** The case before anything is known of its product. */
export const newDuty = (productId: string): DutyContext => ({
  productId,
  programme: USUAL_DUTY_PROGRAMME,
  phase: 'proposed',
  anchorOn: null,
  rank: 1,
  dueOn: null,
  lastCommitteeOn: null,
  countedOn: null,
  decidedOn: null,
  planned: null,
  awaiting: [],
  said: {},
  askedOn: null,
  seenOn: '0001-01-01',
  adjustments: {},
});
