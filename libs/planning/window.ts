import {
  addDays,
  type CalendarDate,
  dayOfWeek,
  daysBetween,
  isWorkingDay,
  landsInClosing,
} from '#libs/kernel/index.js';
import { PLANNING_WINDOW_DAYS } from '#workflows/half-year-duty/index.js';

import type { ProductFacts } from './facts.js';
import { type PlanParameters, type PlanRules, USUAL_RULES } from './parameters.js';

/** Without an envelope to count from: one to three weeks before the committee is wanted, so that a hitch makes nobody late. */
const WANTED_EARLIEST_DAYS = 21;
const WANTED_LATEST_DAYS = 7;

/** Late products: within a fortnight of the first possible day. */
const CATCH_UP_DAYS = 14;

/** The days between which a product's committee is to be held, and those it would best be held between. All included. */
export interface Window {
  readonly earliest: CalendarDate;
  readonly latest: CalendarDate;
  readonly idealFrom: CalendarDate;
  readonly idealTo: CalendarDate;
  /** The date it was due on, or the end of its money, comes before any day that can still be had. */
  readonly isLate: boolean;
}

const earlier = (a: CalendarDate, b: CalendarDate): CalendarDate => (a < b ? a : b);
const later = (a: CalendarDate, b: CalendarDate): CalendarDate => (a > b ? a : b);

/** The day after which a committee would be late for its duty or for its money. */
export const limitOf = ({ dueOn, envelopeEndsOn }: Pick<ProductFacts, 'dueOn' | 'envelopeEndsOn'>): CalendarDate =>
  earlier(dueOn, envelopeEndsOn ?? dueOn);

/**
 * The window of a product (domain, half-yearly cycle, rules 1 and 2): from ninety days before it is wanted, at the earliest
 * the notice that preparation asks for, to its due date or the end of its envelope. A product that is late already is given
 * some weeks from the first possible day. It may be empty.
 */
export function windowOf(
  product: Pick<ProductFacts, 'wantedOn' | 'dueOn' | 'envelopeEndsOn'>,
  parameters: Pick<PlanParameters, 'from' | 'to' | 'noticeDays' | 'catchUpDays' | 'rules'>,
  today: CalendarDate,
): Window {
  const possible = later(parameters.from, addDays(today, parameters.noticeDays));
  const limit = limitOf(product);
  if (limit < possible)
    return {
      earliest: possible,
      latest: earlier(parameters.to, addDays(possible, parameters.catchUpDays - 1)),
      idealFrom: possible,
      idealTo: addDays(possible, CATCH_UP_DAYS),
      isLate: true,
    };
  const { envelopeEndsOn, wantedOn } = product;
  const { envelopeWindow } = parameters.rules ?? USUAL_RULES;
  const target = envelopeEndsOn === null ? wantedOn : earlier(wantedOn, envelopeEndsOn);
  const [idealFrom, idealTo] =
    envelopeEndsOn === null
      ? [addDays(target, -WANTED_EARLIEST_DAYS), addDays(target, -WANTED_LATEST_DAYS)]
      : [addDays(envelopeEndsOn, -envelopeWindow.earliest), addDays(envelopeEndsOn, -envelopeWindow.latest)];
  return {
    earliest: later(addDays(earlier(target, idealFrom), -PLANNING_WINDOW_DAYS), possible),
    latest: earlier(limit, parameters.to),
    idealFrom,
    idealTo,
    isLate: false,
  };
}

/** Days from the ideal ones; 0 within them. */
export function daysFromIdeal(on: CalendarDate, { idealFrom, idealTo }: Pick<Window, 'idealFrom' | 'idealTo'>): number {
  if (on < idealFrom) return daysBetween(on, idealFrom);
  return on > idealTo ? daysBetween(idealTo, on) : 0;
}

/** Why nobody of the plan sits on a day; undefined when some people may. The label is the lead's own word for a period to avoid. */
export type DayOff =
  | { readonly kind: 'day-off' | 'weekday' | 'closing' }
  | { readonly kind: 'avoided'; readonly label: string };

export function dayOff(
  on: CalendarDate,
  {
    weekdays,
    avoid,
    respectClosing,
    rules = USUAL_RULES,
  }: Pick<PlanParameters, 'weekdays' | 'avoid' | 'respectClosing' | 'rules'>,
): DayOff | undefined {
  if (rules.places.some((place) => !isWorkingDay(on, place))) return { kind: 'day-off' };
  if (!weekdays.includes(dayOfWeek(on))) return { kind: 'weekday' };
  const period = avoid.find(({ from, to }) => from <= on && on <= to);
  if (period) return { kind: 'avoided', label: period.label };
  return respectClosing && everyoneCloses(on, rules) ? { kind: 'closing' } : undefined;
}

/** True when no incubator of the plan may sit, for its closing. */
const everyoneCloses = (on: CalendarDate, { closing, own }: PlanRules): boolean =>
  (own ? Object.values(own) : [{ closing }]).every((one) => landsInClosing(on, one.closing));

/** True when the product may wait for the next plan: some day after this one's last would still be in time. */
export function canWait(
  product: Pick<ProductFacts, 'wantedOn' | 'dueOn' | 'envelopeEndsOn'>,
  { to, respectClosing, rules = USUAL_RULES }: Pick<PlanParameters, 'to' | 'respectClosing' | 'rules'>,
): boolean {
  const limit = earlier(limitOf(product), product.wantedOn);
  for (let on = addDays(to, 1); on <= limit; on = addDays(on, 1))
    if (
      rules.places.every((place) => isWorkingDay(on, place)) &&
      !(respectClosing && landsInClosing(on, rules.closing))
    )
      return true;
  return false;
}
