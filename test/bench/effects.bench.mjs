// From the commit of an event to the handler of its effect, and effects a second, on both back ends of the queues, against BullMQ
// alone on the same one, by turns. At least what BullMQ alone does on Redis, times 0.7.
// npm run bench:effects [-- turns=3]
import { setTimeout as after } from 'node:timers/promises';

import { percentile } from './support/clients.mjs';
import { tell, withPostgres } from './support/database.mjs';
import { openBullmqAlone, openOurWorker } from './support/effects-sides.mjs';
import { median, numberArgument, printTable, times } from './support/measure.mjs';
import { withRedis } from './support/redis.mjs';

const EFFECTS = { redis: 10_000, postgres: 4_000 };
/** Events sent one by one, so far apart that nothing waits for anything. */
const SINGLES = 100;
const APART = 10;
const GOAL = 0.7;

const turns = numberArgument(0, 3);
const rows = [];

await withPostgres(async (make) => {
  const measured = await withRedis(async (url) => measure('redis', await make('on_redis'), { kind: 'redis', url }));
  if (measured === undefined) console.log('redis-server is not on this machine: nothing is said of it.');
  const url = await make('on_postgres');
  await measure('postgres', url, { kind: 'postgres', url });
});
printTable(['back end', 'who', 'effects/s', 'jalon to it', 'p50 ms', 'p99 ms'], rows);
const onRedis = rows.find(([backend, who]) => backend === 'redis' && who === 'BullMQ alone');
if (onRedis)
  console.log(
    `\n${Number.parseFloat(onRedis[3]) >= GOAL ? 'reached' : 'missed '}  ${onRedis[3]} of BullMQ alone on Redis, for ${times(GOAL)}`,
  );

async function measure(backend, databaseUrl, settings) {
  const sides = [
    { who: 'jalon', ...(await openOurWorker(databaseUrl, settings)), rates: [], waits: [] },
    { who: 'BullMQ alone', ...(await openBullmqAlone(databaseUrl, settings)), rates: [], waits: [] },
  ];
  try {
    for (let turn = 0; turn <= turns; turn += 1)
      for (const side of sides) {
        const rate = await effectsASecond(side, EFFECTS[backend]);
        const waits = await lightLoad(side);
        tell(`${turn}: ${backend}, ${side.who}: ${rate.toFixed(0)}/s`);
        if (turn === 0) continue;
        side.rates.push(rate);
        side.waits.push(...waits);
      }
  } finally {
    for (const side of sides) await side.close();
  }
  const [own] = sides;
  for (const { who, rates, waits } of sides) {
    const sorted = waits.toSorted((a, b) => a - b);
    const ratio = median(rates.map((rate, turn) => own.rates[turn] / rate));
    rows.push([
      backend,
      who,
      median(rates).toFixed(0),
      times(ratio),
      percentile(sorted, 0.5).toFixed(1),
      percentile(sorted, 0.99).toFixed(1),
    ]);
  }
  return rows;
}

async function effectsASecond(side, count) {
  const since = performance.now();
  await side.sustain(count);
  return (count * 1_000) / (performance.now() - since);
}

async function lightLoad(side) {
  const waits = [];
  for (let at = 0; at < SINGLES; at += 1) {
    waits.push(await side.once());
    await after(APART);
  }
  return waits;
}
