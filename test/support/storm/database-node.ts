import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '#libs/embedded/index.js';

import { temporaryHome } from '../child-jalon.js';
import { freePort } from '../ports.js';
import { ask } from './ground.js';

const PATIENCE_MS = 60_000;
const AGAIN_MS = 100;

/** How long a server that is about to end in panic may take to, in milliseconds. */
const SETTLING_MS = 2_000;

/** A PostgreSQL server of the test's own, with its files and its port for as long as the storm lasts. */
export class DatabaseNode {
  readonly name = 'postgres';
  #server: EmbeddedPostgres | undefined;
  #url = '';

  private constructor(
    readonly port: number,
    private readonly flags: readonly string[],
    readonly home: string,
  ) {}

  /**
   * @param flags server settings: `['max_connections=30']`.
   * @param home where its files are to be: an empty folder that other accounts may pass through.
   */
  static async prepare(flags: readonly string[] = [], home = temporaryHome()): Promise<DatabaseNode> {
    return new DatabaseNode(await freePort(), flags, home);
  }

  /** The same after every start. */
  get url(): string {
    return this.#url;
  }

  /** Of the postmaster. */
  get pid(): number {
    if (!this.#server) throw new Error('PostgreSQL is down');
    return this.#server.pid;
  }

  /** Starts it; after a kill -9 it recovers what was committed, once the last process of the former server is gone. */
  async start(): Promise<void> {
    const flags = this.flags.flatMap((flag) => ['-c', flag]);
    for (const giveUp = performance.now() + PATIENCE_MS; ;) {
      try {
        this.#server = await startEmbeddedPostgres({ home: this.home, port: this.port, flags });
        this.#url = this.#server.url;
        return;
      } catch (error) {
        if (performance.now() > giveUp) throw error;
        await sleep(AGAIN_MS);
      }
    }
  }

  /** Sends the signal to the postmaster and waits for its end; SIGINT is its fast shutdown. */
  async kill(signal: 'SIGKILL' | 'SIGINT' | 'SIGQUIT' = 'SIGKILL'): Promise<void> {
    const server = this.#server;
    if (!server) return;
    process.kill(server.pid, signal);
    await server.exited;
    await server.stop();
    this.#server = undefined;
  }

  /** The server processes that serve somebody just now. */
  async backends(): Promise<readonly number[]> {
    const rows = await this.query<{ pid: number }>(
      `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    return rows.map(({ pid }) => pid);
  }

  /** Until it takes connections again: when one of its processes is killed, it ends all others and recovers. */
  async recovered(): Promise<void> {
    for (const giveUp = performance.now() + PATIENCE_MS; ;) {
      try {
        await this.query('select');
        return;
      } catch (error) {
        if (performance.now() > giveUp) throw error;
        await sleep(AGAIN_MS);
      }
    }
  }

  /** Until it works again, whether it recovered by itself or ended and has to be started, as an orchestrator does. */
  async revive(): Promise<void> {
    const server = this.#server;
    const ended = await Promise.race([server?.exited, sleep(SETTLING_MS).then(() => undefined)]);
    if (server && ended !== undefined) {
      await server.stop();
      await this.start();
    }
    await this.recovered();
  }

  /** Asks it something, on a connection of the test's own that passes through nothing. */
  async query<Row extends object>(text: string, parameters: unknown[] = []): Promise<readonly Row[]> {
    return ask<Row>(this.#url, text, parameters);
  }

  async remove(): Promise<void> {
    await this.#server?.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}
