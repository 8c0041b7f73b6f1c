import type { Team } from '../cast.js';
import type { Planned, World } from '../world.js';

/** How teams hand in their dossiers. */
export class Dossiers {
  constructor(private readonly world: World) {}

  /** The dossier is open, or was asked for again. */
  asked(planned: Planned, team: Team, rung: string): void {
    const { crew, intrapreneur, productId } = team;
    const key = `dossier:${planned.id}:${productId}:${rung}`;
    this.world.cue(intrapreneur, crew, key, async () => this.#submit(planned, team), rung === 'D-21' ? 2 : 0.3);
  }

  /** The portfolio manager hears that a dossier is missing, and calls the team. */
  reported(planned: Planned, team: Team): void {
    const { crew, productId } = team;
    const key = `dossier:${planned.id}:${productId}:late`;
    this.world.cue(crew.manager, crew, key, async () => this.#submit(planned, team), 0.3);
  }

  async #submit({ id }: Planned, { productId, intrapreneur }: Team): Promise<void> {
    const { state, context } = await this.world.context('committee', id);
    const isAwaited = context.products.some((one) => one.productId === productId && one.dossier === 'awaited');
    if (state !== 'preparing' || !isAwaited) return;
    await this.world.send(
      'committee',
      id,
      { type: 'dossier.submitted', productId },
      { actor: `person:${intrapreneur.id}`, key: `dossier:${id}:${productId}` },
    );
  }
}
