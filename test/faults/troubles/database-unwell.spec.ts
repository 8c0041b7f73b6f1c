import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, type ClientConfig } from 'pg';

import { PATIENCE } from '#libs/persistence/index.js';

import { eventually } from '../../support/eventually.js';
import { WHOLE_FAULTS } from '../../support/faults-scope.js';
import { processorMs } from '../../support/processor-time.js';
import { TcpProxy } from '../../support/storm/edges/tcp-proxy.js';
import { Installation, type Page } from '../../support/storm/installation.js';

const PATIENCE_MS = 240_000;

/** What the product allows its database, with room for a busy machine: somebody's lock 8 s, silence 20 s, a mute transaction 30 s. */
const LOCK_MS = 12_000;
const SILENCE_MS = 30_000;
const TRANSACTION_MS = 40_000;

(WHOLE_FAULTS ? describe : describe.skip)('a database that is there, and does not serve', () => {
  let jalon: Installation;
  beforeAll(async () => {
    jalon = await Installation.start({ databaseFlags: ['max_connections=60'] });
  }, PATIENCE_MS);
  afterEach(() => {
    for (const app of ['api', 'worker'] as const)
      for (const wire of jalon.wires.between(app, 'postgres')) wire.let({ kind: 'open' });
  });
  afterAll(async () => jalon.remove(), PATIENCE_MS);

  const unavailable = (code: string) => ({ status: 'down', error: { code } });

  /** How an answer came, and after how long. */
  const timed = async (ask: () => Promise<Page>): Promise<{ readonly page: Page; readonly ms: number }> => {
    const began = performance.now();
    return { page: await ask(), ms: performance.now() - began };
  };

  const connected = async (more: ClientConfig = {}): Promise<Client> => {
    const client = new Client({ connectionString: jalon.fleet.database.url, ...more });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };

  it(
    'locked by somebody else: people wait some seconds, nothing is half done, the worker goes on once it is over',
    async () => {
      const { id, form: convene } = await jalon.plannedCommittee();
      const somebody = await connected();
      await somebody.query('begin');
      await somebody.query('lock table cases, outbox, deadlines');
      const { page, ms } = await timed(convene);
      expect(page).toMatchObject({ status: 503, text: expect.stringContaining('trop occupée pour vous répondre') });
      expect(ms).toBeLessThan(LOCK_MS);
      expect(await jalon.health()).toMatchObject(unavailable('DATABASE_BUSY'));
      await somebody.end();

      const events = `select e.type from case_events e join cases c on c.id = e.case_id where c.subject_id = $1`;
      expect(await jalon.fleet.database.query(events, [id])).toEqual([{ type: 'committee.planned' }]);
      expect(await convene()).toMatchObject({ status: 303 });
      await jalon.settled();
      expect(Object.keys(await jalon.mailsOf(id))).toEqual(['sent']);
    },
    PATIENCE_MS,
  );

  it(
    'out of connections: people are told, nobody hammers it, and all goes on once others let go',
    async () => {
      const { form: convene } = await jalon.plannedCommittee();
      const crowd: Client[] = [];
      const processor = processorMs(jalon.worker.pid);
      const began = performance.now();
      try {
        // For longer than pools keep what they do not use.
        while (performance.now() - began < 15_000)
          await connected().then(
            (client) => crowd.push(client),
            async () => sleep(50),
          );
        expect(await convene()).toMatchObject({ status: 503 });
        expect(await jalon.health()).toMatchObject(unavailable('DATABASE_BUSY'));
        expect((processorMs(jalon.worker.pid) - processor) / (performance.now() - began)).toBeLessThan(0.4);
      } finally {
        await Promise.all(crowd.map(async (client) => client.end()));
      }
      await eventually(async () => expect(await convene()).toMatchObject({ status: 303 }));
      expect(await jalon.health()).toMatchObject({ status: 'ok' });
      await jalon.settled();
    },
    PATIENCE_MS,
  );

  it(
    'cut off without a word: nobody waits for ever, and what was connected is given up for new connections',
    async () => {
      const { id, form: convene } = await jalon.plannedCommittee();
      const wires = [...jalon.wires.between('api', 'postgres'), ...jalon.wires.between('worker', 'postgres')];
      for (const wire of wires) wire.let({ kind: 'mute' });
      const { page, ms } = await timed(convene);
      expect(page).toMatchObject({ status: 503, text: expect.stringContaining('La base de données ne répond pas') });
      expect(ms).toBeLessThan(SILENCE_MS);
      for (const wire of wires) wire.let({ kind: 'open' });
      await eventually(async () => expect(await convene()).toMatchObject({ status: 303 }), SILENCE_MS);
      await jalon.settled(SILENCE_MS * 2);
      expect(Object.keys(await jalon.mailsOf(id))).toEqual(['sent']);
      expect(jalon.fleet.ownEnds()).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'keeps no case locked for a process that was cut off in the middle of a transaction',
    async () => {
      const { id, form: convene } = await jalon.plannedCommittee();
      const wire = await TcpProxy.to(jalon.fleet.database.port);
      const url = new URL(jalon.fleet.database.url);
      url.port = String(wire.port);
      try {
        const held = await connected({ ...PATIENCE, connectionString: url.href });
        await held.query('begin');
        await held.query('select from cases where subject_id = $1 for update', [id]);
        wire.let({ kind: 'mute' });
        expect(await convene()).toMatchObject({ status: 503, text: expect.stringContaining('trop occupée') });
        await eventually(async () => expect(await convene()).toMatchObject({ status: 303 }), TRANSACTION_MS);
      } finally {
        wire.close();
      }
    },
    PATIENCE_MS,
  );
});
