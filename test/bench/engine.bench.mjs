// The real dispatch (log with its hash chain, deadlines, outbox) against what PostgreSQL alone allows and against other
// durable engines, on the same machine with fsync, by turns: cases of eight events, one event after the other.
// npm run bench:engine [-- turns=3] [--no-peers]   or   npm run bench:engine -- --soak [events=200000]
import { percentile, throughCases } from './support/clients.mjs';
import { listen, tell, withPostgres } from './support/database.mjs';
import { eightEvents, openEngineSide } from './support/eight-events.mjs';
import { openOneStatement, openSixRoundTrips } from './support/floors.mjs';
import { median, numberArgument, printTable, times } from './support/measure.mjs';
import { peers } from './support/peers.mjs';
import { soak } from './support/soak.mjs';

const CLIENTS = [1, 8, 32];
/** As many connections on each side as a process of ours keeps. */
const CONNECTIONS = 10;
/** Cases of one measure, by clients; the peers get fewer, being slower: a few seconds each are enough. */
const CASES = { 1: 100, 8: 500, 32: 600 };
const SHARE = { DBOS: 0.08, Restate: 0.12 };

/** What our rate is held to, of that of each side. */
const GOALS = { 'six round trips': 0.9, 'one statement': 0.5, DBOS: 6, Restate: 4 };
const GOAL_CLIENTS = [8, 32];
const GOAL_P99 = { clients: 8, milliseconds: 15 };

const WITH_PEERS = !process.argv.includes('--no-peers');

if (process.argv.includes('--soak')) await soak(numberArgument(0, 200_000));
else await compare(numberArgument(0, 3));

async function compare(turns) {
  await withPostgres(async (make) => {
    const url = await make('engine');
    const sides = [];
    const missing = [];
    const listener = await listen(url);
    try {
      sides.push({ name: 'jalon', side: await openEngineSide(url, CONNECTIONS) });
      sides.push({ name: 'six round trips', side: await openSixRoundTrips(await make('six'), CONNECTIONS) });
      sides.push({ name: 'one statement', side: await openOneStatement(await make('one'), CONNECTIONS) });
      for (const { name, called, open, missing: reason } of WITH_PEERS ? await peers() : [])
        if (reason === undefined) sides.push({ name, side: await open(await make(name.toLowerCase()), CONNECTIONS) });
        else missing.push(`${called} could not be had, so that nothing is said of it: ${reason}`);
      printResults(sides, await measured(sides, turns));
      for (const line of missing) console.log(line);
    } finally {
      for (const { side } of sides) await side.close();
      await listener.end();
    }
  });
}

/** By clients and side, every turn's measure; the first turn warms up and is not counted. */
async function measured(sides, turns) {
  const taken = new Map();
  for (let turn = 0; turn <= turns; turn += 1)
    for (const clients of CLIENTS)
      for (const { name, side } of sides) {
        const cases = Math.ceil(CASES[clients] * (SHARE[name] ?? 1));
        const run = await throughCases(side, { clients, cases, events: eightEvents });
        tell(`${turn}: ${clients} clients, ${name}: ${run.rate.toFixed(0)}/s`);
        if (turn > 0) taken.set(`${clients} ${name}`, [...(taken.get(`${clients} ${name}`) ?? []), run]);
      }
  return taken;
}

function printResults(sides, taken) {
  const rows = [];
  const verdicts = [];
  const verdict = (holds, said) => verdicts.push(`${holds ? 'reached' : 'missed '}  ${said}`);
  for (const clients of CLIENTS) {
    const [own] = sides.map(({ name }) => taken.get(`${clients} ${name}`));
    for (const { name } of sides) {
      const runs = taken.get(`${clients} ${name}`);
      const ratio = median(runs.map(({ rate }, turn) => own[turn].rate / rate));
      const at = (share) => median(runs.map(({ took }) => percentile(took, share)));
      rows.push([
        name,
        clients,
        median(runs.map(({ rate }) => rate)).toFixed(0),
        times(ratio),
        at(0.5).toFixed(2),
        at(0.99).toFixed(2),
      ]);
      if (GOALS[name] && GOAL_CLIENTS.includes(clients))
        verdict(ratio >= GOALS[name], `${times(ratio)} of ${name} at ${clients} clients, for ${times(GOALS[name])}`);
      if (name === 'jalon' && clients === GOAL_P99.clients)
        verdict(
          at(0.99) < GOAL_P99.milliseconds,
          `p99 ${at(0.99).toFixed(2)} ms at ${clients} clients, for ${GOAL_P99.milliseconds} ms`,
        );
    }
  }
  printTable(['eight events a case', 'clients', 'events/s', 'jalon to it', 'p50 ms', 'p99 ms'], rows);
  console.log(`\n${verdicts.join('\n')}`);
}
