import { Client } from 'pg';

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
    const client = new Client({ connectionString: this.url, application_name: 'jalon-listener', keepAlive: true });
    const lost = () => {
      if (this.#client !== client) return;
      this.#client = undefined;
      setTimeout(() => void this.#connect(), 1_000).unref();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', this.onEffects);
    this.#client = client;
    try {
      await client.connect();
      await client.query('listen outbox');
      this.onEffects();
    } catch {
      lost();
    }
  }
}
