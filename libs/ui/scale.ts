/** A straight scale from values to a share of the axis, 0 at the bottom and 1 at the top, with round ticks. */
export interface Scale {
  readonly ticks: readonly number[];
  readonly share: (value: number) => number;
}

/** The round step (1, 2 or 5 times a power of ten) that cuts `span` into at most `count` parts. */
function roundStep(span: number, count: number): number {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((factor) => factor * power >= rough * 0.999_999) ?? 10) * power;
}

/**
 * A scale that always holds zero, so that heights compare.
 * @param count how many intervals at most.
 */
export function linearScale(values: readonly number[], count = 4): Scale {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(0, ...finite);
  const most = Math.max(0, ...finite);
  const high = most > low ? most : 1;
  const step = roundStep(high - low, count);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  const bottom = ticks[0] ?? 0;
  const top = ticks.at(-1) ?? 1;
  return { ticks, share: (value) => (value - bottom) / (top - bottom) };
}

/** At most `count` of the given items, first and last included, evenly taken. */
export function evenly<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  const kept = Array.from({ length: count }, (_, index) => Math.round((index * (items.length - 1)) / (count - 1)));
  return [...new Set(kept)].flatMap((index) => items[index] ?? []);
}
