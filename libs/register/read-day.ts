import type { DatePlace, Note } from './oddity.js';
import { type ReadDate, readDate } from './register-date.js';

/** Reads a date of a product's sheet and notes how it was written. `absent` for nothing or blanks, `unreadable` for no date. */
export function readDay(raw: unknown, where: DatePlace, note: Note): ReadDate | 'absent' | 'unreadable' {
  if (raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '')) return 'absent';
  const read = readDate(raw);
  if (!read) note('invalid-date', where, raw, undefined);
  else if (read.how === 'rewritten') note('invalid-date', where, raw, read.date);
  else if (read.how === 'imprecise') note('imprecise-date', where, raw, read.date);
  return read ?? 'unreadable';
}
