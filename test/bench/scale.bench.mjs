// Costs follow what is due: the sweeper and the relay with few and with many cases waiting, and the pages of one incubator
// among few and among many others. Exits with 1 when something costs more than half as much again.
// npm run bench -- scale [cases=1000000] [products of others=100000]
import { openQueues, Outbox, Relay } from '#libs/messaging/index.js';

import { openEngine, tell, withPostgres } from './support/database.mjs';
import { byTurns, numberArgument, printTable, timed, timedMean, times } from './support/measure.mjs';
import { openReaders, pageReads } from './support/page-reads.mjs';
import { fillPortfolios } from './support/portfolios.mjs';
import { DUE_AT, fillWaiting, OPENED_AT, openDuties } from './support/waiting.mjs';

const LIMIT = 1.5;
const FEW_CASES = 10_000;
const FEW_OTHERS = 1_000;
/** Calls of what takes about a millisecond, a measure. */
const CALLS = 10;

const manyCases = numberArgument(0, 1_000_000);
const manyOthers = numberArgument(1, 100_000);

const results = await withPostgres(async (make) => [...(await enginePasses(make)), ...(await pages(make))]);
const rows = results.map(({ what, medians: [few, many], ratios: [, ratio] }) => ({ what, few, many, ratio }));
printTable(
  ['milliseconds', 'few', 'many', 'ratio'],
  rows.map(({ what, few, many, ratio }) => [what, few.toFixed(2), many.toFixed(2), times(ratio)]),
);
const beyond = rows.filter(({ ratio }) => ratio > LIMIT).map(({ what }) => what);
console.log(
  beyond.length === 0 ? `\nHolds: nothing beyond ${times(LIMIT)}.` : `\nBeyond ${times(LIMIT)}: ${beyond.join('; ')}.`,
);
process.exitCode = beyond.length === 0 ? 0 : 1;

async function enginePasses(make) {
  const sides = [];
  for (const [name, count] of Object.entries({ few_cases: FEW_CASES, many_cases: manyCases })) {
    tell(`${count} cases that wait`);
    const engine = await openEngine(await make(name), { now: OPENED_AT });
    await fillWaiting(engine, count);
    const backend = await openQueues({ kind: 'postgres', url: engine.url });
    const relay = new Relay(new Outbox(engine.transactions, engine.clock), backend);
    sides.push({ ...engine, backend, relay });
  }
  const measures = {
    'sweeper, a hundred due': async (side) => {
      await openDuties(side, 100);
      side.clock.set(DUE_AT);
      const spent = await timed(() => side.sweeper.pass());
      await side.sweeper.pass();
      return spent;
    },
    'sweeper, empty pass': ({ sweeper }) => timedMean(CALLS, () => sweeper.pass()),
    // What the sweeper has just made the cases order.
    'relay, a hundred due': async ({ relay, source }) => {
      const spent = await timed(() => relay.pass());
      await source.query('update outbox set done_at = next_at where done_at is null and published_at is not null');
      return spent;
    },
    'relay, empty pass': ({ relay }) => timedMean(CALLS, () => relay.pass()),
  };
  const measured = await byTurns(sides, measures, 15);
  for (const { relay, backend, close } of sides) {
    await relay.close();
    await backend.close();
    await close();
  }
  return measured;
}

async function pages(make) {
  const sides = [];
  for (const [name, others] of Object.entries({ few_others: FEW_OTHERS, many_others: manyOthers })) {
    tell(`${others} products of other incubators`);
    const url = await make(name);
    await fillPortfolios(url, others);
    sides.push(await openReaders(url));
  }
  const measures = Object.entries(pageReads).map(([what, read]) => [
    what,
    (side) => timedMean(CALLS, () => read(side)),
  ]);
  const measured = await byTurns(sides, Object.fromEntries(measures), 15);
  for (const side of sides) await side.close();
  return measured;
}
