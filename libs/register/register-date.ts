import { type CalendarDate, isCalendarDate, parisDate } from '#libs/kernel/index.js';

/** How a date was read: as written; written otherwise but certain; or only its month or year known, its first day taken. */
export interface ReadDate {
  readonly date: CalendarDate;
  readonly how: 'exact' | 'rewritten' | 'imprecise';
}

// Before it nothing of the register can have happened, and PostgreSQL has no year 0.
const EARLIEST: CalendarDate = '1900-01-01';

const yearFirst = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/;
const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;
const yearOnly = /^\d{4}$/;
const moment = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * Reads what a register may hold for a day. `2021-2-3` and `3/2/2021` are 3 February; a moment with a zone is its
 * Paris day; `2021-02` and `2021` are their first day, marked imprecise. Undefined for anything else: no day is guessed.
 */
export function readDate(raw: unknown): ReadDate | undefined {
  const text = typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : '';
  if (isCalendarDate(text)) return within(text, 'exact');

  const [, year, month, day] = yearFirst.exec(text) ?? [];
  if (year && month) return within(joined(year, month, day ?? '1'), day ? 'rewritten' : 'imprecise');

  const [, frenchDay, frenchMonth, frenchYear] = dayFirst.exec(text) ?? [];
  if (frenchDay && frenchMonth && frenchYear) return within(joined(frenchYear, frenchMonth, frenchDay), 'rewritten');

  if (yearOnly.test(text)) return within(joined(text, '1', '1'), 'imprecise');

  const [, writtenDay, zone] = moment.exec(text) ?? [];
  if (writtenDay) return within(zone ? parisDayOf(text) : writtenDay, 'rewritten');
  return undefined;
}

function joined(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function within(date: string | undefined, how: ReadDate['how']): ReadDate | undefined {
  return isCalendarDate(date) && date >= EARLIEST ? { date, how } : undefined;
}

function parisDayOf(moment: string): CalendarDate | undefined {
  try {
    return parisDate(moment.replace(' ', 'T'));
  } catch {
    // Shaped like a moment but none of the calendar (25:00, 31 February): no day can be read from it.
    return undefined;
  }
}
