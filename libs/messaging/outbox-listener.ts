import { Client } from 'pg';

import { endWhenSilent } from '#libs/persistence/index.js';

/** Milliseconds between questions that show whether the connection is still one: a listener says nothing by itself. */
const HEARTBEAT = 10_000;

/** Milliseconds before a lost connection is opened again. */
const AGAIN = 1_000;

/** Tells of new effects as soon as they are committed. Polling goes on behind it, so a lost message costs a second, no more. */
export class OutboxListener {
  #client: Client | undefined;
  #stopped = false;

  constructor(
    private readonly url: string,
    private readonly onEffects: () => void,
  ) {}

  async start(): Promise<void> {
    await this.#connect();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    if (this.#stopped) return;
    const client = new Client({
      connectionString: this.url,
      application_name: 'jalon-listener',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    const heartbeat = setInterval(() => void client.query('select').catch(() => {}), HEARTBEAT);
    const lost = () => {
      clearInterval(heartbeat);
      if (this.#client !== client) return;
      this.#client = undefined;
      setTimeout(() => void this.#connect(), AGAIN).unref();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', this.onEffects);
    this.#client = client;
    try {
      await client.connect();
      endWhenSilent(client);
      await client.query('listen outbox');
      this.onEffects();
    } catch {
      lost();
    }
  }
}
