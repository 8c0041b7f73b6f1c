/** A mixed-integer program, minimised: every column is whole and between 0 and its bound. Rows by entries. */
export interface Model {
  readonly costs: Float64Array<ArrayBuffer>;
  readonly lower: Float64Array<ArrayBuffer>;
  readonly upper: Float64Array<ArrayBuffer>;
  readonly rowLower: Float64Array<ArrayBuffer>;
  readonly rowUpper: Float64Array<ArrayBuffer>;
  /** Compressed rows: where each begins, then columns and coefficients. */
  readonly starts: Int32Array<ArrayBuffer>;
  readonly indices: Int32Array<ArrayBuffer>;
  readonly values: Float64Array<ArrayBuffer>;
}

export type Entry = readonly [column: number, coefficient: number];

/** Writes a model down, column by column and row by row. Bounds may be infinite. */
export class ModelBuilder {
  readonly #costs: number[] = [];
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #rows: { readonly lower: number; readonly upper: number; readonly entries: readonly Entry[] }[] = [];

  /** @returns the column's number. */
  column(cost: number, { lower = 0, upper = 1 }: { readonly lower?: number; readonly upper?: number } = {}): number {
    this.#lower.push(lower);
    this.#upper.push(upper);
    return this.#costs.push(cost) - 1;
  }

  row(entries: readonly Entry[], { lower = -Infinity, upper = Infinity }): void {
    if (entries.length > 0) this.#rows.push({ lower, upper, entries });
  }

  build(): Model {
    const entries = this.#rows.flatMap((row) => row.entries);
    const starts = new Int32Array(this.#rows.length + 1);
    for (const [index, row] of this.#rows.entries()) starts[index + 1] = (starts[index] ?? 0) + row.entries.length;
    return {
      costs: Float64Array.from(this.#costs),
      lower: Float64Array.from(this.#lower),
      upper: Float64Array.from(this.#upper),
      rowLower: Float64Array.from(this.#rows, ({ lower }) => lower),
      rowUpper: Float64Array.from(this.#rows, ({ upper }) => upper),
      starts,
      indices: Int32Array.from(entries, ([column]) => column),
      values: Float64Array.from(entries, ([, coefficient]) => coefficient),
    };
  }
}
