import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { addMilliseconds, type Instant, ManualClock, SystemClock } from '#libs/kernel/index.js';

/** A clock that runs, from wherever it is set; processes of the built product that get its environment read it too. */
export class MovedClock extends ManualClock {
  /** What a process of the built product needs in its environment to keep this clock's time. */
  readonly env: Readonly<Record<string, string>>;
  readonly #system = new SystemClock();
  #shift = 0;

  /** @param file where the shift from the machine's time is kept, in milliseconds. */
  constructor(
    private readonly file: string,
    start: Instant,
  ) {
    super(start);
    const preload = path.join(import.meta.dirname, 'shifted-time.mjs');
    this.env = { NODE_OPTIONS: `--import=${preload}`, JALON_TEST_TIME: file };
    this.set(start);
  }

  override now(): Instant {
    return addMilliseconds(this.#system.now(), this.#shift);
  }

  override set(instant: Instant): void {
    this.#shift = Date.parse(instant) - this.#system.millis();
    // In one step: half a number would be another time.
    writeFileSync(`${this.file}.new`, String(this.#shift));
    renameSync(`${this.file}.new`, this.file);
  }

  override advance(milliseconds: number): void {
    this.set(addMilliseconds(this.now(), milliseconds));
  }
}
