import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';

import { FeaturesModule } from '#libs/composition/index.js';
import { runningInstance } from '#libs/embedded/index.js';
import type { Instant } from '#libs/kernel/index.js';

import { testConfiguration } from './configuration.js';
import { MovedClock } from './moved-clock.js';
import { freePort } from './ports.js';
import { type ProcessEnd, type RunningProcess, startApp } from './processes.js';

/** A start after a kill recovers the database first, on a machine that may be busy with others. */
const PATIENCE_MS = 60_000;

/** How long after a stop of the whole process its last statement may still be on its way to the database. */
const LAST_STATEMENT_MS = 20;

/** `jalon start` as it is shipped, on one data directory and one port, to be killed and started again any number of times. */
export class ChildJalon {
  readonly clock: MovedClock;
  readonly #options: { readonly port: number; readonly env: Readonly<Record<string, string>> };
  #process: RunningProcess | undefined;
  #services: INestApplicationContext | undefined;

  private constructor(
    readonly home: string,
    port: number,
    now: Instant,
  ) {
    const clock = new MovedClock(path.join(home, 'test-time'), now);
    this.clock = clock;
    this.#options = { port, env: { ...clock.env, MAIL_HOLD_MINUTES: '0' } };
  }

  /**
   * One that starts bare, and is not started yet.
   * @param now what its clock says at first.
   * @param home an empty folder that other accounts may pass through.
   */
  static async prepare(now: Instant = '2026-03-02T09:00:00.000Z', home = temporaryHome()): Promise<ChildJalon> {
    return new ChildJalon(home, await freePort(), now);
  }

  /** The same after every start. */
  get address(): string {
    return `http://127.0.0.1:${this.#options.port}`;
  }

  /** Starts it, and waits until its pages answer. */
  async start(): Promise<void> {
    this.launch();
    await this.ready();
  }

  /** Starts it without waiting for anything. */
  launch(): void {
    const { port, env } = this.#options;
    const args = ['start', '--port', String(port), '--data', this.home, '--empty'];
    this.#process = startApp('cli', { args, env });
  }

  async ready(): Promise<void> {
    await this.#running().waitFor(/Jalon est prêt/u, PATIENCE_MS);
  }

  /** Everything that the present process wrote. */
  output(): string {
    return this.#running().output();
  }

  /** Its end by itself, and what it wrote until then. */
  async ended(): Promise<{ readonly code: number | null; readonly output: string }> {
    const running = this.#running();
    const { code } = await running.exited;
    await this.#closeServices();
    if (this.#process === running) this.#process = undefined;
    return { code, output: running.output() };
  }

  /** kill -9. */
  async kill(): Promise<void> {
    await this.#closeServices();
    await this.#running().kill();
    this.#process = undefined;
  }

  /**
   * kill -9 at a moment when no mail is in the air, whatever else is under way: of one that is, nobody could tell afterwards
   * whether it left. The process is held still while the database is asked.
   */
  async killBetweenMails(): Promise<void> {
    await this.#closeServices();
    const { pid } = this.#running();
    const database = new Client({ connectionString: this.databaseUrl() });
    // It goes with the process.
    database.on('error', () => undefined);
    await database.connect();
    for (;;) {
      process.kill(pid, 'SIGSTOP');
      await sleep(LAST_STATEMENT_MS);
      const { rowCount } = await database.query(`select from mail_deliveries where state = 'sending'`);
      if (!rowCount) break;
      process.kill(pid, 'SIGCONT');
      await sleep(LAST_STATEMENT_MS);
    }
    await this.kill();
    await database.end().catch(() => undefined);
  }

  /** The features on its database, in the test's own process: nothing there consumes jobs. Closed at the next kill. */
  async services(): Promise<INestApplicationContext> {
    const configuration = testConfiguration(this.databaseUrl());
    this.#services ??= await NestFactory.createApplicationContext(FeaturesModule.with(configuration, this.clock, 4), {
      abortOnError: false,
      logger: false,
    });
    return this.#services;
  }

  /** Runs a command of the command line on its data, at its time. */
  async command(...args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
    const command = startApp('cli', { args: [...args, '--data', this.home], env: this.#options.env });
    const { code } = await command.exited;
    return { code, output: command.output() };
  }

  /** Ends it as Ctrl-C would, and removes its data. */
  async remove(): Promise<ProcessEnd | undefined> {
    await this.#closeServices();
    const end = await this.#process?.stop();
    rmSync(this.home, { recursive: true, force: true });
    return end;
  }

  /** Another after every start. @throws while it does not run. */
  databaseUrl(): string {
    const url = runningInstance(this.home)?.databaseUrl;
    if (url === undefined) throw new Error('its database does not run');
    return url;
  }

  /** Undefined while it does not run. */
  databasePort(): number | undefined {
    const url = runningInstance(this.home)?.databaseUrl;
    return url === undefined ? undefined : Number(new URL(url).port);
  }

  async #closeServices(): Promise<void> {
    const services = this.#services;
    this.#services = undefined;
    await services?.close();
  }

  #running(): RunningProcess {
    if (!this.#process) throw new Error('it does not run');
    return this.#process;
  }
}

/** An empty data directory. As root, the database runs as somebody else, who has to pass through. */
export function temporaryHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'jalon-child-'));
  chmodSync(home, 0o711);
  return home;
}
