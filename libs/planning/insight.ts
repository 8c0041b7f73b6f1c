import { type CalendarDate, daysBetween } from '#libs/kernel/index.js';

import type { PlanningFacts, ProductFacts, ProposedSitting } from './facts.js';
import { parametersFor, type PlanParameters } from './parameters.js';
import { Absences, reachOf, slotsOf } from './slots.js';
import { daysFromIdeal, limitOf, type Window, windowOf } from './window.js';

/** Why a product sits on that day. */
export interface ProductInsight {
  readonly productId: string;
  readonly window: Window;
  /** Days before the ideal ones (negative) or after them; 0 within. */
  readonly fromIdeal: number;
  /** Days until its money runs out, when that is what it is counted from; else until it is wanted. Negative afterwards. */
  readonly ahead: number;
  /** Days left before it would be late; negative when it is. */
  readonly slack: number;
  /** By which day its money lasts, when that is why. */
  readonly envelopeEndsOn: CalendarDate | null;
  readonly wantedOn: CalendarDate;
  /** Wanted before its half-year asks for it, because of the year-end closing. */
  readonly isAdvanced: boolean;
  readonly dueOn: CalendarDate;
}

export interface SittingInsight {
  readonly products: readonly ProductInsight[];
  /** Other days on which all of its products could sit, sittings of the plan aside. */
  readonly otherDays: number;
  /** People invited who may be missing without stopping the sitting. */
  readonly absent: readonly string[];
}

/** What explains each sitting of a plan, in its order. */
export function insightsOf(
  sittings: readonly ProposedSitting[],
  facts: PlanningFacts,
  parameters: PlanParameters,
): readonly SittingInsight[] {
  const byId = new Map(facts.products.map((product) => [product.id, product]));
  const absences = new Absences(facts.absences);
  const slots = slotsOf(parameters);
  const daysOf = new Map<string, ReadonlySet<CalendarDate>>();
  const reachable = (product: ProductFacts): ReadonlySet<CalendarDate> => {
    const known =
      daysOf.get(product.id) ??
      new Set(reachOf(product, slots, facts, absences, parameters).reached.map(({ slot }) => slots[slot]?.on ?? ''));
    daysOf.set(product.id, known);
    return known;
  };
  return sittings.map(({ productIds, on }) => {
    const products = productIds.flatMap((id) => byId.get(id) ?? []);
    const [first, ...others] = products.map(reachable);
    const common = [...(first ?? [])].filter((day) => day !== on && others.every((days) => days.has(day)));
    const required = new Set(products.flatMap((product) => absences.missing(product, on)));
    return {
      products: products.map((product) => insightOf(product, on, facts, parameters)),
      otherDays: common.length,
      absent: [...new Set(products.flatMap(({ people }) => people))].filter(
        (person) => absences.isAway(person, on) && !required.has(person),
      ),
    };
  });
}

function insightOf(
  product: ProductFacts,
  on: CalendarDate,
  { today }: PlanningFacts,
  parameters: PlanParameters,
): ProductInsight {
  const window = windowOf(product, parametersFor(parameters, product.incubatorId), today);
  return {
    productId: product.id,
    window,
    fromIdeal: on < window.idealFrom ? -daysFromIdeal(on, window) : daysFromIdeal(on, window),
    ahead: daysBetween(on, product.envelopeEndsOn ?? product.wantedOn),
    slack: daysBetween(on, limitOf(product)),
    envelopeEndsOn: product.envelopeEndsOn,
    wantedOn: product.wantedOn,
    isAdvanced: product.isAdvanced,
    dueOn: product.dueOn,
  };
}
