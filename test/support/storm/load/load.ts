import type { Chance } from '#libs/simulation/index.js';

import { type CastProduct, castOf } from './cast.js';
import { held } from './held.story.js';
import { cancelled, prepared, type Story, window } from './stories.js';
import type { World } from './world.js';

/** Stories begin until the storm is that far; those that go the whole way have to begin sooner. */
const BEGIN_BY = 0.75;
const BEGIN_WHOLE_WAY_BY = 0.4;

/** How many of all cases each kind of story opens, and how many one story does. */
const MIX = {
  window: { share: 0.2, cases: 2, products: 1 },
  prepared: { share: 0.55, cases: 5, products: 2 },
  cancelled: { share: 0.15, cases: 3, products: 1 },
  held: { share: 0.1, cases: 4, products: 1 },
} as const;

/** Everything that clients do during a storm. */
export class Load {
  /** Stories that did not come to their end, and why. */
  readonly unfinished: string[] = [];
  readonly #told: Promise<unknown>;

  private constructor(
    readonly world: World,
    stories: readonly Story[],
    chance: Chance,
  ) {
    this.#told = Promise.all(stories.map(async (story, index) => this.#tell(story, index, chance)));
  }

  /** @param cases about how many are to be opened. */
  static async begin(world: World, cases: number, chance: Chance): Promise<Load> {
    const counts = Object.entries(MIX).map(([name, { share, cases: each, products }]) => {
      const stories = Math.max(1, Math.round((cases * share) / each));
      return { name: name as keyof typeof MIX, stories, products };
    });
    const cast = [
      ...(await castOf(
        world.services,
        counts.reduce((sum, one) => sum + one.stories * one.products, 0),
      )),
    ];
    const stories = counts.flatMap(({ name, stories: count, products }) =>
      Array.from({ length: count }, (_, index) => {
        const begins = chance.of('begins', name, index).next() * (name === 'held' ? BEGIN_WHOLE_WAY_BY : BEGIN_BY);
        return storyOf(name, cast.splice(0, products), begins);
      }),
    );
    return new Load(world, stories, chance);
  }

  /** Resolves when every story is told, or cannot be. */
  async finished(): Promise<void> {
    await this.#told;
  }

  async #tell(story: Story, index: number, chance: Chance): Promise<void> {
    try {
      await this.world.states.hold(() => this.world.progress >= story.begins);
      await story.tell(this.world, chance.of('story', index));
    } catch (error) {
      this.unfinished.push(`${story.name} ${index}: ${String(error)}`);
    }
  }
}

function storyOf(name: keyof typeof MIX, products: readonly CastProduct[], begins: number): Story {
  const [product] = products;
  if (!product) throw new Error('a story needs a product');
  if (name === 'prepared') return prepared(products, begins);
  return { window, cancelled, held }[name](product, begins);
}
