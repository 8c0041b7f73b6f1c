import type { CalendarDate } from '#libs/kernel/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

import type { Note } from './oddity.js';
import { meaningOf, plain, rankOf } from './phase-names.js';
import { readDay } from './read-day.js';
import { isRecord, paragraph, singleLine } from './register-text.js';

/** A phase as it happened. `phase` is undefined when the register's name for it is unknown. */
export interface HistoricPhase {
  readonly phase: LifecycleState | undefined;
  readonly registerName: string;
  readonly start: CalendarDate;
  readonly end?: CalendarDate;
  readonly comment: string;
}

/** A phase whose start is absent or unreadable: kept, but out of the order of things. */
export type UndatedPhase = Omit<HistoricPhase, 'start'>;

export interface ReadPhases {
  /** By start, then by the place of the state in a product's life (endings alike), then as in the file. */
  readonly phases: readonly HistoricPhase[];
  readonly undatedPhases: readonly UndatedPhase[];
}

/** Reads every phase of a product, keeps each, and notes what is odd in them one by one. */
export function readPhases(raw: unknown, today: CalendarDate, note: Note): ReadPhases {
  const dated = new Map<string, HistoricPhase>();
  const undatedPhases: UndatedPhase[] = [];
  for (const item of listOf(raw, note)) {
    if (!isRecord(item)) {
      note('malformed', 'phases', item);
      continue;
    }
    const { start, ...rest } = readPhase(item, today, note);
    if (start === undefined) {
      undatedPhases.push(rest);
      continue;
    }
    const key = `${plain(rest.registerName)} ${start}`;
    const twin = dated.get(key);
    if (twin) note('duplicate-phase', rest.registerName, start);
    dated.set(key, { ...twin, start, ...rest, comment: rest.comment || (twin?.comment ?? '') });
  }
  return { phases: [...dated.values()].toSorted(inOrder), undatedPhases };
}

function listOf(raw: unknown, note: Note): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  if (raw !== null && raw !== undefined) note('malformed', 'phases', raw);
  return [];
}

function readPhase(
  item: Record<string, unknown>,
  today: CalendarDate,
  note: Note,
): UndatedPhase & { readonly start: CalendarDate | undefined } {
  const registerName = singleLine(item['name']);
  const meaning = meaningOf(registerName);
  if (!meaning) note('unknown-phase', registerName);
  else if (meaning.former) note('former-phase-name', registerName, meaning.state);

  const start = readDay(item['start'], { of: 'start', name: registerName }, note);
  if (start === 'absent') note('missing-date', registerName);
  const began = typeof start === 'object' ? start.date : undefined;
  if (began && began > today) note('future-date', { of: 'start', name: registerName }, began);

  const end = readDay(item['end'], { of: 'end', name: registerName }, note);
  const ended = typeof end === 'object' ? end.date : undefined;
  const backwards = began !== undefined && ended !== undefined && ended < began;
  if (backwards) note('end-before-start', registerName, began, ended);

  return {
    phase: meaning?.state,
    registerName,
    start: began,
    ...(ended && !backwards ? { end: ended } : {}),
    comment: paragraph(item['comment']),
  };
}

const ENDINGS = rankOf('sustainability.operated');
const UNKNOWN_LAST = ENDINGS + 1;

function inOrder(one: HistoricPhase, other: HistoricPhase): number {
  if (one.start !== other.start) return one.start < other.start ? -1 : 1;
  return placeOf(one) - placeOf(other);
}

function placeOf({ phase }: HistoricPhase): number {
  // Between endings of one day (a product stopped here, taken over there) only the file can tell which came last.
  return phase ? Math.min(rankOf(phase), ENDINGS) : UNKNOWN_LAST;
}
