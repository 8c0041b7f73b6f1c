import { addDays, type CalendarDate } from '#libs/kernel/index.js';

import type { Absence, Occupation, PlanningFacts, ProductFacts } from './facts.js';
import { minutesOf, parametersFor, type PlanParameters, productsBetween, sittingMinutes } from './parameters.js';
import { dayOff, daysFromIdeal, type Window, windowOf } from './window.js';

/** A moment at which one sitting of an incubator may be held. */
export interface Slot {
  readonly on: CalendarDate;
  /** Minutes since midnight; `to` for a sitting as full as it may be. */
  readonly from: number;
  readonly to: number;
  readonly time: string;
  /** Products that fit. */
  readonly capacity: number;
  /** False for the morning, with two sittings a day. */
  readonly preferred: boolean;
}

/** Every slot of some days in their order, the days on which nobody sits left out. */
export function slotsOf(
  parameters: PlanParameters,
  from: CalendarDate = parameters.from,
  to: CalendarDate = parameters.to,
): readonly Slot[] {
  const times = [
    ...(parameters.perDay === 2 ? [{ time: parameters.morningAt, end: parameters.noon, preferred: false }] : []),
    { time: parameters.startsAt, end: parameters.endsAt, preferred: true },
  ].flatMap(({ time, end, preferred }) => {
    const capacity = productsBetween(time, end, parameters);
    const start = minutesOf(time);
    return capacity === 0
      ? []
      : [{ time, from: start, to: start + sittingMinutes(capacity, parameters), capacity, preferred }];
  });
  const slots: Slot[] = [];
  for (let on = from; on <= to; on = addDays(on, 1))
    if (!dayOff(on, parameters)) slots.push(...times.map((one) => ({ on, ...one })));
  return slots;
}

const overlaps = (
  a: { readonly on: CalendarDate; readonly from: number; readonly to: number },
  b: { readonly on: CalendarDate; readonly from: number; readonly to: number },
): boolean => a.on === b.on && a.from < b.to && b.from < a.to;

/** The days some people are away, by person: asked of each day and product, thousands of times. */
export class Absences {
  readonly #byPerson = new Map<string, Absence[]>();

  constructor(absences: readonly Absence[]) {
    for (const absence of absences)
      this.#byPerson.set(absence.personId, [...(this.#byPerson.get(absence.personId) ?? []), absence]);
  }

  isAway(personId: string, on: CalendarDate): boolean {
    return this.#byPerson.get(personId)?.some(({ from, to }) => from <= on && on <= to) ?? false;
  }

  /** Those because of whom the product cannot be met that day; none when it can. */
  missing({ required }: Pick<ProductFacts, 'required'>, on: CalendarDate): readonly string[] {
    return required.flatMap(({ personIds, all }) => {
      const away = personIds.filter((personId) => this.isAway(personId, on));
      return all || away.length === personIds.length ? away : [];
    });
  }
}

export interface Reach {
  readonly window: Window;
  /** Indexes into the slots, with days from the ideal. */
  readonly reached: readonly { readonly slot: number; readonly days: number }[];
}

/** The slots a product can take: within its window, who must be there free. Sittings of the plan itself are not looked at. */
export function reachOf(
  product: ProductFacts,
  slots: readonly Slot[],
  facts: Pick<PlanningFacts, 'today' | 'occupied'>,
  absences: Absences,
  parameters: PlanParameters,
): Reach {
  const own = parametersFor(parameters, product.incubatorId);
  const window = windowOf(product, own, facts.today);
  const occupied = facts.occupied.filter((one) => concerns(one, product));
  const reached = slots.flatMap((slot, index) =>
    slot.on < window.earliest ||
    slot.on > window.latest ||
    dayOff(slot.on, own) !== undefined ||
    isTaken(slot, product, occupied, parameters) ||
    absences.missing(product, slot.on).length > 0
      ? []
      : [{ slot: index, days: daysFromIdeal(slot.on, window) }],
  );
  return { window, reached };
}

/** True when an occupation holds the product's incubator, or somebody who would be invited for it. */
export const concerns = (
  { incubatorId, people }: Pick<Occupation, 'incubatorId' | 'people'>,
  product: Pick<ProductFacts, 'incubatorId' | 'people'>,
): boolean => incubatorId === product.incubatorId || people.some((person) => product.people.includes(person));

/** True when a slot is not free for a product: somebody is elsewhere, or its incubator already sits as often as it may. */
export function isTaken(
  slot: Pick<Slot, 'on' | 'from' | 'to'>,
  product: Pick<ProductFacts, 'incubatorId'>,
  occupied: readonly Occupation[],
  { perDay }: Pick<PlanParameters, 'perDay'>,
): boolean {
  return occupied.some(
    (one) => overlaps(slot, one) || (perDay === 1 && one.on === slot.on && one.incubatorId === product.incubatorId),
  );
}
