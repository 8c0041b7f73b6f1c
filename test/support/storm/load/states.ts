import { setTimeout as sleep } from 'node:timers/promises';

import type { DataSource } from 'typeorm';

const LOOK_MS = 400;

/** The states of committees and records as a reader sees them, looked up for everybody who waits at once. */
export class States {
  #states: ReadonlyMap<string, string> = new Map();
  #stopped = false;

  constructor(private readonly source: DataSource) {}

  async watch(): Promise<void> {
    while (!this.#stopped) {
      // A database that is down shows nothing new.
      await this.#look().catch(() => undefined);
      await sleep(LOOK_MS);
    }
  }

  /** Ends every wait with an error. */
  stop(): void {
    this.#stopped = true;
  }

  of(subjectId: string): string | undefined {
    return this.#states.get(subjectId);
  }

  async until(subjectId: string, ...states: readonly string[]): Promise<void> {
    return this.hold(() => states.includes(this.of(subjectId) ?? ''));
  }

  /** @throws when the watch is stopped first. */
  async hold(condition: () => boolean): Promise<void> {
    while (!condition()) {
      if (this.#stopped) throw new Error('what was waited for did not come');
      await sleep(LOOK_MS);
    }
  }

  async #look(): Promise<void> {
    const rows = await this.source.query<{ subject_id: string; state: string }[]>(
      `select subject_id, state from cases where process in ('committee', 'deliberation-record')`,
    );
    this.#states = new Map(rows.map(({ subject_id: id, state }) => [id, state]));
  }
}
