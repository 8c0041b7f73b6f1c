import { rmSync } from 'node:fs';

import { freePort } from '../ports.js';
import { startRedis, type TestRedis } from '../redis.js';

/** A redis-server with its append-only file and its port for as long as the storm lasts. */
export class RedisNode {
  readonly name = 'redis';
  #server: TestRedis | undefined;
  #directory: string | undefined;

  private constructor(
    readonly port: number,
    private readonly flags: readonly string[],
  ) {}

  static async prepare(flags: readonly string[] = []): Promise<RedisNode> {
    return new RedisNode(await freePort(), flags);
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Where its append-only file is. */
  get directory(): string {
    if (this.#directory === undefined) throw new Error('Redis was never started');
    return this.#directory;
  }

  get pid(): number {
    if (!this.#server) throw new Error('Redis is down');
    return this.#server.pid;
  }

  /** Starts it on the data it had. */
  async start(): Promise<void> {
    const where = this.#directory === undefined ? {} : { directory: this.#directory };
    this.#server = await startRedis({ port: this.port, flags: this.flags, ...where });
    this.#directory = this.#server.directory;
  }

  /** kill -9. */
  async kill(): Promise<void> {
    await this.#server?.kill();
    this.#server = undefined;
  }

  async remove(): Promise<void> {
    await this.kill();
    if (this.#directory !== undefined) rmSync(this.#directory, { recursive: true, force: true });
  }
}
