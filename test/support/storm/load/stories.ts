import { CancelCommittee, ConveneCommittee, MoveCommittee, PlanCommittee } from '#libs/committees/index.js';
import { addDays, type CalendarDate, derivedId, parisInstant } from '#libs/kernel/index.js';
import type { Draws } from '#libs/simulation/index.js';
import type { EventOf } from '#libs/workflow-runtime/index.js';

import type { CastProduct } from './cast.js';
import type { World } from './world.js';

/** Half of what a page can do is done on the page, the rest by a program through the services. */
const BY_WEB = 0.5;
const MOVED = 0.25;

/** One thing that the load does from beginning to end; each step is asked for until it is answered. */
export interface Story {
  readonly name: string;
  /** How far the storm has to be when it begins, from 0 to 1. */
  readonly begins: number;
  tell(world: World, chance: Draws): Promise<void>;
}

/** A product whose planning window opens during the storm: its incubator is asked, once, for a committee. */
export const window = (product: CastProduct, begins: number): Story => ({
  name: 'window',
  begins,
  tell: async (world, chance) => {
    const last = addDays(world.firstDay, -chance.between(64, 89));
    await opened(world, product, { since: addDays(world.firstDay, -400), committees: [last] });
  },
});

/** A committee on its ladder, which climbs every rung that falls due; now and then it is moved. */
export const prepared = (products: readonly CastProduct[], begins: number): Story => ({
  name: 'prepared',
  begins,
  tell: async (world, chance) => {
    const [first] = products;
    if (!first) return;
    for (const product of products) await opened(world, product);
    const on = addDays(world.lastDay, chance.between(1, 8));
    const committeeId = await convened(world, products, on, chance);
    if (chance.happens(MOVED)) await moved(world, first, committeeId, addDays(on, 7), chance);
    await world.states.until(committeeId, 'preparing');
    await world.say('committee', committeeId, { type: 'dossier.submitted', productId: first.id }, first.lead);
  },
});

/** A committee that is given up: whoever was invited is told, and nothing of its ladder comes any more. */
export const cancelled = (product: CastProduct, begins: number): Story => ({
  name: 'cancelled',
  begins,
  tell: async (world, chance) => {
    await opened(world, product);
    const committeeId = await convened(world, [product], addDays(world.lastDay, chance.between(1, 8)), chance);
    await world.pause(chance);
    const reason = 'La salle est prise.';
    await onPageOrNot(world, product, committeeId, {
      action: 'annuler',
      fields: { reason },
      byWeb: chance.happens(BY_WEB),
      otherwise: async (by) => world.get(CancelCommittee).execute({ committeeId, reason, ...by }),
    });
  },
});

export async function opened(
  world: World,
  product: CastProduct,
  { since = addDays(world.firstDay, -56), committees = [] as readonly CalendarDate[] } = {},
): Promise<void> {
  const event: EventOf<'product-lifecycle'> = { type: 'history.imported', state: 'construction', since, committees };
  const asked = { process: 'product-lifecycle', subjectId: product.id, idempotencyKey: `open:${product.id}` } as const;
  await world.clients.ask(asked, async () =>
    world.runtime.open('product-lifecycle', product.id, event, {
      actor: `import:storm`,
      idempotencyKey: asked.idempotencyKey,
    }),
  );
}

/** Plans and convenes. */
export async function convened(
  world: World,
  products: readonly CastProduct[],
  on: CalendarDate,
  chance: Draws,
): Promise<string> {
  const [first] = products;
  if (!first) throw new Error('a committee needs a product');
  const personId = first.lead.id;
  const idempotencyKey = derivedId('storm', 'plan', first.id);
  // As the service derives it: known before the answer.
  const committeeId = derivedId('committee', personId, idempotencyKey);
  await world.clients.ask({ process: 'committee', subjectId: committeeId, idempotencyKey }, async () =>
    world.get(PlanCommittee).execute({
      productIds: products.map(({ id }) => id),
      startsAt: parisInstant(on, '14:00'),
      place: 'Salle Rome',
      videoUrl: null,
      personId,
      idempotencyKey,
    }),
  );
  await onPageOrNot(world, first, committeeId, {
    action: 'convoquer',
    byWeb: chance.happens(BY_WEB),
    otherwise: async (by) => world.get(ConveneCommittee).execute({ committeeId, ...by }),
  });
  return committeeId;
}

async function moved(
  world: World,
  product: CastProduct,
  committeeId: string,
  on: CalendarDate,
  chance: Draws,
): Promise<void> {
  await world.pause(chance);
  const reason = 'Le sponsor est en déplacement.';
  await onPageOrNot(world, product, committeeId, {
    action: 'deplacer',
    fields: { reason, date: on, heure: '14:00', place: 'Salle Rome', videoUrl: '' },
    byWeb: chance.happens(BY_WEB),
    otherwise: async (by) =>
      world.get(MoveCommittee).execute({
        committeeId,
        reason,
        startsAt: parisInstant(on, '14:00'),
        place: 'Salle Rome',
        videoUrl: null,
        ...by,
      }),
  });
}

/** What a button of a committee's page does, pressed there or done by a program. */
async function onPageOrNot(
  world: World,
  { lead }: CastProduct,
  committeeId: string,
  step: {
    readonly action: string;
    readonly fields?: Readonly<Record<string, string>>;
    readonly byWeb: boolean;
    readonly otherwise: (by: { readonly personId: string; readonly idempotencyKey: string }) => Promise<void>;
  },
): Promise<void> {
  const { action, fields = {}, byWeb, otherwise } = step;
  const idempotencyKey = derivedId('storm', action, committeeId);
  const page = `/comites/${committeeId}`;
  await world.clients.ask({ process: 'committee', subjectId: committeeId, idempotencyKey }, async () =>
    byWeb
      ? world.browserOf(lead).post(page, `${page}/${action}`, { ...fields, idempotencyKey })
      : otherwise({ personId: lead.id, idempotencyKey }),
  );
}
