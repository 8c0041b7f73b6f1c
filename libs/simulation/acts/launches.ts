import { derivedId } from '#libs/kernel/index.js';

import type { Team } from '../cast.js';
import type { Decided, World } from '../world.js';

/** How products begin and come back. */
export class Launches {
  constructor(private readonly world: World) {}

  /** A decision took effect; where it ended a product, another may take its place, and it may itself come back. */
  followed({ decisionId, productId, phase }: Decided): void {
    const { world } = this;
    const team = world.cast.team(productId);
    const ends = phase.startsWith('stopped.') || phase === 'sustainability.transferred';
    const draws = world.chance.of('succession', decisionId);
    if (ends && draws.happens(world.model.launched))
      world.later(team.crew, draws.between(20, 90), `launch:${decisionId}`, async () => this.#launch(team, decisionId));
    const comesBack = phase === 'safeguard' || phase.startsWith('stopped.');
    const rate = phase === 'safeguard' ? 4 * world.model.resumed : world.model.resumed;
    if (comesBack && draws.happens(rate))
      world.later(team.crew, draws.between(90, 270), `resume:${decisionId}`, async () =>
        this.#resume(team, decisionId),
      );
  }

  async #launch({ crew }: Team, decisionId: string): Promise<void> {
    const { world } = this;
    const productId = derivedId('simulated-successor', decisionId);
    world.cast.join(productId, crew);
    world.enteredOn.set(productId, world.today);
    const event = { type: 'investigation.opened', on: world.today } as const;
    const by = { actor: `person:${crew.lead.id}`, key: `launch:${productId}`, opens: true } as const;
    if (await world.send('product-lifecycle', productId, event, by)) world.tally.launched += 1;
  }

  async #resume({ productId, crew }: Team, decisionId: string): Promise<void> {
    const { world } = this;
    const state = await world.state('product-lifecycle', productId);
    if (state !== 'safeguard' && !state?.startsWith('stopped.')) return;
    if (state !== 'safeguard') world.enteredOn.set(productId, world.today);
    const event = {
      type: 'product.resumed',
      state: 'construction',
      on: world.today,
      reason: 'Repris par un autre sponsor',
    } as const;
    const by = { actor: `person:${crew.lead.id}`, key: `resume:${decisionId}` } as const;
    if (await world.send('product-lifecycle', productId, event, by)) world.tally.resumed += 1;
  }
}
