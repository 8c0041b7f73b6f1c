import type { Person } from '#libs/identity/index.js';
import { addDays, parisDate } from '#libs/kernel/index.js';
import { MailPreferences } from '#libs/mail/index.js';

import { anIncubator, aProduct, type Committing } from '../committees.builders.js';

/** One product in so many has the same sponsor, or the same coach. */
const PRODUCTS_OF_A_SPONSOR = 4;
const PRODUCTS_OF_A_COACH = 8;

/** Products had their last committee within these days before the year begins, one after the other. */
const LAST_COMMITTEES = { from: 20, days: 130 } as const;

export type YearIncubator = Awaited<ReturnType<typeof furnished>>;
export type YearProduct = YearIncubator['products'][number];

/** An incubator taken over from the register: nobody is late, and committees are due in every week of the half-year. */
export async function furnished(world: Committing, count: number) {
  const incubator = await anIncubator(world);
  const products: Awaited<ReturnType<typeof aProduct>>[] = [];
  const today = parisDate(world.clock.now());
  const sponsors: Person[] = [];
  const coaches: Person[] = [];
  for (let index = 0; index < count; index += 1) {
    const sponsor = sponsors[Math.floor(index / PRODUCTS_OF_A_SPONSOR)];
    const coach = coaches[Math.floor(index / PRODUCTS_OF_A_COACH)];
    const ago = LAST_COMMITTEES.from + Math.floor((index * LAST_COMMITTEES.days) / count);
    const product = await aProduct(world, incubator.id, {
      name: `Produit ${index + 1}`,
      phase: 'acceleration',
      since: '2025-01-06',
      committees: [addDays(today, -ago)],
      ...(sponsor ? { sponsor } : {}),
      ...(coach ? { coach } : {}),
    });
    if (!sponsor && product.sponsor) sponsors.push(product.sponsor);
    if (!coach) coaches.push(product.coach);
    products.push(product);
  }
  // Some wish one mail a morning.
  for (const reader of [incubator.manager, ...sponsors.slice(0, 1)])
    await world.get(MailPreferences).choose(reader.id, true);
  return { ...incubator, products, sponsors, signedWith: new Set<string>() };
}
