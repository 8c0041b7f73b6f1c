import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually } from '../../support/eventually.js';
import { Installation } from '../../support/storm/installation.js';

/** Starts of real processes, on a machine that may be busy with others. */
const PATIENCE_MS = 120_000;

describe('what people and operators are told while a server is away', () => {
  let jalon: Installation;
  beforeAll(async () => {
    jalon = await Installation.start();
  }, PATIENCE_MS);
  afterAll(async () => jalon.remove(), PATIENCE_MS);

  it(
    'the database: a page in French says so, what was sent can be sent again, and all comes back by itself',
    async () => {
      const { id, lead, form: convene } = await jalon.plannedCommittee();
      const cookie = await jalon.logIn(lead);
      const [wire] = jalon.wires.between('api', 'postgres');
      wire?.let({ kind: 'cut' });

      const page = await jalon.get(`/comites/${id}`, cookie);
      expect(page).toMatchObject({ status: 503, retryAfter: '10' });
      for (const said of ['Jalon est momentanément indisponible', 'La base de données ne répond pas.', 'Réessayer'])
        expect(page.text).toContain(said);
      expect(page.text).toContain(`href="/comites/${id}"`);
      expect(await convene()).toMatchObject({ status: 503, retryAfter: '10' });
      expect(await jalon.get('/sante')).toMatchObject({
        status: 503,
        text: expect.stringContaining('Rien n’est perdu'),
      });
      expect(await jalon.health()).toMatchObject({ status: 'down', error: { code: 'DATABASE_UNREACHABLE' } });
      expect(await jalon.get('/accessibilite', cookie)).toMatchObject({ status: 503 });
      expect(await jalon.get('/accessibilite')).toMatchObject({ status: 200 });

      wire?.let({ kind: 'open' });
      await eventually(
        async () => expect(await jalon.get(`/comites/${id}`, cookie)).toMatchObject({ status: 200 }),
        3_000,
      );
      expect(await convene()).toMatchObject({ status: 303 });
      expect(await convene()).toMatchObject({ status: 303 });
      await jalon.settled();
      expect(Object.keys(await jalon.mailsOf(id))).toEqual(['sent']);
      expect(await jalon.acceptedTwice()).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'Redis: pages do without it; the worker says that it is gone, and sends what was owed once it is back',
    async () => {
      const { id, lead, form: convene } = await jalon.plannedCommittee();
      const { redis } = jalon.fleet;
      const before = jalon.worker.output().length;
      const said = (): string => jalon.worker.output().slice(before);
      await redis.kill();
      expect(await convene()).toMatchObject({ status: 303 });
      expect(await jalon.get(`/comites/${id}`, await jalon.logIn(lead))).toMatchObject({ status: 200 });
      await eventually(async () => expect(said()).toContain('Redis is lost'));
      expect(await jalon.health()).toMatchObject({ status: 'ok' });
      await sleep(1_000);
      expect(await jalon.mailsOf(id)).toEqual({});
      expect(said().split('\n').length).toBeLessThan(12);

      await redis.start();
      await eventually(async () => expect(said()).toContain('Redis is back'));
      await jalon.settled();
      expect(Object.keys(await jalon.mailsOf(id))).toEqual(['sent']);
      expect(await jalon.acceptedTwice()).toEqual([]);
      expect(jalon.fleet.ownEnds()).toEqual([]);
    },
    PATIENCE_MS,
  );
});
