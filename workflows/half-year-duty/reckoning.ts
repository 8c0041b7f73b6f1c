import {
  addMonths,
  afterSitting,
  type CalendarDate,
  halfYearDue,
  type HalfYears,
  investigationDue,
  parisDate,
  rankAfter,
} from '#libs/kernel/index.js';

import type { LifecycleState } from '../contract/index.js';
import { latest } from './calendar.js';
import type { DutyContext, DutyEvent } from './case.js';
import { type DutyProgramme, owesIn, rhythmIn } from './programme.js';

type Reckoned = Pick<DutyContext, 'phase' | 'anchorOn' | 'dueOn' | 'rank'>;
type EventOf<T extends DutyEvent['type']> = Extract<DutyEvent, { readonly type: T }>;

type Series = Pick<DutyContext, 'anchorOn' | 'rank' | 'countedOn'>;

/**
 * The half-years after some sittings, in the order of their days whatever the order of their signatures; one that is not later
 * than the last that counted changes nothing.
 */
function served(
  phase: LifecycleState,
  programme: DutyProgramme,
  { anchorOn, rank, countedOn }: Series,
  sittings: readonly CalendarDate[],
): Reckoned & Pick<DutyContext, 'countedOn'> {
  if (anchorOn === null) return { ...notOwed(phase), countedOn: latest([countedOn, ...sittings]) };
  const rhythm = rhythmIn(phase, programme);
  let halfYears: HalfYears = { anchorOn, rank };
  let last = latest([anchorOn, countedOn]) ?? anchorOn;
  for (const on of sittings.toSorted())
    if (on > last) {
      halfYears = afterSitting(halfYears, last, on, rhythm);
      last = on;
    }
  const dueOn = halfYearDue(halfYears.anchorOn, halfYears.rank, rhythm.months);
  return { phase, ...halfYears, dueOn, countedOn: latest([countedOn, ...sittings]) };
}

/** Sittings before `on` whose decisions are still to be signed: they count as held for whatever comes after them. */
const awaitingBefore = ({ awaiting }: DutyContext, on: CalendarDate): readonly CalendarDate[] =>
  awaiting.map((committee) => committee.on).filter((day) => day < on);

/** What an import makes of the duty. Committees dated after the day of the import have not been held. */
export function afterImport(context: DutyContext, event: EventOf<'history.imported'>): Partial<DutyContext> {
  const today = parisDate(event.at);
  const held = event.committees.filter((day) => day <= today);
  const last = latest(held);
  const sat = context.awaiting.map(({ on }) => on);
  return context.decidedOn === null
    ? { lastCommitteeOn: latest([last, ...sat]), countedOn: last, ...importedDuty(context, event, last, today) }
    : { lastCommitteeOn: latest([last, context.lastCommitteeOn]), ...importedSince(context, event, held, today) };
}

/**
 * A history counts from its last committee, unless the present phase began more than a cadence after it; then from the
 * phase's first day, and from today when nobody knows it: an active product always owes something. An investigation without
 * committee counts its own weeks.
 */
function importedDuty(
  context: DutyContext,
  { phase, since }: EventOf<'history.imported'>,
  last: CalendarDate | null,
  today: CalendarDate,
): Reckoned {
  const { programme } = context;
  if (!owesIn(phase, programme)) return notOwed(phase);
  const began = since ?? (phase === context.phase ? context.anchorOn : null) ?? today;
  if (last !== null && (since === null || last >= since)) return counted(phase, programme, last);
  if (phase === 'investigation') return investigated(programme, began);
  const { months } = rhythmIn(phase, programme);
  return counted(phase, programme, last !== null && addMonths(last, months) >= began ? last : began);
}

/** Once a decision has taken effect here an import starts no series: newer committees of the register are served by it. */
function importedSince(
  context: DutyContext,
  { phase, since }: EventOf<'history.imported'>,
  held: readonly CalendarDate[],
  today: CalendarDate,
): Partial<DutyContext> {
  const entered = phase === context.phase ? context : dutyInPhase(context, phase, since ?? today);
  const { anchorOn, dueOn, rank } = entered;
  const { countedOn } = context;
  const [last, known] = [latest(held), latest([anchorOn, countedOn])];
  return last === null || known === null || last <= known
    ? { phase, anchorOn, dueOn, rank }
    : served(phase, context.programme, { anchorOn, rank, countedOn }, [...held, ...awaitingBefore(context, last)]);
}

/** The duty in a phase just entered: a cadence of half-years starts when there was none, else goes on from its anchor. */
export function dutyInPhase(context: DutyContext, phase: LifecycleState, on: CalendarDate): Reckoned {
  const { programme } = context;
  if (!owesIn(phase, programme)) return notOwed(phase);
  if (phase === 'investigation') return investigated(programme, on);
  const startsAgain = rhythmIn(phase, programme).months !== rhythmIn(context.phase, programme).months;
  if (context.anchorOn === null || context.phase === 'investigation' || startsAgain)
    return counted(phase, programme, on);
  return { phase, anchorOn: context.anchorOn, dueOn: context.dueOn, rank: context.rank };
}

const notOwed = (phase: LifecycleState): Reckoned => ({ phase, anchorOn: null, dueOn: null, rank: 1 });

const counted = (phase: LifecycleState, programme: DutyProgramme, anchorOn: CalendarDate): Reckoned => ({
  phase,
  anchorOn,
  dueOn: halfYearDue(anchorOn, 1, rhythmIn(phase, programme).months),
  rank: 1,
});

const investigated = ({ investigationWeeks }: DutyProgramme, on: CalendarDate): Reckoned => ({
  phase: 'investigation',
  anchorOn: on,
  dueOn: investigationDue(on, investigationWeeks),
  rank: 1,
});

/**
 * The duty once a decision took effect: the next half-year of its series, or the end of a provisional budget when that comes
 * first. A decision older than the last one that took effect no longer changes what is owed.
 */
export function afterDecision(context: DutyContext, decided: EventOf<'decision.effective'>): Partial<DutyContext> {
  const { committeeId, heldOn, provisionalUntil } = decided;
  const settled = {
    awaiting: awaitingBut(context, committeeId),
    lastCommitteeOn: latest([context.lastCommitteeOn, heldOn]),
  };
  if (context.decidedOn !== null && heldOn < context.decidedOn) return settled;
  const phase = decided.phase === 'stay' ? context.phase : decided.phase;
  const { anchorOn, rank } = phase === context.phase ? context : dutyInPhase(context, phase, heldOn);
  const { countedOn } = context;
  const next = served(phase, context.programme, { anchorOn, rank, countedOn }, [
    ...awaitingBefore(context, heldOn),
    heldOn,
  ]);
  const isShortened = next.dueOn !== null && provisionalUntil !== null && provisionalUntil < next.dueOn;
  return {
    ...settled,
    ...next,
    dueOn: isShortened ? provisionalUntil : next.dueOn,
    decidedOn: heldOn,
    adjustments: {},
  };
}

/**
 * The duty under another programme: counted again from the same anchor, never from the date that was due. A provisional budget
 * keeps its end, and an investigation its weeks. A product that owed nothing owes its first committee a cadence after the last,
 * when that is still to come, and after today when it is not: nobody is late overnight for what nobody asked.
 */
export function underProgramme(
  context: DutyContext,
  { at, programme }: EventOf<'programme.changed'>,
): Partial<DutyContext> {
  const { phase, anchorOn, rank, dueOn, countedOn, lastCommitteeOn } = context;
  if (!owesIn(phase, programme)) return { programme, ...notOwed(phase) };
  const rhythm = rhythmIn(phase, programme);
  if (anchorOn === null || dueOn === null) {
    const today = parisDate(at);
    const isRecent = lastCommitteeOn !== null && addMonths(lastCommitteeOn, rhythm.months) >= today;
    return { programme, ...counted(phase, programme, isRecent ? lastCommitteeOn : today) };
  }
  const before = rhythmIn(phase, context.programme);
  if (phase === 'investigation' && dueOn === investigationDue(anchorOn, context.programme.investigationWeeks))
    return { programme, ...investigated(programme, anchorOn) };
  const isShortened = dueOn !== halfYearDue(anchorOn, rank, before.months);
  const last = latest([anchorOn, countedOn]) ?? anchorOn;
  const next = rhythm.months === before.months ? rank : rankAfter(anchorOn, last, rhythm);
  const series = halfYearDue(anchorOn, next, rhythm.months);
  return { programme, rank: next, dueOn: isShortened && dueOn < series ? dueOn : series };
}

/** What an operator moved or stopped belonged to the date that was due: on another date nothing may stay silenced. */
export const redated = (context: DutyContext, change: Partial<DutyContext>): Partial<DutyContext> =>
  change.dueOn === context.dueOn ? change : { ...change, adjustments: {} };

/** The committees of the duty without one of them; a case may hear of the end of a committee that it no longer holds. */
export const without = (context: DutyContext, committeeId: string): Pick<DutyContext, 'planned' | 'awaiting'> => ({
  planned: context.planned?.committeeId === committeeId ? null : context.planned,
  awaiting: awaitingBut(context, committeeId),
});

/** The committees that have sat, without the one whose decision is known. One still ahead has decided nothing: it stays. */
export const awaitingBut = (context: DutyContext, committeeId: string): DutyContext['awaiting'] =>
  context.awaiting.filter((committee) => committee.committeeId !== committeeId);
