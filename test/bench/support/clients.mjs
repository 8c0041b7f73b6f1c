// Clients that each take cases through their events, one event after the other, as fast as they are answered.

/**
 * @param side opens cases and sends them events: `{ openCase(): Promise<id>, send(id, event): Promise<unknown> }`
 * @param events {(id: string) => readonly object[]} the life of one case
 * @returns events a second, and the milliseconds that each took, sorted
 */
export async function throughCases(side, { clients, cases, events }) {
  // What was let go since the last measure comes back first: connections, and the plans of their statements.
  await taken(side, { clients, cases: clients * 2, events });
  return taken(side, { clients, cases, events });
}

async function taken(side, { clients, cases, events }) {
  const ids = [];
  for (let at = 0; at < cases; at += 1) ids.push(await side.openCase());
  const took = [];
  const client = async () => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop())
      for (const event of events(id)) {
        const since = performance.now();
        await side.send(id, event);
        took.push(performance.now() - since);
      }
  };
  const since = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const rate = (took.length * 1_000) / (performance.now() - since);
  return { rate, took: took.toSorted((a, b) => a - b) };
}

/** The value that a share of the sorted values do not exceed. */
export const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
