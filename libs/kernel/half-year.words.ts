import type { CalendarDate } from './calendar-date.js';
import { frenchDate } from './french.js';

/** Why a committee is wanted before its half-year asks for it. */
export const ADVANCED_REASON = 'avancé\u00A0: plus tard, la décision tomberait pendant la clôture de fin d’année';

/**
 * When a committee is to be held, after « comité »: `dû le 28 février 2027`, or both days when it is wanted sooner, as
 * `à tenir avant le 11 février 2027 pour rester sous six mois, au plus tard le 28 février 2027`.
 * @param isAdvanced wanted sooner because of the year-end closing: the words say so.
 */
export function dueWords(wantedOn: CalendarDate, dueOn: CalendarDate, isAdvanced = false): string {
  if (wantedOn === dueOn) return `dû le ${frenchDate(dueOn)}`;
  const why = isAdvanced ? `(${ADVANCED_REASON})` : 'pour rester sous six mois';
  return `à tenir avant le ${frenchDate(wantedOn)} ${why}, au plus tard le ${frenchDate(dueOn)}`;
}
