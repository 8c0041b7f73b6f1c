import { type CalendarDate, InvalidInput, newId } from '#libs/kernel/index.js';

import { type PlanParameters, sittingMinutes } from './parameters.js';
import type { Pin } from './plan-sitting.row.js';
import { sittingNotFound } from './planning.errors.js';
import type { HalfYearPlan, PlanSitting } from './plans.repository.js';

/** What the lead does to a draft. */
export type PlanEdit =
  /** Fixes a sitting, or lets it go. */
  | { readonly kind: 'pin'; readonly sittingId: string; readonly pin: Pin | null }
  /** Holds it on that day and at that hour, whatever that breaks. */
  | { readonly kind: 'move'; readonly sittingId: string; readonly on: CalendarDate; readonly time: string }
  /** Makes two of it: these products in one of their own, the others in the other. */
  | { readonly kind: 'split'; readonly sittingId: string; readonly productIds: readonly string[] }
  /** Leaves a product out of the plan, or takes it back in. */
  | { readonly kind: 'remove' | 'restore'; readonly productId: string }
  | { readonly kind: 'parameters'; readonly parameters: PlanParameters }
  /** Solves again around what is pinned: moving little, or as if nothing else had been proposed. */
  | { readonly kind: 'resolve' | 'afresh' };

/** The plan as the lead wants it, before the rest is solved. @throws InvalidInput, NotFound */
export function changed(
  plan: Pick<HalfYearPlan, 'sittings' | 'removedProductIds' | 'parameters'>,
  edit: PlanEdit,
): Pick<HalfYearPlan, 'sittings' | 'removedProductIds'> {
  const { sittings, removedProductIds } = plan;
  switch (edit.kind) {
    case 'pin':
      return { removedProductIds, sittings: replaced(sittings, edit.sittingId, (one) => [{ ...one, pin: edit.pin }]) };
    case 'move':
      return {
        removedProductIds,
        sittings: replaced(sittings, edit.sittingId, (one) => [{ ...one, on: edit.on, time: edit.time, pin: 'whole' }]),
      };
    case 'split':
      return {
        removedProductIds,
        sittings: replaced(sittings, edit.sittingId, (one) => split(one, edit.productIds, plan.parameters)),
      };
    case 'remove':
      return {
        removedProductIds: [...new Set([...removedProductIds, edit.productId])],
        sittings: sittings.flatMap((one) => without(one, edit.productId, plan.parameters)),
      };
    case 'restore':
      return { removedProductIds: removedProductIds.filter((id) => id !== edit.productId), sittings };
    default:
      return { removedProductIds, sittings };
  }
}

function replaced(
  sittings: readonly PlanSitting[],
  id: string,
  by: (sitting: PlanSitting) => readonly PlanSitting[],
): readonly PlanSitting[] {
  if (!sittings.some((one) => one.id === id)) throw sittingNotFound();
  return sittings.flatMap((one) => (one.id === id ? by(one) : [one]));
}

/** The first part keeps its day when it was pinned; the other is found one. Neither is put together again. */
function split(
  sitting: PlanSitting,
  productIds: readonly string[],
  parameters: PlanParameters,
): readonly PlanSitting[] {
  const apart = sitting.productIds.filter((id) => productIds.includes(id));
  const rest = sitting.productIds.filter((id) => !productIds.includes(id));
  if (apart.length === 0 || rest.length === 0)
    throw new InvalidInput('Une séance se scinde en deux.', {
      [`produits-${sitting.id}`]: 'Cochez un produit au moins, et laissez-en un au moins.',
    });
  const part = (ids: readonly string[]): PlanSitting => ({
    ...sitting,
    productIds: ids,
    minutes: sittingMinutes(ids.length, parameters),
  });
  return [
    { ...part(rest), pin: sitting.pin === 'whole' ? 'whole' : 'products' },
    { ...part(apart), id: newId(), pin: 'products' },
  ];
}

function without(sitting: PlanSitting, productId: string, parameters: PlanParameters): readonly PlanSitting[] {
  if (!sitting.productIds.includes(productId)) return [sitting];
  const productIds = sitting.productIds.filter((id) => id !== productId);
  return productIds.length === 0
    ? []
    : [{ ...sitting, productIds, minutes: sittingMinutes(productIds.length, parameters) }];
}
