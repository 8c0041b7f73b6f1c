import { readFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { simpleParser } from 'mailparser';

import { ChildJalon } from '../child-jalon.js';
import type { MovedClock } from '../moved-clock.js';
import { freePort } from '../ports.js';
import { ask, type Database, type Ground } from './ground.js';
import type { AcceptedMail } from './smtp-node.js';

/** For a database that recovers, on a machine that may be busy with others. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 250;

/** All of Jalon in one process, as `npm start` runs it: its own PostgreSQL under its supervisor, and its trial mailbox. */
export class EmbeddedGround implements Ground {
  readonly database: Database;
  readonly smtp = { accepted: async (): Promise<readonly AcceptedMail[]> => this.#captured() };
  readonly #read = new Map<string, AcceptedMail>();

  private constructor(
    readonly jalon: ChildJalon,
    private readonly way: Server,
    url: string,
  ) {
    this.database = { url, query: async (text, parameters) => ask(url, text, parameters) };
  }

  static async start(): Promise<EmbeddedGround> {
    const jalon = await ChildJalon.prepare();
    try {
      return await EmbeddedGround.#on(jalon);
    } catch (error) {
      await jalon.remove();
      throw error;
    }
  }

  static async #on(jalon: ChildJalon): Promise<EmbeddedGround> {
    await jalon.start();
    // Its database takes another port at each start: the load keeps to one.
    const port = await freePort();
    const way = createServer((client) => {
      const server = connect(jalon.databasePort() ?? 1, '127.0.0.1');
      for (const [one, other] of [
        [client, server],
        [server, client],
      ] as const)
        one
          .on('error', () => other.destroy())
          .on('close', () => other.destroy())
          .pipe(other);
    }).listen(port, '127.0.0.1');
    const url = new URL(jalon.databaseUrl());
    url.port = String(port);
    return new EmbeddedGround(jalon, way, url.href);
  }

  get clock(): MovedClock {
    return this.jalon.clock;
  }

  get apis() {
    return [this.jalon];
  }

  /** The troubles themselves see to how it ends. */
  ownEnds(): readonly string[] {
    return [];
  }

  /** The process of the database server itself, and of the shell that watches over it. */
  supervised(): { readonly postmaster: number; readonly supervisor: number } {
    const file = path.join(this.jalon.home, 'postgres/data/postmaster.pid');
    const postmaster = Number(readFileSync(file, 'utf8').split('\n', 1)[0]);
    const [, supervisor] = /^PPid:\s+(\d+)/mu.exec(readFileSync(`/proc/${postmaster}/status`, 'utf8')) ?? [];
    return { postmaster, supervisor: Number(supervisor) };
  }

  /**
   * Until it works again after something of its own was killed: by itself, or started again once it has ended, as people
   * would. @returns how it ended, when it did.
   */
  async back(): Promise<Awaited<ReturnType<ChildJalon['ended']>> | undefined> {
    const ended = this.jalon.ended();
    for (const giveUp = performance.now() + PATIENCE_MS; performance.now() < giveUp;) {
      const end = await Promise.race([ended, sleep(LOOK_MS, undefined)]);
      if (end) {
        await this.jalon.start();
        return end;
      }
      if (await this.#works()) return undefined;
    }
    throw new Error('it neither came back nor ended');
  }

  async remove(): Promise<void> {
    this.way.close();
    await this.jalon.remove();
  }

  async #works(): Promise<boolean> {
    try {
      await this.database.query('select');
      const page = await fetch(`${this.jalon.address}/connexion`, { signal: AbortSignal.timeout(PATIENCE_MS) });
      return page.ok;
    } catch {
      return false;
    }
  }

  async #captured(): Promise<readonly AcceptedMail[]> {
    const rows = await this.database.query<{ id: string; raw: Buffer; recipients: string[] }>(
      'select id, raw, recipients from captured_mails where not id = any($1)',
      [[...this.#read.keys()]],
    );
    for (const { id, raw, recipients: to } of rows) {
      const { messageId = '', subject = '', text = '' } = await simpleParser(raw);
      this.#read.set(id, { messageId, to, subject, text });
    }
    return [...this.#read.values()];
  }
}
