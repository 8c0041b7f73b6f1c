// The half-year's plan by the solver against the obvious greedy way: sittings, days from the ideal dates, time, what is proven.
// Made-up incubators of 5, 20 and 49 products, and the largest of the public register when its extract lies beside the project.
// npm run bench -- planning [incubators of each size=5]
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { addMonths, SystemClock } from '#libs/kernel/index.js';
import {
  DEFAULT_PARAMETERS,
  greedyPlacement,
  PlanningSolver,
  PlanningWorlds,
  problemOf,
  proposalOf,
  propose,
} from '#libs/planning/index.js';
import { MADE_UP_PARAMETERS, madeUpIncubator } from '#libs/planning/made-up-incubator.fixture.js';
import { Incubators } from '#libs/portfolio/index.js';
import { ImportRegister, RegisterModule } from '#libs/register/index.js';

import { openFeatures, tell, withPostgres } from './support/database.mjs';
import { numberArgument, printTable } from './support/measure.mjs';

const EXTRACT = path.resolve(import.meta.dirname, '../../../shared/data/beta-gouv');
const EACH = numberArgument(0, 5);
const LARGEST = 4;
/** Seconds that people are ready to wait for 49 products. */
const PATIENCE = 10;

const solver = new PlanningSolver();
const rows = [];
let slowest = 0;

for (const [products, sponsors] of [
  [5, 3],
  [20, 8],
  [49, 15],
]) {
  const measured = [];
  for (let seed = 1; seed <= EACH; seed += 1)
    measured.push(await compare(madeUpIncubator({ products, sponsors, seed }), MADE_UP_PARAMETERS));
  row(`${products} products, ${sponsors} sponsors`, measured);
}
{
  const parameters = { ...MADE_UP_PARAMETERS, grouping: 'any' };
  const measured = [];
  for (let seed = 1; seed <= EACH; seed += 1)
    measured.push(await compare(madeUpIncubator({ products: 49, sponsors: 15, seed }), parameters));
  row('49 products, sponsors mixed', measured);
}
{
  // Three incubators at once: they share the portfolio manager of the DINUM, who is in two places for none of them.
  const measured = [];
  for (let seed = 1; seed <= EACH; seed += 1) measured.push(await compare(atOnce(3, 30, seed), MADE_UP_PARAMETERS));
  row('3 × 30 products at once', measured);
}
if (existsSync(EXTRACT)) await fromRegister();
await solver.onApplicationShutdown();

printTable(
  [
    'mean of each',
    'sittings',
    'greedy',
    'at least',
    'days off',
    'greedy',
    'at least',
    'without',
    'greedy',
    'proven',
    's',
    'worst s',
  ],
  rows,
);
if (slowest > PATIENCE) {
  console.log(`\nThe slowest took ${slowest.toFixed(1)} s.`);
  process.exitCode = 1;
}

/** Several incubators planned together. */
function atOnce(incubators, products, seed) {
  const worlds = Array.from({ length: incubators }, (_, index) =>
    madeUpIncubator({ products, sponsors: 10, seed: seed * 100 + index, incubatorId: `incubator-${index}` }),
  );
  const [first] = worlds;
  return {
    ...first,
    products: worlds.flatMap((world) => world.products),
    occupied: worlds.flatMap((world) => world.occupied),
    absences: worlds.flatMap((world) => world.absences),
  };
}

async function compare(facts, parameters) {
  const problem = problemOf(facts, parameters);
  const nothing = { bound: 0, least: 0, since: performance.now() };
  const greedy = proposalOf(problem, parameters, greedyPlacement(problem), nothing);
  const solved = await propose(problem, parameters, solver);
  slowest = Math.max(slowest, solved.report.milliseconds / 1_000);
  return { greedy, solved };
}

function row(name, measured) {
  const mean = (of) => (measured.reduce((sum, one) => sum + of(one), 0) / measured.length).toFixed(1);
  const seconds = measured.map(({ solved }) => solved.report.milliseconds / 1_000);
  rows.push([
    name,
    mean(({ solved }) => solved.report.sittings),
    mean(({ greedy }) => greedy.report.sittings),
    mean(({ solved }) => solved.report.leastSittings),
    mean(({ solved }) => solved.report.days),
    mean(({ greedy }) => greedy.report.days),
    mean(({ solved }) => solved.report.leastDays ?? 0),
    mean(({ solved }) => solved.unplaced.length),
    mean(({ greedy }) => greedy.unplaced.length),
    `${measured.filter(({ solved }) => solved.report.proven).length} of ${measured.length}`,
    (seconds.reduce((sum, one) => sum + one, 0) / seconds.length).toFixed(1),
    Math.max(...seconds).toFixed(1),
  ]);
}

/** The largest incubators of the register as they stand: who sponsors what is real, everybody is late, nobody is known to be away. */
async function fromRegister() {
  const read = (name) => readFileSync(path.join(EXTRACT, name), 'utf8');
  await withPostgres(async (make) => {
    const url = await make('planning');
    const clock = new SystemClock();
    const features = await openFeatures(url, { clock, modules: [RegisterModule] });
    await features
      .get(ImportRegister)
      .execute({ startups: read('startups.json'), organisations: read('organisations.json') });
    const today = clock.today();
    const parameters = { ...DEFAULT_PARAMETERS, from: today, to: addMonths(today, 9), respectClosing: false };
    const worlds = [];
    for (const { id } of await features.get(Incubators).all())
      worlds.push(await features.get(PlanningWorlds).of([id], parameters));
    worlds.sort((a, b) => b.facts.products.length - a.facts.products.length);
    for (const { facts } of worlds.slice(0, LARGEST)) {
      tell(`register: ${facts.products.length} products`);
      row(`register, ${facts.products.length} products`, [await compare(facts, parameters)]);
    }
    await features.close();
  });
}
