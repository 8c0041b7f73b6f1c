import type { CalendarDate } from '#libs/kernel/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

import type { Note } from './oddity.js';
import { rankOf } from './phase-names.js';
import type { HistoricPhase } from './read-phases.js';

export interface HistoryEnd {
  readonly endsIn: LifecycleState;
  /** The day the present phase began; undefined when none has. */
  readonly since: CalendarDate | undefined;
}

type KnownPhase = HistoricPhase & { readonly phase: LifecycleState };

/**
 * Where a history ends: in the last phase, in the order given, that has begun by `today` and whose name is known;
 * `proposed` when there is none. An end date alone moves nothing: only a next phase does.
 */
export function whereHistoryEnds(phases: readonly HistoricPhase[], today: CalendarDate, note: Note): HistoryEnd {
  const last = phases.filter(isKnown).findLast(({ start }) => start <= today);
  if (!last) {
    note('no-phase');
    return { endsIn: 'proposed', since: undefined };
  }
  const settled = rankOf(last.phase) >= rankOf('stopped.abandoned') || last.phase === 'sustainability.transferred';
  if (last.end && last.end <= today && !settled) note('ended-without-next', last.registerName, last.end);
  return { endsIn: last.phase, since: last.start };
}

/** Notes what is odd in how phases follow each other: overlaps, goings back, same days, repetitions. */
export function noteSuccession(phases: readonly HistoricPhase[], note: Note): void {
  for (const [index, phase] of phases.entries()) {
    const next = phases[index + 1];
    if (phase.end && next && next.start < phase.end)
      note('overlap', phase.registerName, phase.end, next.registerName, next.start);
  }
  for (const day of new Set(phases.map(({ start }) => start))) {
    const names = phases.filter(({ start }) => start === day).map(({ registerName }) => registerName);
    if (names.length > 1) note('same-day', names, day);
  }

  const known = phases.filter(isKnown);
  for (const [index, phase] of known.entries()) {
    const next = known[index + 1];
    if (!next) return;
    if (next.start === phase.start) continue;
    if (rankOf(next.phase) < rankOf(phase.phase)) note('going-back', phase.phase, next.phase, next.start);
    else if (next.phase === phase.phase) note('repeated-phase', phase.phase, phase.start, next.start);
  }
}

function isKnown(phase: HistoricPhase): phase is KnownPhase {
  return phase.phase !== undefined;
}
