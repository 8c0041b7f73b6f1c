import { setTimeout as sleep } from 'node:timers/promises';

import type { Draws } from '#libs/simulation/index.js';

import type { FleetOptions, Link } from '../fleet.js';
import type { Trouble } from '../trouble.js';
import { type Passage, TcpProxy } from './tcp-proxy.js';

const ENDS = /^(?<app>api|worker)-/u;

/** A proxy between each process and each server. */
export class Wires {
  readonly #proxies = new Map<string, TcpProxy>();

  /** For a fleet to be wired so. */
  readonly wire: NonNullable<FleetOptions['wire']> = async (node, link, url) => {
    const through = new URL(url);
    const proxy = await TcpProxy.to(Number(through.port));
    this.#proxies.set(`${node} ${link}`, proxy);
    through.port = String(proxy.port);
    return through.href;
  };

  /** Those between processes of a kind and a server. */
  between(app: 'api' | 'worker', link: Link): readonly TcpProxy[] {
    return [...this.#proxies]
      .filter(([wire]) => wire.match(ENDS)?.groups?.['app'] === app && wire.endsWith(` ${link}`))
      .map(([, proxy]) => proxy);
  }

  close(): void {
    for (const proxy of this.#proxies.values()) proxy.close();
  }
}

/** The pairs that speak to each other; an api speaks to PostgreSQL alone. */
const PAIRS = [
  ['api', 'postgres'],
  ['worker', 'postgres'],
  ['worker', 'redis'],
  ['worker', 'smtp'],
] as const;

/** Milliseconds that a wire stays as it is, shortest and longest. */
const LASTING = { least: 500, most: 4_000 };

const troubled = (name: string, passage: (chance: Draws) => Passage, wires: Wires): readonly Trouble<unknown>[] =>
  PAIRS.map(([app, link]) => ({
    name: `${name} between one ${app} and ${link}`,
    async strike(_, chance) {
      const proxy = chance.pick(wires.between(app, link));
      proxy.let(passage(chance));
      await sleep(chance.between(LASTING.least, LASTING.most));
      proxy.let({ kind: 'open' });
    },
  }));

/** Each pair in turn: cut off, mute, slow. */
export const networkTroubles = (wires: Wires): readonly Trouble<unknown>[] => [
  ...troubled('connections cut', () => ({ kind: 'cut' }), wires),
  ...troubled('connections gone mute', () => ({ kind: 'mute' }), wires),
  ...troubled('a slow link', (chance) => ({ kind: 'slow', delayMs: chance.between(20, 200), bytes: 1_400 }), wires),
];
