import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import { newId } from '#libs/kernel/index.js';

import { type Engine, startEngine } from '../../support/engine.js';

/** A notification holds up every other commit of the server that notifies: none may be sent for nothing. */
describe('telling the relay of new effects', () => {
  let engine: Engine;
  let listener: Client;
  let heard = 0;

  beforeAll(async () => {
    engine = await startEngine();
    listener = new Client({ connectionString: engine.url });
    await listener.connect();
    await listener.query('listen outbox');
    listener.on('notification', () => {
      heard += 1;
    });
  });
  afterAll(async () => {
    await listener.end();
    await engine.stop();
  });

  /** What is committed before an answer to the listener has been told to it with that answer. */
  async function told(work: () => Promise<unknown>): Promise<number> {
    heard = 0;
    await work();
    await listener.query('select 1');
    return heard;
  }

  const options = () => ({ actor: 'person:test', idempotencyKey: newId() }) as const;

  async function plan(): Promise<string> {
    const [productId, committeeId] = [newId(), newId()];
    const history = { type: 'history.imported', state: 'construction', since: '2026-02-02', committees: [] } as const;
    await engine.runtime.open('product-lifecycle', productId, history, options());
    const planned = {
      type: 'committee.planned',
      startsAt: '2026-06-15T12:00:00.000Z',
      productIds: [productId],
    } as const;
    await engine.runtime.open('committee', committeeId, planned, options());
    return committeeId;
  }
  const convene = async (id: string) =>
    engine.runtime.dispatch('committee', id, { type: 'committee.convened', missing: [] }, options());

  it('says nothing of a move that owes nothing', async () => {
    expect(await told(plan)).toBe(0);
  });

  it('says once that something is owed', async () => {
    const committeeId = await plan();
    expect(await told(async () => convene(committeeId))).toBe(1);
  });

  it('lets one tell for those that run beside it', async () => {
    const [first, second] = [await plan(), await plan()];
    const telling = async () =>
      engine.transactions.run(async (tx) => {
        await engine.runtime.dispatch('committee', first, { type: 'committee.convened', missing: [] }, options(), tx);
        await convene(second);
      });
    expect(await told(telling)).toBe(1);
    expect(await engine.outbox.claim(100)).toHaveLength(3);
  });
});
