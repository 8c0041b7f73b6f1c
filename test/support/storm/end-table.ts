/** One line of the table at the end of a storm. */
export interface EndLine {
  readonly what: string;
  readonly measured: number;
  /** What it must be; a line without is for information. */
  readonly expected?: number;
}

/** What a storm left, as figures of which some must be what they are expected to be. */
export interface EndTable {
  readonly lines: readonly EndLine[];
  /** The lines that are not as expected and what is behind them, in words; empty when all is well. */
  readonly amiss: readonly string[];
  /** For people. */
  readonly text: string;
}
