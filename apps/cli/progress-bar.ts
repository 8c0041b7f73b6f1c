import type { CommandContext } from './command-context.js';

const WIDTH = 30;
const ERASE_LINE = '\r\u001B[K';

/** A bar that redraws its line as work goes on; says nothing when nobody watches. */
export class ProgressBar {
  #percent = -1;

  constructor(
    private readonly context: CommandContext,
    private readonly label: string,
  ) {}

  show(done: number, total: number): void {
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    // Drawn a hundred times at most: a terminal is slower than a database.
    if (!this.context.interactive || percent === this.#percent) return;
    this.#percent = percent;
    const full = Math.round((WIDTH * percent) / 100);
    const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
    this.context.log(`${ERASE_LINE}${this.label} ${bar} ${percent}\u00A0% (${done}/${total})`);
  }

  /** Leaves the line free for what comes next. */
  clear(): void {
    if (this.#percent >= 0) this.context.log(ERASE_LINE);
  }
}
