import { createHash } from 'node:crypto';

const SEPARATOR = '\u001F';

/**
 * Where every draw of a simulation comes from. Draws belong to words that say what is drawn (`'answer', recordId, '1'`), never
 * to the order in which people happen to act: the same seed gives the same lives, whatever runs beside them.
 */
export class Chance {
  constructor(private readonly seed: number) {}

  of(...words: readonly (string | number)[]): Draws {
    return new Draws(
      createHash('sha256')
        .update([this.seed, ...words].join(SEPARATOR))
        .digest(),
    );
  }
}

/** A sequence of draws: small fast counting generator of 128 bits, seeded by a hash. */
export class Draws {
  readonly #state: Int32Array;

  constructor(hash: Uint8Array) {
    const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength);
    this.#state = Int32Array.from([0, 4, 8, 12], (offset) => view.getInt32(offset));
  }

  /** From 0 up to, and without, 1. */
  next(): number {
    const [a = 0, b = 0, c = 0, counter = 0] = this.#state;
    const drawn = (a + b + counter) | 0;
    this.#state.set([b ^ (b >>> 9), (c + (c << 3)) | 0, (((c << 21) | (c >>> 11)) + drawn) | 0, counter + 1]);
    return (drawn >>> 0) / 2 ** 32;
  }

  /** True as often as `rate` says. */
  happens(rate: number): boolean {
    return this.next() < rate;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** One of them; they may not be none. */
  pick<T>(choices: readonly T[]): T {
    return choices[this.between(0, choices.length - 1)] as T;
  }

  /** One of the names, each as often as its weight is to the sum of all. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) if ((left -= weight) < 0) return name;
    return entries.at(-1)?.[0] as K;
  }

  /** Whole days around a median, as delays of people are: never negative, with a long tail (log-normal, sigma 0.7). */
  days(median: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return Math.round(median * Math.exp(0.7 * normal));
  }
}
