import { setTimeout as sleep } from 'node:timers/promises';

import { CheckLogs } from '#libs/audit/index.js';
import { Chance } from '#libs/simulation/index.js';

import { type EndTable, endTable } from './end-table.js';
import { factsOf, owedIn, type StormFacts } from './facts.js';
import { Fleet, type FleetOptions } from './fleet.js';
import type { Ground } from './ground.js';
import { Load } from './load/load.js';
import { World } from './load/world.js';
import type { Trouble } from './trouble.js';

export interface StormOptions<Struck = Fleet> {
  /** Everything left to chance follows from it; printed, so that a run can be had again. */
  readonly seed: number;
  /** About how many cases the load opens. */
  readonly cases: number;
  /** Struck in this order, one after the other, while the load lasts. */
  readonly troubles: readonly Trouble<Struck>[];
  /**
   * At the end, does not sit out the minute and a half for which a mail stays with whoever held it, nor the waits between
   * attempts: the database is told that the one is over, the clock of the ground moves past the others.
   */
  readonly hurried?: boolean;
}

/** How long the storm lasts by the clock of the ground: a ladder from its first rung to its last. */
const DAYS = 50;
const DAY_MS = 86_400_000;

/** Milliseconds of calm between two troubles. */
const CALM = { least: 300, most: 2_500 };

const DRAIN_PATIENCE_MS = 600_000;
const LOOK_MS = 500;

/** When hurried: how far the clock moves at each look, and how old an attempt at a mail is when its holder is given up. */
const HURRY_MS = 10_000;
const GIVEN_UP_SECONDS = 5;

/** Starts a fleet, and raises a storm on it. */
export async function runStorm({
  fleet,
  ...options
}: StormOptions & { readonly fleet?: FleetOptions }): Promise<EndTable> {
  const struck = await Fleet.start(fleet);
  try {
    return await stormOn(struck, options);
  } finally {
    await struck.remove();
  }
}

/** Puts a ground under load, strikes the troubles, lets it drain, and draws up the table of what is left. */
export async function stormOn<Struck extends Ground>(ground: Struck, options: StormOptions<Struck>): Promise<EndTable> {
  const { seed, cases, troubles, hurried = false } = options;
  say(`storm of seed ${seed}, with ${troubles.length} troubles`);
  const world = await World.on(ground, DAYS);
  try {
    const chance = new Chance(seed);
    const load = await Load.begin(world, cases, chance);
    // Before each trouble the clock moves on, so that deadlines fall due right when it strikes.
    for (const [index, trouble] of troubles.entries()) {
      ground.clock.advance((DAYS * DAY_MS) / troubles.length);
      world.progress = (index + 1) / troubles.length;
      await sleep(chance.of('calm', index).between(CALM.least, CALM.most));
      const began = performance.now();
      await trouble.strike(ground, chance.of('trouble', index));
      say(`${index + 1}/${troubles.length} ${trouble.name}, ${Math.round(performance.now() - began)} ms`);
    }
    const drained = await drain(world, load, hurried);
    const table = endTable(await gather(world, load, drained));
    say(table.text);
    return table;
  } finally {
    await world.close();
  }
}

/** Until nothing is owed and every story is told. @returns how long it took, in seconds. */
async function drain({ ground, states }: World, load: Load, hurried: boolean): Promise<number> {
  const began = performance.now();
  let finished = false;
  void load.finished().then(() => (finished = true));
  while (performance.now() - began < DRAIN_PATIENCE_MS) {
    // A look at a moment between an effect and what follows from it sees nothing owed: two looks do.
    if (finished && (await isQuiet(ground)) && (await isQuiet(ground))) break;
    await sleep(LOOK_MS);
    if (hurried) await hurry(ground);
  }
  states.stop();
  await load.finished();
  return (performance.now() - began) / 1_000;
}

const isQuiet = async ({ database, clock }: Ground): Promise<boolean> => (await owedIn(database, clock.now())) === 0;

async function hurry({ clock, database }: Ground): Promise<void> {
  clock.advance(HURRY_MS);
  // The product holds a mail for ninety seconds: what is left of them tells the age of the attempt.
  await database.query(
    `update mail_deliveries set held_until = now() where state in ('reserved', 'sending')
      and held_until < now() + make_interval(secs => 90 - $1::integer)`,
    [GIVEN_UP_SECONDS],
  );
}

async function gather(world: World, load: Load, drainSeconds: number): Promise<StormFacts> {
  const { ground, clients } = world;
  const { alarms } = await world.get(CheckLogs).execute();
  return {
    now: ground.clock.now(),
    drainSeconds,
    acknowledged: clients.acknowledged,
    unanswered: clients.unanswered,
    refused: clients.refused,
    unfinished: load.unfinished,
    ownEnds: ground.ownEnds(),
    ...(await factsOf(ground.database)),
    accepted: await ground.smtp.accepted(),
    faulty: alarms.map((alarm) => JSON.stringify(alarm)),
  };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
