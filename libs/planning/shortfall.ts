import { addDays, type CalendarDate, daysBetween } from '#libs/kernel/index.js';

import { shareASponsor } from './check.js';
import type { PlanningFacts, ProductFacts, ProposedSitting } from './facts.js';
import { minutesOf, parametersFor, type PlanParameters, productsBetween } from './parameters.js';
import { occupationOf } from './problem.js';
import { Absences, concerns, isTaken, reachOf, type Slot, slotsOf } from './slots.js';
import { dayOff, windowOf } from './window.js';

/** Why no sitting takes a product. */
export type ShortfallReason =
  | {
      readonly kind: 'no-window';
      readonly isLate: boolean;
      readonly earliest: CalendarDate;
      readonly latest: CalendarDate;
    }
  /** Every day of its window is one on which nobody sits. */
  | { readonly kind: 'no-open-day'; readonly earliest: CalendarDate; readonly latest: CalendarDate }
  /** On every open day of its window one of these is away. */
  | {
      readonly kind: 'nobody-free';
      readonly personIds: readonly string[];
      readonly earliest: CalendarDate;
      readonly latest: CalendarDate;
    }
  /** There are days, and other sittings take them all. */
  | { readonly kind: 'full'; readonly earliest: CalendarDate; readonly latest: CalendarDate };

type Change =
  | { readonly kind: 'later' | 'sooner'; readonly days: number }
  | { readonly kind: 'substitute'; readonly personId: string }
  | { readonly kind: 'one-more'; readonly maxProducts: number }
  | { readonly kind: 'avoided'; readonly label: string }
  | { readonly kind: 'closing' | 'two-a-day' };

/** What would make room for it, everything else staying where it is; each was tried, and gives the day named. */
export type Remedy = Change & { readonly on: CalendarDate };

export interface Shortfall {
  readonly productId: string;
  readonly reason: ShortfallReason;
  readonly remedies: readonly Remedy[];
}

/** How far from its window a day is looked for. */
const FURTHEST_DAYS = 90;

export function shortfallOf(
  product: ProductFacts,
  plan: readonly ProposedSitting[],
  facts: PlanningFacts,
  parameters: PlanParameters,
): Shortfall {
  const absences = new Absences(facts.absences);
  const own = parametersFor(parameters, product.incubatorId);
  const world: World = { product, plan, facts, absences, parameters: own };
  return { productId: product.id, reason: reasonOf(world), remedies: remediesFor(world) };
}

interface World {
  readonly product: ProductFacts;
  readonly plan: readonly ProposedSitting[];
  readonly facts: PlanningFacts;
  readonly absences: Absences;
  readonly parameters: PlanParameters;
}

function reasonOf({ product, facts, absences, parameters }: World): ShortfallReason {
  const { earliest, latest, isLate } = windowOf(product, parameters, facts.today);
  if (latest < earliest) return { kind: 'no-window', isLate, earliest, latest };
  const { reached } = reachOf(product, slotsOf(parameters), facts, absences, parameters);
  if (reached.length > 0) return { kind: 'full', earliest, latest };
  const away = new Set<string>();
  for (let on = earliest; on <= latest; on = addDays(on, 1))
    if (!dayOff(on, parameters)) for (const personId of absences.missing(product, on)) away.add(personId);
  return away.size > 0
    ? { kind: 'nobody-free', personIds: [...away], earliest, latest }
    : { kind: 'no-open-day', earliest, latest };
}

/** The first day between two, or the last, on which the product fits the plan as it stands: in a sitting of it or a new one. */
function fit(
  { product, plan, facts, absences, parameters }: World,
  from: CalendarDate,
  to: CalendarDate,
  which: 'first' | 'last' = 'first',
): CalendarDate | undefined {
  const byId = new Map(facts.products.map((one) => [one.id, one]));
  const sittings = plan.map((sitting) => {
    const products = sitting.productIds.flatMap((id) => byId.get(id) ?? []);
    return { sitting, products, occupation: occupationOf(sitting, products) };
  });
  const occupied = facts.occupied.filter((one) => concerns(one, product));
  const isFree = (
    at: { readonly on: CalendarDate; readonly from: number; readonly to: number },
    but?: object,
  ): boolean =>
    !isTaken(
      at,
      product,
      [
        ...occupied,
        ...sittings.flatMap(({ sitting, occupation }) =>
          sitting !== but && concerns(occupation, product) ? [occupation] : [],
        ),
      ],
      parameters,
    );
  const fits = (slot: Slot): boolean => {
    if (absences.missing(product, slot.on).length > 0) return false;
    if (isFree(slot)) return true;
    return sittings.some(({ sitting, products, occupation }) => {
      if (sitting.on !== slot.on || sitting.incubatorId !== product.incubatorId) return false;
      const end = minutesOf(sitting.time) < minutesOf(parameters.noon) ? parameters.noon : parameters.endsAt;
      return (
        products.length < productsBetween(sitting.time, end, parameters) &&
        (parameters.grouping === 'any' || shareASponsor([...products, product])) &&
        isFree({ ...occupation, to: Math.max(occupation.to, slot.to) }, sitting)
      );
    });
  };
  const slots = slotsOf(parameters, from, to);
  return (which === 'first' ? slots.find(fits) : slots.findLast(fits))?.on;
}

function remediesFor(world: World): readonly Remedy[] {
  const { product, facts, parameters } = world;
  const { earliest, latest } = windowOf(product, parameters, facts.today);
  const within = (change: Partial<World>): CalendarDate | undefined => fit({ ...world, ...change }, earliest, latest);
  const withParameters = (change: Partial<PlanParameters>): CalendarDate | undefined =>
    within({ parameters: { ...parameters, ...change } });
  const remedies: Remedy[] = [];
  const add = (on: CalendarDate | undefined, change: Change): void => {
    if (on !== undefined) remedies.push({ ...change, on });
  };

  for (const personId of new Set(product.required.flatMap(({ personIds }) => personIds)))
    if (facts.absences.some((absence) => absence.personId === personId))
      add(within({ absences: new Absences(facts.absences.filter((absence) => absence.personId !== personId)) }), {
        kind: 'substitute',
        personId,
      });
  const maxProducts = parameters.maxProducts + 1;
  add(withParameters({ maxProducts }), { kind: 'one-more', maxProducts });
  if (parameters.perDay === 1) add(withParameters({ perDay: 2 }), { kind: 'two-a-day' });
  for (const period of parameters.avoid)
    add(withParameters({ avoid: parameters.avoid.filter((one) => one !== period) }), {
      kind: 'avoided',
      label: period.label,
    });
  if (parameters.respectClosing) add(withParameters({ respectClosing: false }), { kind: 'closing' });

  const end = latest < earliest ? addDays(earliest, -1) : latest;
  const later = fit(world, addDays(end, 1), addDays(end, FURTHEST_DAYS));
  if (later !== undefined) add(later, { kind: 'later', days: daysBetween(latest, later) });
  const tomorrow = addDays(facts.today, 1);
  const soonest = addDays(earliest, -FURTHEST_DAYS);
  const sooner = fit(world, soonest < tomorrow ? tomorrow : soonest, addDays(earliest, -1), 'last');
  if (sooner !== undefined) add(sooner, { kind: 'sooner', days: daysBetween(sooner, earliest) });
  return remedies;
}
