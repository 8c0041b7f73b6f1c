import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What becomes of what passes. */
export type Passage =
  | { readonly kind: 'open' }
  /** Every connection is reset, and so is each new one. */
  | { readonly kind: 'cut' }
  /** Nothing passes and nobody is told: what was connected then stays mute for ever, as behind a firewall that forgot it. */
  | { readonly kind: 'mute' }
  /** Each piece takes so long, and passes so many bytes at a time. */
  | { readonly kind: 'slow'; readonly delayMs: number; readonly bytes: number };

/** The wire between a process and a server. */
export class TcpProxy {
  #passage: Passage = { kind: 'open' };
  readonly #pairs = new Set<{ readonly ends: readonly [Socket, Socket]; mute: boolean }>();

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {}

  static async to(target: number): Promise<TcpProxy> {
    const server = createServer();
    const proxy = new TcpProxy(server, target);
    server.on('connection', (socket) => proxy.#join(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  let(passage: Passage): void {
    this.#passage = passage;
    for (const pair of this.#pairs)
      if (passage.kind === 'mute') pair.mute = true;
      else if (passage.kind === 'cut') for (const end of pair.ends) end.resetAndDestroy();
  }

  close(): void {
    this.let({ kind: 'cut' });
    this.server.close();
  }

  #join(near: Socket): void {
    near.on('error', () => undefined);
    if (this.#passage.kind === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const far = connect({ host: '127.0.0.1', port: this.target });
    far.on('error', () => undefined);
    const pair = { ends: [near, far] as const, mute: this.#passage.kind === 'mute' };
    this.#pairs.add(pair);
    const gone = (): void => {
      // The other end of a mute wire does not hear of it.
      if (!pair.mute) for (const end of pair.ends) end.destroy();
      if (pair.ends.every(({ destroyed }) => destroyed)) this.#pairs.delete(pair);
    };
    near.on('close', gone);
    far.on('close', gone);
    void this.#carry(near, far, pair);
    void this.#carry(far, near, pair);
  }

  async #carry(from: Socket, to: Socket, pair: { readonly mute: boolean }): Promise<void> {
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        const passage = this.#passage;
        const size = passage.kind === 'slow' ? passage.bytes : chunk.length;
        for (let start = 0; start < chunk.length; start += size) {
          if (passage.kind === 'slow') await sleep(passage.delayMs);
          if (pair.mute) break;
          if (!to.write(chunk.subarray(start, start + size))) await once(to, 'drain');
        }
      }
      if (!pair.mute) to.end();
    } catch {
      if (!pair.mute) to.destroy();
    }
  }
}
