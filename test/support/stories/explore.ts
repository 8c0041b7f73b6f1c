import * as fc from 'fast-check';

import { addDays, addMilliseconds } from '#libs/kernel/index.js';
import { RUNGS } from '#workflows/committee/index.js';
import { LIFECYCLE_STATES, PHASE_DECISIONS } from '#workflows/contract/index.js';
import { SIGN_OFF_CHOICES } from '#workflows/deliberation-record/index.js';
import { ESCALATION, USUAL_DUTY_PROGRAMME } from '#workflows/half-year-duty/index.js';
import type { ProcessName } from '#workflows/index.js';

import type { Play, Said } from '../machines.js';
import { committeeVariants } from './committee.story.js';
import { stories } from './index.js';
import { OPTIONS } from './poll.story.js';
import { recordVariants } from './record.story.js';

const told = new Map<ProcessName, Readonly<Record<string, Play<unknown>>>>();

const variants: Readonly<Partial<Record<ProcessName, () => Readonly<Record<string, Play<unknown>>>>>> = {
  committee: committeeVariants,
  'deliberation-record': recordVariants,
};

/** The stories of a process and their variants, told once: copy a play before going on with it. */
export function storiesOf(process: ProcessName): Readonly<Record<string, Play<unknown>>> {
  const known = told.get(process) ?? { ...stories[process](), ...variants[process]?.() };
  told.set(process, known);
  return known;
}

/** One move of a play: a deadline that comes due, or an event some hours after the last one. */
export type Step = 'deadline' | { readonly event: Said; readonly hours: number };

const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2025-10-01', days));
const moment = day.map((date) => `${date}T08:00:00.000Z`);
/** Around the sitting of the stories, near enough for moves into the last three weeks. */
const sitting = fc.integer({ min: 0, max: 150 }).map((days) => `${addDays('2026-07-01', days)}T12:00:00.000Z`);
const reason = fc.constantFrom('Sponsor empêché', ' ');
const productId = fc.constantFrom('p1', 'p2', 'p9');
const committeeId = fc.constantFrom('c1', 'c2', 'c3');
const phase = fc.constantFrom(...LIFECYCLE_STATES);
const decided = fc.constantFrom(...PHASE_DECISIONS);
const version = fc.integer({ min: 1, max: 4 });
const signatories = fc.uniqueArray(
  fc.record({
    signatoryId: fc.constantFrom('s1', 's2', 's3'),
    personId: fc.constantFrom('sponsor', 'co-sponsor', 'partner'),
    required: fc.boolean(),
  }),
  { maxLength: 3, selector: (signatory) => signatory.signatoryId },
);

type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const any = (fields: Readonly<Record<string, Fields>>): fc.Arbitrary<Said> =>
  fc.oneof(
    ...Object.entries(fields).map(([type, payload]) => fc.record({ type: fc.constant(type), ...payload })),
  ) as fc.Arbitrary<Said>;

const adjustments = (keys: readonly string[]): Readonly<Record<string, Fields>> => ({
  'deadline.moved': { key: fc.constantFrom(...keys), dueAt: moment, reason },
  'deadline.stopped': { key: fc.constantFrom(...keys), reason },
});

/** Any event that a process may be sent, sensible or not. */
export const anyEvent: Readonly<Record<ProcessName, fc.Arbitrary<Said>>> = {
  'product-lifecycle': any({
    'history.imported': { state: phase, since: fc.option(day), committees: fc.array(day, { maxLength: 3 }) },
    'investigation.opened': { on: day },
    'decision.effective': {
      recordId: fc.constantFrom('r1', 'r2', 'r3'),
      committeeId,
      on: day,
      means: fc.constant('same'),
      phase: decided,
      provisionalUntil: fc.option(day),
    },
    'phase.corrected': { state: phase, on: day, reason },
    'product.resumed': { state: fc.constantFrom('construction', 'acceleration'), on: day, reason },
  }),
  'half-year-duty': any({
    'history.imported': { phase, since: fc.option(day), committees: fc.array(day, { maxLength: 3 }) },
    'phase.entered': { phase, on: day },
    'committee.planned': { committeeId, on: day },
    'committee.moved': { committeeId, on: day },
    'committee.cancelled': { committeeId },
    'committee.held': { committeeId, on: day },
    'decision.effective': { committeeId, heldOn: day, phase: decided, provisionalUntil: fc.option(day) },
    'decision.declined': { committeeId },
    'plan.awaited': { followUp: fc.constantFrom('reminder', 'escalation') },
    'escalation.reached': { step: fc.constantFrom(...ESCALATION) },
    'programme.changed': {
      programme: fc
        .record({
          cadenceMonths: fc.constantFrom(4, 6, 9),
          investigationWeeks: fc.constantFrom(6, 9),
          yearlyInSustainability: fc.boolean(),
        })
        .map((said) => ({ ...USUAL_DUTY_PROGRAMME, ...said })),
    },
    ...adjustments(['window', 'reminder', 'due', 'recall']),
  }),
  committee: any({
    'committee.planned': { startsAt: sitting, productIds: fc.array(productId, { maxLength: 2 }) },
    'committee.convened': { missing: fc.constant([]) },
    'committee.moved': { startsAt: sitting, reason },
    'committee.postponed': { reason },
    'committee.cancelled': { reason },
    'members.changed': {},
    'preparation.opened': {},
    'rung.reached': { rung: fc.constantFrom(...RUNGS.map(({ rung }) => rung)) },
    'dossier.submitted': { productId },
    'sitting.opened': {},
    'attendance.recorded': {
      absentMandatory: fc.constantFrom([], ['sponsor']),
      reason: fc.option(reason),
      quorum: fc.constantFrom({ present: 5, needed: 3 }, { present: 2, needed: 3 }),
    },
    'product.called': { productId },
    'questions.opened': {},
    'deliberation.opened': { team: fc.constantFrom('stays', 'leaves') },
    'stage.skipped': {},
    'stage.overran': {},
    'clock.paused': {},
    'clock.resumed': {},
    'clock.extended': { minutes: fc.constantFrom(0, 5, 90) },
    'team.placed': { team: fc.constantFrom('stays', 'leaves') },
    'product.adjourned': { productId, startsAt: sitting, reason },
    'sitting.adjourned': { startsAt: sitting, reason },
    'decision.recorded': { productId, decisionId: fc.constant('d'), means: fc.constant('same'), phase: decided },
    'sitting.closed': {},
    'record.settled': { productId, outcome: fc.constantFrom('sealed', 'declined') },
    ...adjustments(RUNGS.map(({ rung }) => `rung:${rung}`)),
  }),
  'deliberation-record': any({
    'record.opened': {
      committeeId,
      productId,
      decisionId: fc.constant('d'),
      decision: fc.record({
        heldOn: day,
        means: fc.constant('same'),
        phase: decided,
        provisionalUntil: fc.option(day),
      }),
      replaces: fc.option(fc.constant({ recordId: 'r0', reason: 'Montant erroné', phase: null, redates: false }), {
        nil: undefined,
      }),
    },
    'pdf.issued': { version, sha256: fc.constant('a'.repeat(64)) },
    'pdf.failed': { version, failure: fc.constant('Police illisible') },
    'record.edited': {},
    'sign-off.requested': {
      signatories,
      signing: fc.record({
        inOrder: fc.boolean(),
        quorum: fc.constantFrom(null, 1, 2, 9),
        workingDays: fc.constantFrom(2, 10, 10, 0),
      }),
    },
    'answer.given': {
      signatoryId: fc.constantFrom('s1', 's2', 's3', 's9'),
      choice: fc.constantFrom(...SIGN_OFF_CHOICES),
    },
    'signature.delegated': {
      signatoryId: fc.constantFrom('s1', 's2', 's3'),
      to: fc.constantFrom('sponsor', 'co-sponsor', 'deputy'),
      reason,
    },
    'signatory.replaced': {
      signatoryId: fc.constantFrom('s1', 's2'),
      by: fc.record({
        signatoryId: fc.constantFrom('s4', 's5'),
        personId: fc.constantFrom('partner', 'successor', 'new-sponsor'),
      }),
      reason,
    },
    'review.overdue': { followUp: fc.constantFrom('reminder', 'escalation') },
    'reminder.due': {},
    'answer.overdue': {},
    'record.sealed': { sha256: fc.constant('b'.repeat(64)) },
    'seal.failed': { failure: fc.constant('Disque plein') },
    'record.superseded': { byRecordId: fc.constant('r2'), reason },
    'record.abandoned': { reason },
    ...adjustments(['review:reminder', 'review:escalation', 'reminder', 'answer']),
  }),
  'half-year-plan': any({
    'plan.confirmed': { convene: fc.boolean() },
    'settling.over': {},
    ...adjustments(['settle']),
  }),
  'date-poll': any({
    'poll.opened': {
      committeeId,
      options: fc.constantFrom(OPTIONS, OPTIONS.slice(1)),
      remindAt: fc.option(moment),
      closesAt: moment,
    },
    'reminder.reached': {},
    'closing.reached': {},
    'answers.completed': {},
    'date.chosen': { optionId: fc.constantFrom('d1', 'd3', 'd9'), moves: fc.boolean() },
    'poll.abandoned': { reason },
    'dates.passed': {},
    ...adjustments(['reminder', 'closing', 'expiry']),
  }),
};

/** A play that starts in any state and goes on with any events, as a state to start from and the steps after it. */
export const anyCourse = (process: ProcessName): fc.Arbitrary<{ start: string; steps: readonly Step[] }> =>
  fc.record({
    start: fc.constantFrom(...Object.keys(storiesOf(process))),
    steps: fc.array(
      fc.oneof(
        { weight: 1, arbitrary: fc.constant('deadline' as const) },
        { weight: 5, arbitrary: fc.record({ event: anyEvent[process], hours: fc.integer({ min: 0, max: 24 * 60 }) }) },
      ),
      { minLength: 5, maxLength: 25 },
    ),
  });

/** Plays the steps that the case takes, and lets `seen` look at it after each; refused events change nothing. */
export function follow(play: Play<unknown>, steps: readonly Step[], seen: (event: Said | 'deadline') => void): void {
  for (const step of steps) {
    if (step === 'deadline') {
      if (play.fire()) seen('deadline');
      continue;
    }
    play.now = addMilliseconds(play.now, step.hours * 3_600_000);
    if (!play.can(step.event)) continue;
    play.say(step.event);
    seen(step.event);
  }
}
