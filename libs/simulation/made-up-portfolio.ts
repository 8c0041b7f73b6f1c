import { addDays, addMonths, type CalendarDate, derivedId } from '#libs/kernel/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

import type { World } from './world.js';

/** Where products stand in the register, to the nearest twentieth (extract of 2026-08-20, active phases). */
const PHASES: Readonly<Partial<Record<LifecycleState, number>>> = {
  investigation: 0.1,
  construction: 0.5,
  acceleration: 0.3,
  'sustainability.consolidation': 0.1,
};

/** Products of an incubator: 2 to 49 in the network, most of them few (domain, glossary). */
const SIZES: Readonly<Record<string, number>> = { '3': 0.3, '6': 0.3, '12': 0.25, '25': 0.1, '40': 0.05 };

/** Gives the simulated engine that many products, as if they had just been taken over from a register. */
export async function makeUpPortfolio(world: World, products: number, from: CalendarDate): Promise<void> {
  const sizes = world.chance.of('incubators');
  let left = 0;
  let incubator = 0;
  for (let rank = 1; rank <= products; rank += 1) {
    if (left === 0) {
      left = Number(sizes.weighted(SIZES));
      incubator += 1;
    }
    left -= 1;
    const crew = world.cast.openIncubator(derivedId('simulated-incubator', String(incubator)));
    const productId = derivedId('simulated-product', String(rank));
    world.cast.join(productId, crew);
    await begin(world, productId, from);
  }
}

async function begin(world: World, productId: string, from: CalendarDate): Promise<void> {
  const draws = world.chance.of('history', productId);
  const state = draws.weighted(PHASES);
  const by = { actor: 'import:simulation', key: `begin:${productId}`, opens: true } as const;
  if (state === 'investigation') {
    const on = addDays(from, -draws.between(0, 40));
    world.enteredOn.set(productId, on);
    await world.send('product-lifecycle', productId, { type: 'investigation.opened', on }, by);
    return;
  }
  // In a portfolio that is kept, the last committee is anything up to half a year old, save for the closing days.
  const last = addDays(from, -draws.between(1, 160));
  const since = addMonths(last, -draws.between(1, 14));
  const committees = [addMonths(last, -6), last].filter((day) => day >= since);
  await world.send('product-lifecycle', productId, { type: 'history.imported', state, since, committees }, by);
}
