import { derivedId } from '#libs/kernel/index.js';

import type { Chance } from './chance.js';
import type { ProfileName, SimulationModel } from './model.js';

export interface Actor {
  readonly id: string;
  readonly profile: ProfileName;
}

/** The people of an incubator. */
export interface Crew {
  readonly incubatorId: string;
  readonly lead: Actor;
  readonly operations: Actor;
  readonly manager: Actor;
  /** Of the DINUM; one for several incubators. */
  readonly dinumManager: Actor;
  readonly productIds: string[];
}

/** The people of a product. */
export interface Team {
  readonly productId: string;
  readonly crew: Crew;
  readonly intrapreneur: Actor;
  readonly coach: Actor;
  /** Several when the product is co-funded; all of them sign. */
  readonly sponsors: readonly Actor[];
}

/** Incubators that share a portfolio manager of the DINUM: about 20 incubators for its handful of managers. */
const INCUBATORS_A_MANAGER = 4;

/** Everybody who acts, drawn from the seed. */
export class Cast {
  readonly crews = new Map<string, Crew>();
  readonly teams = new Map<string, Team>();

  constructor(
    private readonly chance: Chance,
    private readonly mix: SimulationModel['mix'],
  ) {}

  /** @param profile of the lead, when something is known of them. */
  openIncubator(incubatorId: string, profile?: ProfileName): Crew {
    const known = this.crews.get(incubatorId);
    if (known) return known;
    const lead = this.#person('lead', incubatorId);
    const rank = Math.floor(this.crews.size / INCUBATORS_A_MANAGER);
    const crew = {
      incubatorId,
      lead: profile ? { ...lead, profile } : lead,
      operations: this.#person('operations', incubatorId),
      manager: this.#person('manager', incubatorId),
      dinumManager: this.#person('dinum-manager', String(rank)),
      productIds: [],
    };
    this.crews.set(incubatorId, crew);
    return crew;
  }

  join(productId: string, crew: Crew): Team {
    const sponsors = this.chance.of('sponsors', productId).weighted({ '1': 0.7, '2': 0.22, '3': 0.08 });
    const team = {
      productId,
      crew,
      intrapreneur: this.#person('intrapreneur', productId),
      coach: this.#person('coach', productId),
      sponsors: Array.from({ length: Number(sponsors) }, (_, index) =>
        this.#person('sponsor', `${productId}:${index}`),
      ),
    };
    crew.productIds.push(productId);
    this.teams.set(productId, team);
    return team;
  }

  team(productId: string): Team {
    const team = this.teams.get(productId);
    if (!team) throw new Error('nobody works on this product');
    return team;
  }

  #person(role: string, of: string): Actor {
    return {
      id: derivedId('simulated-person', role, of),
      profile: this.chance.of('profile', role, of).weighted(this.mix),
    };
  }
}

/** Who is invited when these products are examined, each person once. */
export function membersOf(teams: readonly Team[]): readonly Actor[] {
  const all = teams.flatMap(({ crew, intrapreneur, coach, sponsors }) => [
    crew.lead,
    crew.manager,
    crew.dinumManager,
    intrapreneur,
    coach,
    ...sponsors,
  ]);
  return [...new Map(all.map((person) => [person.id, person])).values()];
}
