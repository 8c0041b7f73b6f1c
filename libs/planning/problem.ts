import type { KeptSitting, Occupation, PlanningFacts, ProductFacts, ProposedSitting } from './facts.js';
import { minutesOf, type PlanParameters, sittingMinutes } from './parameters.js';
import { Absences, reachOf, type Slot, slotsOf } from './slots.js';
import type { Window } from './window.js';

/** What is to be placed: a product, or products that the lead keeps together. */
export interface Unit {
  readonly id: string;
  readonly products: readonly ProductFacts[];
  readonly incubatorId: string;
  /** The kinds of sitting it may join: one for each of its sponsors, or one of its own. */
  readonly keys: readonly string[];
  /** Slots it can take, cheapest not first. `cost`: twice the days from the ideal ones, one more for the less wanted half of the day. */
  readonly choices: readonly { readonly slot: number; readonly cost: number }[];
  readonly people: ReadonlySet<string>;
  /** Of the kept sitting it comes from. */
  readonly keptId: string | null;
}

/** A half-year to plan, as the solver sees it. */
export interface PlanningProblem {
  readonly slots: readonly Slot[];
  readonly units: readonly Unit[];
  /** Sittings that must be held in some slot, whoever comes. */
  readonly held: readonly { readonly key: string; readonly slot: number; readonly kept: KeptSitting }[];
  /** Sittings that nothing moves; not for the solver. */
  readonly fixed: readonly ProposedSitting[];
  readonly windows: ReadonlyMap<string, Window>;
  readonly perDay: 1 | 2;
}

/** Days that a product moved from where it stood is worth, when the rest of a plan is solved around what was fixed. */
const MOVE_DAYS = 30;

/**
 * @param kept what the lead fixed.
 * @param former where the other products stand in the plan being changed; left out, nothing is held back.
 */
export function problemOf(
  facts: PlanningFacts,
  parameters: PlanParameters,
  kept: readonly KeptSitting[] = [],
  former: readonly ProposedSitting[] = [],
): PlanningProblem {
  const byId = new Map(facts.products.map((product) => [product.id, product]));
  const productsOf = ({ productIds }: Pick<KeptSitting, 'productIds'>) =>
    productIds.flatMap((id) => byId.get(id) ?? []);
  const fixed = kept
    .filter((sitting) => sitting.pin === 'whole' && productsOf(sitting).length > 0)
    .map((sitting) => fixedSitting(sitting, productsOf(sitting), parameters));
  const occupied = [...facts.occupied, ...fixed.map((sitting) => occupationOf(sitting, productsOf(sitting)))];
  const together = kept.filter((sitting) => sitting.pin === 'products' && productsOf(sitting).length > 0);
  const placed = new Set([...fixed, ...together].flatMap(({ productIds }) => productIds));
  const slots = slotsOf(parameters);
  const absences = new Absences(facts.absences);
  const stood = new Map(former.flatMap(({ productIds, on }) => productIds.map((id) => [id, on] as const)));
  const windows = new Map<string, Window>();

  const choicesOf = (products: readonly ProductFacts[]): Unit['choices'] => {
    const reaches = products.map((product) => {
      const reach = reachOf(product, slots, { ...facts, occupied }, absences, parameters);
      windows.set(product.id, reach.window);
      return new Map(reach.reached.map(({ slot, days }) => [slot, days]));
    });
    return slots.flatMap((slot, index) => {
      let days = 0;
      for (const [position, reach] of reaches.entries()) {
        const found = reach.get(index);
        if (found === undefined) return [];
        const was = stood.get(products[position]?.id ?? '');
        days += found + (was === undefined || was === slot.on ? 0 : MOVE_DAYS);
      }
      return [{ slot: index, cost: 2 * days + (slot.preferred ? 0 : 1) }];
    });
  };

  const units = [
    ...facts.products
      .filter(({ id }) => !placed.has(id))
      .map((product) => unitOf([product], keysOf(product, parameters), choicesOf([product]), null)),
    ...together.map((sitting) => {
      const products = productsOf(sitting);
      return unitOf(products, [`kept:${sitting.id}`], choicesOf(products), sitting.id);
    }),
  ];
  return { slots, units, held: heldSlots(kept, byId, slots, parameters), fixed, windows, perDay: parameters.perDay };
}

/** The kinds of sitting a product may join; one without a known sponsor sits alone, unless everybody sits together. */
function keysOf({ id, incubatorId, sponsors }: ProductFacts, { grouping }: PlanParameters): readonly string[] {
  if (grouping === 'any') return [`${incubatorId}/*`];
  return sponsors.length === 0
    ? [`${incubatorId}/product:${id}`]
    : sponsors.map(({ key }) => `${incubatorId}/${key}`).toSorted();
}

function unitOf(
  products: readonly ProductFacts[],
  keys: readonly string[],
  choices: Unit['choices'],
  keptId: string | null,
): Unit {
  const [first] = products;
  return {
    id: keptId ?? first?.id ?? '',
    products,
    incubatorId: first?.incubatorId ?? '',
    keys,
    choices,
    people: new Set(products.flatMap(({ people }) => people)),
    keptId,
  };
}

function fixedSitting(
  { id, incubatorId, on, time }: KeptSitting,
  products: readonly ProductFacts[],
  parameters: PlanParameters,
): ProposedSitting {
  const minutes = sittingMinutes(products.length, parameters);
  return { keptId: id, incubatorId, productIds: products.map((product) => product.id), on, time, minutes };
}

/** A sitting of a plan as what holds its people. */
export function occupationOf(sitting: ProposedSitting, products: readonly ProductFacts[]): Occupation {
  const from = minutesOf(sitting.time);
  return {
    on: sitting.on,
    from,
    to: from + sitting.minutes,
    incubatorId: sitting.incubatorId,
    people: [...new Set(products.flatMap(({ people }) => people))],
  };
}

/** The days the lead keeps for a sitting: of the sponsor that most of its products share. */
function heldSlots(
  kept: readonly KeptSitting[],
  byId: ReadonlyMap<string, ProductFacts>,
  slots: readonly Slot[],
  parameters: PlanParameters,
): PlanningProblem['held'] {
  return kept
    .filter(({ pin }) => pin === 'day')
    .flatMap((sitting) => {
      const keys = sitting.productIds.flatMap((id) => {
        const product = byId.get(id);
        return product ? keysOf(product, parameters) : [];
      });
      const count = (key: string): number => keys.filter((one) => one === key).length;
      const [key] = keys.toSorted((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
      const exact = slots.findIndex(({ on, time }) => on === sitting.on && time === sitting.time);
      const slot = exact < 0 ? slots.findLastIndex(({ on }) => on === sitting.on) : exact;
      return key === undefined || slot < 0 ? [] : [{ key, slot, kept: sitting }];
    });
}
