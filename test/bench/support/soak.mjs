// Memory of the engine over many events: it must not follow how many it took.
import { throughCases } from './clients.mjs';
import { tell, withPostgres } from './database.mjs';
import { eightEvents, openEngineSide } from './eight-events.mjs';
import { printTable } from './measure.mjs';

const SAMPLES = 20;
const CLIENTS = 8;
/** Samples in which a process fills its caches and its heap grows to its size. */
const WARM = 4;

/** Takes that many events through fresh cases; prints heap and resident memory after garbage collection, and their slope. */
export async function soak(events) {
  if (!globalThis.gc) throw new Error('the soak needs node --expose-gc');
  const rows = await withPostgres(async (make) => {
    const side = await openEngineSide(await make('soak'), 10);
    const taken = [];
    for (let sample = 1; sample <= SAMPLES; sample += 1) {
      const { rate } = await throughCases(side, {
        clients: CLIENTS,
        cases: Math.ceil(events / 8 / SAMPLES),
        events: eightEvents,
      });
      globalThis.gc();
      const { heapUsed, rss } = process.memoryUsage();
      taken.push({ events: (events / SAMPLES) * sample, rate, heap: heapUsed / 2 ** 20, rss: rss / 2 ** 20 });
      tell(`${taken.at(-1).events} events, ${rate.toFixed(0)}/s, heap ${taken.at(-1).heap.toFixed(1)} MB`);
    }
    await side.close();
    return taken;
  });
  printTable(
    ['events', 'events/s', 'heap MB', 'rss MB'],
    rows.map(({ events: done, rate, heap, rss }) => [done, rate.toFixed(0), heap.toFixed(1), rss.toFixed(1)]),
  );
  const settled = rows.slice(WARM);
  for (const what of ['heap', 'rss'])
    console.log(
      `${what}: ${(slope(settled.map((row) => [row.events, row[what]])) * 100_000).toFixed(2)} MB more for 100,000 events`,
    );
}

/** Of the straight line through the points, by least squares. */
function slope(points) {
  const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return covariance / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
