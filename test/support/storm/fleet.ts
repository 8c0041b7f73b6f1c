import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Instant } from '#libs/kernel/index.js';

import { MovedClock } from '../moved-clock.js';
import { freePort } from '../ports.js';
import { type ProcessEnd, startApp } from '../processes.js';
import { AppNode } from './app-node.js';
import { DatabaseNode } from './database-node.js';
import type { Ground } from './ground.js';
import { RedisNode } from './redis-node.js';
import { SmtpNode } from './smtp-node.js';

/** What an api or a worker is connected to. */
export type Link = 'postgres' | 'redis' | 'smtp';

export interface FleetOptions {
  /** Two of each when left out. */
  readonly apis?: number;
  readonly workers?: number;
  /** What the clock of every process says at first. */
  readonly now?: Instant;
  /** Settings of PostgreSQL: `['max_connections=30']`. */
  readonly databaseFlags?: readonly string[];
  /** Where the files of PostgreSQL are to be. */
  readonly databaseHome?: string;
  readonly redisFlags?: readonly string[];
  /** The address by which a node reaches a server, such as that of a proxy in between; the server's own when left out. */
  readonly wire?: (node: string, link: Link, url: string) => string | Promise<string>;
}

/** Everything of an installation in service mode, each in processes of its own that may die and be started again. */
export class Fleet implements Ground {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'jalon-fleet-'));
  readonly clock: MovedClock;
  readonly apis: AppNode[] = [];
  readonly workers: AppNode[] = [];

  private constructor(
    readonly database: DatabaseNode,
    readonly redis: RedisNode,
    readonly smtp: SmtpNode,
    now: Instant,
  ) {
    this.clock = new MovedClock(path.join(this.#folder, 'time'), now);
  }

  /** Starts the servers, migrates, and starts every api and worker. */
  static async start(options: FleetOptions = {}): Promise<Fleet> {
    const fleet = await Fleet.servers(options);
    try {
      const { code } = await fleet.command('migrate');
      if (code !== 0) throw new Error('the database was not migrated');
      await fleet.addNodes(options);
      await Promise.all(fleet.nodes.map(async (node) => node.start()));
      return fleet;
    } catch (error) {
      await fleet.remove();
      throw error;
    }
  }

  /** Starts PostgreSQL, its database empty, Redis and SMTP, and nothing of ours. */
  static async servers({ now = '2026-03-02T09:00:00.000Z', ...options }: FleetOptions = {}): Promise<Fleet> {
    const database = await DatabaseNode.prepare(options.databaseFlags, options.databaseHome);
    const redis = await RedisNode.prepare(options.redisFlags);
    const fleet = new Fleet(database, redis, await SmtpNode.prepare(), now);
    await Promise.all([database.start(), redis.start(), fleet.smtp.start()]);
    return fleet;
  }

  get nodes(): readonly AppNode[] {
    return [...this.apis, ...this.workers];
  }

  /** Ends that nobody asked for, in words. */
  ownEnds(): readonly string[] {
    return this.nodes.flatMap(({ ownEnds }) =>
      ownEnds.map(({ name, end, lastWords }) => `${name} ${JSON.stringify(end)}\n${lastWords}`),
    );
  }

  /** What every process of ours needs in its environment to reach the servers, through nothing. */
  get env(): Readonly<Record<string, string>> {
    return {
      DATABASE_URL: this.database.url,
      REDIS_URL: this.redis.url,
      SMTP_URL: this.smtp.url,
      MAIL_FROM: 'Comités <comites@fabrique.example>',
      BASE_URL: 'http://127.0.0.1:3000',
      SESSION_SECRET: 'a secret that every api shares, long enough',
      HOST: '127.0.0.1',
      MAIL_HOLD_MINUTES: '0',
      ...this.clock.env,
    };
  }

  /** Runs a command of the command line on the fleet's database, at its time. */
  async command(...args: readonly string[]): Promise<ProcessEnd & { readonly output: string }> {
    const command = startApp('cli', { args, env: this.env });
    const end = await command.exited;
    return { ...end, output: command.output() };
  }

  /** Makes the api and worker nodes, without starting them. */
  async addNodes({ apis = 2, workers = 2, wire }: FleetOptions = {}): Promise<void> {
    for (let index = 1; index <= apis; index += 1) this.apis.push(await this.#node('api', index, wire));
    for (let index = 1; index <= workers; index += 1) this.workers.push(await this.#node('worker', index, wire));
  }

  async remove(): Promise<void> {
    await Promise.all(this.nodes.map(async (node) => node.kill()));
    await this.smtp.remove();
    await this.redis.remove();
    await this.database.remove();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #node(app: 'api' | 'worker', index: number, wire: FleetOptions['wire']): Promise<AppNode> {
    const name = `${app}-${index}`;
    const env: Record<string, string> = { ...this.env };
    if (app === 'api') env['PORT'] = String(await freePort());
    if (wire) {
      env['DATABASE_URL'] = await wire(name, 'postgres', this.database.url);
      env['REDIS_URL'] = await wire(name, 'redis', this.redis.url);
      env['SMTP_URL'] = await wire(name, 'smtp', this.smtp.url);
    }
    return new AppNode(name, app, env);
  }
}
