import type { CalendarDate } from './calendar-date.js';
import { frenchDate } from './french.js';

/**
 * When a committee is to be held, after « comité »: `dû le 28 février 2027`, or both days when it is wanted sooner, as
 * `à tenir avant le 11 février 2027 pour rester sous six mois, au plus tard le 28 février 2027`.
 */
export function dueWords(wantedOn: CalendarDate, dueOn: CalendarDate): string {
  return wantedOn === dueOn
    ? `dû le ${frenchDate(dueOn)}`
    : `à tenir avant le ${frenchDate(wantedOn)} pour rester sous six mois, au plus tard le ${frenchDate(dueOn)}`;
}
