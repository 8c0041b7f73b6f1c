import type { PlanningFacts, ProductFacts, ProposedSitting } from './facts.js';
import { minutesOf, parametersFor, type PlanParameters, timeOf } from './parameters.js';
import { occupationOf } from './problem.js';
import { Absences, concerns, isTaken } from './slots.js';
import { type DayOff, dayOff, windowOf } from './window.js';

/** What a plan breaks: the solver never does, a lead who moves a sitting may, knowingly. */
export type Violation = { readonly sitting: number } & (
  | { readonly kind: 'too-early' | 'too-late'; readonly productId: string }
  | { readonly kind: 'absent'; readonly productId: string; readonly personIds: readonly string[] }
  | { readonly kind: 'closed-day'; readonly off: DayOff }
  | { readonly kind: 'too-many' | 'too-long' | 'several-sponsors' | 'occupied' }
  | { readonly kind: 'clash'; readonly with: number; readonly personIds: readonly string[] }
  | { readonly kind: 'twice' | 'not-wanted'; readonly productId: string }
);

/** Holds a plan against every rule, one by one; independent of how the solver states them. */
export function violationsOf(
  sittings: readonly ProposedSitting[],
  facts: PlanningFacts,
  parameters: PlanParameters,
): readonly Violation[] {
  const byId = new Map(facts.products.map((product) => [product.id, product]));
  const absences = new Absences(facts.absences);
  const resolved = sittings.map((sitting) => ({
    sitting,
    products: sitting.productIds.flatMap((id) => byId.get(id) ?? []),
  }));
  const seen = new Set<string>();
  return resolved.flatMap(({ sitting, products }, index): readonly Violation[] => {
    const found = sitting.productIds
      .filter((id) => !byId.has(id))
      .map((productId): Violation => ({ sitting: index, kind: 'not-wanted', productId }));
    for (const product of products) {
      if (seen.has(product.id)) found.push({ sitting: index, kind: 'twice', productId: product.id });
      seen.add(product.id);
      found.push(...ofProduct(index, sitting, product, { facts, absences, parameters }));
    }
    const off = dayOff(sitting.on, parametersFor(parameters, sitting.incubatorId));
    if (off) found.push({ sitting: index, kind: 'closed-day', off });
    if (products.length > parameters.maxProducts) found.push({ sitting: index, kind: 'too-many' });
    if (endOf(sitting) > endOfDay(sitting, parameters)) found.push({ sitting: index, kind: 'too-long' });
    if (parameters.grouping === 'sponsor' && !shareASponsor(products))
      found.push({ sitting: index, kind: 'several-sponsors' });
    const held = occupationOf(sitting, products);
    if (
      products.some((one) =>
        isTaken(
          held,
          one,
          facts.occupied.filter((other) => concerns(other, one)),
          parameters,
        ),
      )
    )
      found.push({ sitting: index, kind: 'occupied' });
    for (const [other, { sitting: against, products: theirs }] of resolved.slice(0, index).entries()) {
      const occupied = occupationOf(against, theirs);
      const [first] = products;
      if (!first || !isTaken(held, first, [occupied], parameters)) continue;
      const personIds = held.people.filter((person) => occupied.people.includes(person));
      if (personIds.length > 0 || occupied.incubatorId === held.incubatorId)
        found.push({ sitting: index, kind: 'clash', with: other, personIds });
    }
    return found;
  });
}

function ofProduct(
  sitting: number,
  { on }: ProposedSitting,
  product: ProductFacts,
  known: { readonly facts: PlanningFacts; readonly absences: Absences; readonly parameters: PlanParameters },
): readonly Violation[] {
  const window = windowOf(product, parametersFor(known.parameters, product.incubatorId), known.facts.today);
  const away = known.absences.missing(product, on);
  const productId = product.id;
  return [
    ...(on < window.earliest ? [{ sitting, kind: 'too-early' as const, productId }] : []),
    ...(on > window.latest ? [{ sitting, kind: 'too-late' as const, productId }] : []),
    ...(away.length > 0 ? [{ sitting, kind: 'absent' as const, productId, personIds: away }] : []),
  ];
}

/** True when one sponsor carries all of them; a product alone always passes. */
export function shareASponsor(products: readonly Pick<ProductFacts, 'sponsors'>[]): boolean {
  const [first, ...others] = products;
  if (!first || others.length === 0) return true;
  return first.sponsors.some(({ key }) => others.every(({ sponsors }) => sponsors.some((one) => one.key === key)));
}

const endOf = ({ time, minutes }: Pick<ProposedSitting, 'time' | 'minutes'>): string =>
  timeOf(minutesOf(time) + minutes);

const endOfDay = ({ time }: ProposedSitting, { perDay, noon, endsAt }: PlanParameters): string =>
  perDay === 2 && time < noon ? noon : endsAt;
