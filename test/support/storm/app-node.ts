import { setTimeout as sleep } from 'node:timers/promises';

import { type ProcessEnd, type RunningProcess, startApp } from '../processes.js';

/** Every start may meet a database that recovers, on a machine busy with the others. */
const PATIENCE_MS = 120_000;

/** What an orchestrator waits before it starts a program again that refused to. */
const AGAIN_MS = 250;

const READY = { api: /listening on/u, worker: /"message":"ready"/u };

/** A process that ended without being told to. */
export interface OwnEnd {
  readonly name: string;
  readonly end: ProcessEnd;
  readonly lastWords: string;
}

/**
 * One api or worker as it is shipped, under an orchestrator: whatever it dies of, it is started again, unless a trouble wants
 * it down for a while (`kill`, later `start`).
 */
export class AppNode {
  /** Put before the next start, to send its connections another way: `node.env['REDIS_URL'] = …`. */
  readonly env: Record<string, string>;
  /** How often it ended by itself once it was ready; an orchestrator hides it, a product must not need one. */
  readonly ownEnds: OwnEnd[] = [];
  #process: RunningProcess | undefined;
  #wanted = 0;

  constructor(
    readonly name: string,
    readonly app: 'api' | 'worker',
    env: Readonly<Record<string, string>>,
  ) {
    this.env = { ...env };
  }

  /** Of the api; undefined for a worker. */
  get address(): string | undefined {
    const { PORT: port } = this.env;
    return port === undefined ? undefined : `http://127.0.0.1:${port}`;
  }

  get pid(): number {
    if (!this.#process) throw new Error(`${this.name} is down`);
    return this.#process.pid;
  }

  /** Everything that the present process wrote, or the last one when it is down. */
  output(): string {
    return this.#process?.output() ?? '';
  }

  /** Starts it, again and again when it refuses to (a database not there yet), until it is ready. */
  async start(): Promise<void> {
    const wanted = ++this.#wanted;
    for (const giveUp = performance.now() + PATIENCE_MS; wanted === this.#wanted;) {
      const process = startApp(this.app, { env: this.env });
      this.#process = process;
      try {
        await process.waitFor(READY[this.app], PATIENCE_MS);
        void this.#watch(process, wanted);
        return;
      } catch (error) {
        await process.kill();
        if (performance.now() > giveUp) throw error;
        await sleep(AGAIN_MS);
      }
    }
  }

  /** Sends the signal and waits for the end; it stays down until `start`. */
  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<ProcessEnd | undefined> {
    this.#wanted += 1;
    return signal === 'SIGKILL' ? this.#process?.kill() : this.#process?.stop();
  }

  /** Holds it still (SIGSTOP), or lets it go on (SIGCONT). */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    process.kill(this.pid, signal);
  }

  /** Brings it back, should it end by itself. */
  async #watch(process: RunningProcess, wanted: number): Promise<void> {
    const end = await process.exited;
    if (wanted !== this.#wanted) return;
    this.ownEnds.push({ name: this.name, end, lastWords: process.output().slice(-2_000) });
    await this.start();
  }
}
