import {
  addDays,
  addMonths,
  type CalendarDate,
  daysBetween,
  type Instant,
  ManualClock,
  parisInstant,
} from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { DeadlineSweeper, WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { DataSource } from 'typeorm';

import { abreast } from './abreast.js';
import { Dossiers } from './acts/dossiers.js';
import { Launches } from './acts/launches.js';
import { Looks } from './acts/looks.js';
import { Planning } from './acts/planning.js';
import { Records } from './acts/records.js';
import { Sittings } from './acts/sittings.js';
import { Cast } from './cast.js';
import { type Standing, takeCensus } from './census.js';
import { Chance } from './chance.js';
import { EffectDesk } from './effect-desk.js';
import { checkInvariants, replayLogs } from './invariants.js';
import { makeUpPortfolio } from './made-up-portfolio.js';
import { MODEL, type SimulationModel } from './model.js';
import { castPortfolio, habitsOf, importPortfolio, type RegisterFiles } from './registered-portfolio.js';
import { reportOf, type SimulationReport } from './report.js';
import { type SimulatedEngine, World } from './world.js';

export interface SimulationOptions {
  readonly seed: number;
  readonly years: number;
  readonly from: CalendarDate;
  /** How many products to make up; not used with a register. */
  readonly products: number;
  readonly register?: RegisterFiles | undefined;
  readonly model?: SimulationModel | undefined;
  /** Replays the log of every case at the end, and not of some only. */
  readonly checksAll?: boolean | undefined;
  /** Told of the days gone by. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Milliseconds, for the time taken; the simulated clock knows nothing of it. */
  readonly stopwatch: () => number;
}

const DAY = 86_400_000;

/**
 * Lives years of committees on the real engine, from event to event, and reports what became of them.
 * @param dataSource an empty database of this version, which is filled and left so.
 */
export async function simulate(dataSource: DataSource, options: SimulationOptions): Promise<SimulationReport> {
  const { seed, years, from, register, stopwatch } = options;
  const began = stopwatch();
  const engine = engineOn(dataSource, parisInstant(from, '08:00'));
  const chance = new Chance(seed);
  const habits = register && habitsOf(register, from);
  const model = { ...(options.model ?? MODEL), ...(habits && { habits: habits.habits }) };
  const world = peopled(new World(engine, chance, model, new Cast(chance, model.mix)));
  let products = options.products;
  if (register && habits) {
    await importPortfolio(engine, register, () => {});
    products = await castPortfolio(world, habits);
  } else await makeUpPortfolio(world, products, from);
  world.acts.looks.begin(from);
  const to = addMonths(from, Math.round(12 * years));
  const standings = await live(world, from, to, options.onProgress);
  const replayed = await replayLogs(world, options.checksAll ?? false);
  const { events, cases } = await sizes(engine);
  const seconds = (stopwatch() - began) / 1000;
  return reportOf({ products, years, seed, from, to, tally: world.tally, standings, events, cases, replayed, seconds });
}

function engineOn(dataSource: DataSource, now: Instant): SimulatedEngine {
  const clock = new ManualClock(now);
  const transactions = new Transactions(dataSource);
  const runtime = new WorkflowRuntime(transactions, clock);
  return { clock, transactions, runtime, sweeper: new DeadlineSweeper(transactions, runtime, clock) };
}

function peopled(world: World): World {
  world.acts = {
    planning: new Planning(world),
    dossiers: new Dossiers(world),
    sittings: new Sittings(world),
    records: new Records(world),
    launches: new Launches(world),
    looks: new Looks(world),
  };
  return world;
}

/** From one moment at which something happens to the next, until the last day is over. */
async function live(
  world: World,
  from: CalendarDate,
  to: CalendarDate,
  onProgress: SimulationOptions['onProgress'],
): Promise<readonly Standing[]> {
  const { clock, sweeper } = world.engine;
  const desk = new EffectDesk(world);
  const [began, days] = [clock.millis(), daysBetween(from, to)];
  const standings: Standing[] = [];
  // The portfolio is looked at on the first evening, at month ends and on the last evening.
  const evenings = [from, ...monthEnds(from, to), to].map((on) => ({ on, at: parisInstant(on, '23:30') }));
  for (;;) {
    const { due, owed } = await waiting(world);
    if (owed) {
      await desk.clear();
      continue;
    }
    const evening = evenings[0];
    if (!evening) return standings;
    const next = earliest([due, world.agenda.next, evening.at]);
    // What came due while the portfolio was being taken over is told at once.
    if (next > clock.now()) clock.set(next);
    onProgress?.(Math.min(days, Math.floor((clock.millis() - began) / DAY)), days);
    const now = clock.now();
    if (due !== undefined && due <= now) while (await sweeper.pass());
    else if (world.agenda.next === now) await abreast(world.agenda.take(now), async (act) => act.run());
    else {
      standings.push(await takeCensus(world));
      await checkInvariants(world);
      evenings.shift();
    }
  }
}

async function waiting({ engine }: World): Promise<{ readonly due: Instant | undefined; readonly owed: boolean }> {
  const [row] = await engine.transactions.outside.query<{ due: Date | null; owed: boolean }[]>(
    `select (select next_at from deadlines order by next_at limit 1) as due,
            exists (select from outbox where done_at is null) as owed`,
  );
  return { due: row?.due?.toISOString(), owed: row?.owed ?? false };
}

const earliest = (instants: readonly (Instant | undefined)[]): Instant =>
  instants.reduce<Instant>((first, at) => (at !== undefined && at < first ? at : first), '9999');

function monthEnds(from: CalendarDate, to: CalendarDate): readonly CalendarDate[] {
  const ends: CalendarDate[] = [];
  for (let month = 1; ; month += 1) {
    const end = addDays(addMonths(`${from.slice(0, 7)}-01`, month), -1);
    if (end >= to) return ends;
    if (end > from) ends.push(end);
  }
}

async function sizes({ transactions }: SimulatedEngine): Promise<{ readonly events: number; readonly cases: number }> {
  const [row] = await transactions.outside.query<{ events: number; cases: number }[]>(
    'select (select count(*)::int from case_events) as events, (select count(*)::int from cases) as cases',
  );
  return row ?? { events: 0, cases: 0 };
}
