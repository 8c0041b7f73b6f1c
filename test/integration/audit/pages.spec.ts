import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel/index.js';
import { MailDeliveries } from '#libs/mail/index.js';

import { type Api, startApi } from '../../support/api.js';
import { casesOn } from '../../support/audit.builders.js';
import { parseExposition, type Sample } from '../../support/exposition.js';

const WEEK = 7 * 24 * 3_600_000;

describe('how Jalon fares', () => {
  let api: Api;
  let cases: ReturnType<typeof casesOn>;
  beforeAll(async () => {
    api = await startApi('2026-03-02T09:00:00.000Z');
    cases = casesOn(api.engine);
  });
  afterAll(async () => api.stop());

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(api.address + path, { headers });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  const health = async () => JSON.parse((await get('/health')).text) as { status: string; alarms: { kind: string }[] };
  const kinds = async () => (await health()).alarms.map(({ kind }) => kind);
  const metrics = async (): Promise<readonly Sample[]> => parseExposition((await get('/metrics')).text);
  const valueOf = (samples: readonly Sample[], name: string, labels: Record<string, string> = {}) =>
    samples.find(
      (one) => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value),
    )?.value;

  it('is said to machines and to people when all is well', async () => {
    expect(await health()).toEqual({
      status: 'ok',
      effectsOwed: 0,
      effectsFailing: 0,
      deadlinesLate: 0,
      mailsUnknown: 0,
      mailsWaiting: 0,
      alarms: [],
    });
    expect(await get('/sante')).toMatchObject({
      status: 200,
      text: expect.stringContaining('Tout ce qui est dû est fait'),
    });
  });

  it('is said when it is not, without naming a case, an error or a person', async () => {
    const { id } = await cases.convenedCommittee('2026-06-15T12:00:00.000Z');
    api.engine.clock.advance(6 * 60_000);
    const { status, text } = await get('/health');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      status: 'late',
      alarms: [
        {
          kind: 'relay-stopped',
          severity: 'error',
          count: 1,
          since: '2026-03-02T09:00:00.000Z',
          what: '1\u00A0action due n’est prise par aucun traitement.',
          advice: expect.stringContaining('worker'),
        },
      ],
    });
    expect(text).not.toMatch(/samples|causes/u);
    expect(text).not.toContain(id);
    const page = await get('/sante');
    expect(page.text).toContain('Jalon ne fait pas tout ce qu’il doit');
    expect(page.text).toContain('1\u00A0action due n’est prise par aucun traitement.');
    expect(page.text).not.toContain(id);
  });

  it('is measured for Prometheus, in its format', async () => {
    const { status, type } = await get('/metrics');
    expect({ status, type }).toEqual({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8' });
    const before = await metrics();
    expect(valueOf(before, 'jalon_effects_owed', { type: 'invitations.send' })).toBe(1);
    expect(valueOf(before, 'jalon_effects_owed', { type: 'record.seal' })).toBe(0);
    expect(valueOf(before, 'jalon_alarms', { kind: 'relay-stopped', severity: 'error' })).toBe(1);
    expect(valueOf(before, 'jalon_alarms', { kind: 'committees-not-held', severity: 'warning' })).toBe(0);
    expect(valueOf(before, 'jalon_cases', { process: 'committee', state: 'convened' })).toBe(1);
    expect(valueOf(before, 'process_resident_memory_bytes')).toBeGreaterThan(0);
    await cases.work();
    const after = await metrics();
    expect(valueOf(after, 'jalon_effects_owed', { type: 'invitations.send' })).toBe(0);
    expect(valueOf(after, 'jalon_alarms', { kind: 'relay-stopped' })).toBe(0);
  });

  it('counts cases once a minute, and no longer a state that none is in', async () => {
    const { id } = await cases.convenedCommittee('2026-07-15T12:00:00.000Z');
    await cases.committee(id, { type: 'preparation.opened' });
    await cases.work();
    expect(valueOf(await metrics(), 'jalon_cases', { state: 'preparing' })).toBeUndefined();
    api.engine.clock.advance(60_000);
    expect(valueOf(await metrics(), 'jalon_cases', { state: 'preparing' })).toBe(1);
    await cases.committee(id, { type: 'committee.cancelled', reason: 'Produit arrêté' });
    await cases.work();
    api.engine.clock.advance(60_000);
    expect(valueOf(await metrics(), 'jalon_cases', { state: 'preparing' })).toBeUndefined();
  });

  it('is measured for nobody who comes through a proxy', async () => {
    for (const headers of [{ 'x-forwarded-for': '127.0.0.1' }, { forwarded: 'for=127.0.0.1' }])
      expect((await get('/metrics', headers)).status).toBe(403);
  });

  it('includes mails that may not have arrived, for a week or until the server is heard after all', async () => {
    const deliveries = api.app.get(MailDeliveries, { strict: false });
    const send = async (state: 'unknown' | 'bounced') => {
      const [key, attemptId, now] = [newId(), newId(), api.engine.clock.now()];
      const nobody = { personId: null, caseId: null, kind: null, messageId: `${key}@jalon.example` };
      await deliveries.reserve({ key, attemptId, ...nobody, now, hold: 60_000 });
      await deliveries.markSending(key, attemptId);
      await deliveries.settle(key, attemptId, { state, code: 550, reply: 'No such user: a@b.example' }, now);
      return { key, attemptId };
    };
    const { key, attemptId } = await send('unknown');
    expect(await kinds()).toEqual(['mails-unknown']);
    // Jalon itself is not late: it did what it could.
    expect(await health()).toMatchObject({ status: 'ok', mailsUnknown: 1 });
    expect(valueOf(await metrics(), 'jalon_mails', { state: 'unknown' })).toBe(1);
    const now = api.engine.clock.now();
    await deliveries.settle(key, attemptId, { state: 'accepted', code: 250, reply: 'OK' }, now);
    expect(await kinds()).toEqual([]);

    await send('bounced');
    expect(await kinds()).toEqual(['mails-bounced']);
    expect((await get('/health')).text).not.toContain('a@b.example');
    expect((await get('/sante')).text).toContain('Jalon attend quelqu’un');
    api.engine.clock.advance(WEEK);
    await cases.work();
    expect(await kinds()).toEqual([]);
  });

  it('is that it is down when the database does not answer', async () => {
    const { dataSource } = api.engine;
    await dataSource.query(`alter table outbox rename to outbox_away`);
    try {
      expect(await get('/health')).toMatchObject({
        status: 503,
        text: expect.stringContaining('{"status":"down","error":{"code":"DATABASE_UNREACHABLE"'),
      });
      expect(await get('/sante')).toMatchObject({
        status: 503,
        text: expect.stringContaining('La base de données ne répond pas'),
      });
    } finally {
      await dataSource.query(`alter table outbox_away rename to outbox`);
    }
    expect((await get('/health')).status).toBe(200);
  });
});
