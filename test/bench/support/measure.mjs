// How benches measure and say it: medians of alternating repeats, as ratios.

/** Milliseconds that some work takes. */
export async function timed(work) {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Measures the same things on several sides by turns, side after side, so that what the machine does meanwhile weighs on all of
 * them. A first turn warms up and is not counted.
 * @param measures {Record<string, (side) => Promise<number>>} taken one after the other
 * @returns for each measure its name, the median of each side, and `ratios`: the median, over the turns, of what each side
 * measures of the first one
 */
export async function byTurns(sides, measures, turns) {
  const taken = Object.entries(measures).map(([what, measure]) => ({ what, measure, values: sides.map(() => []) }));
  for (let turn = 0; turn <= turns; turn += 1)
    for (const { measure, values } of taken)
      for (const [index, side] of sides.entries()) {
        const value = await measure(side);
        if (turn > 0) values[index].push(value);
      }
  return taken.map(({ what, values }) => ({
    what,
    medians: values.map(median),
    ratios: values.map((own) => median(own.map((value, turn) => value / values[0][turn]))),
  }));
}

/** Milliseconds of one call, over `calls` of them: what takes about one would be lost in the noise. */
export async function timedMean(calls, work) {
  const spent = await timed(async () => {
    for (let at = 0; at < calls; at += 1) await work();
  });
  return spent / calls;
}

/** Prints rows under a header, numbers to the right. */
export function printTable(header, rows) {
  const cells = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const isNumber = (text) => /^[\d.]+(?:\u00D7)?$/u.test(text);
  const line = (row) =>
    row
      .map((cell, column) => (isNumber(cell) ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join('  ');
  console.log(`\n${line(cells[0])}`);
  console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  for (const row of cells.slice(1)) console.log(line(row));
}

export const times = (ratio) => `${ratio.toFixed(2)}\u00D7`;

/** Whole numbers at the command line: `numberArgument(0, 200)` is the first one, or 200. */
export function numberArgument(position, otherwise) {
  const given = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))[position];
  const value = given === undefined ? otherwise : Number(given.replaceAll('_', ''));
  if (!Number.isInteger(value) || value < 1) throw new Error(`not a number of things: ${given}`);
  return value;
}
