import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually } from '../support/eventually.js';
import { type Mailbox, startMailbox } from '../support/mailbox.js';
import { freePort } from '../support/ports.js';
import { type TestDatabase, testDatabase } from '../support/postgres.js';
import { type RunningProcess, startApp, waitForHealth } from '../support/processes.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { Visitor } from '../support/visitor.js';

const LEAD = 'lea.martin@fabrique.example';

const register = {
  links: {},
  data: [
    {
      id: 'phare',
      type: 'startup',
      attributes: {
        name: 'Phare',
        pitch: 'Guider les pêcheurs',
        contact: 'phare@fabrique.example',
        events: [],
        phases: [{ name: 'construction', start: '2026-01-05', end: '' }],
        sponsors: [],
      },
      relationships: { incubator: { data: { type: 'incubator', id: 'littoral' } } },
    },
  ],
  included: [{ id: 'littoral', type: 'incubator', attributes: { title: 'La Fabrique du littoral' } }],
};

/** Eight processes of ours, on a machine that may be busy with others. */
const PATIENCE = 240_000;

describe('service mode, by environment alone', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let mailbox: Mailbox;
  let folder: string;
  let env: Record<string, string>;
  let origins: string[];
  const running: RunningProcess[] = [];

  const start = (app: 'api' | 'worker', more: Record<string, string> = {}) => {
    const process = startApp(app, { env: { ...env, ...more } });
    running.push(process);
    return process;
  };

  const command = async (...args: string[]) => {
    const process = startApp('cli', { args, env });
    const { code } = await process.exited;
    return { code, out: process.standardOutput(), all: process.output() };
  };

  beforeAll(async () => {
    database = await testDatabase();
    redis = await startRedis();
    mailbox = await startMailbox();
    folder = mkdtempSync(path.join(tmpdir(), 'jalon-service-'));
    const ports = [await freePort(), await freePort()];
    origins = ports.map((port) => `http://127.0.0.1:${port}`);
    env = {
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      SMTP_URL: mailbox.url,
      MAIL_FROM: 'Comités <comites@fabrique.example>',
      BASE_URL: origins[0]!,
      SESSION_SECRET: 'a secret that every api shares, long enough',
      HOST: '127.0.0.1',
    };
  });

  afterAll(async () => {
    await Promise.all(running.map(async (process) => process.stop()));
    await mailbox.stop();
    await redis.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says in one message everything that the environment lacks, and no secret', async () => {
    const process = startApp('api', { env: { SMTP_URL: 'not a url', SESSION_SECRET: 'too short' } });
    expect((await process.exited).code).toBe(1);
    for (const name of ['DATABASE_URL', 'SMTP_URL', 'BASE_URL', 'SESSION_SECRET', 'MAIL_FROM'])
      expect(process.output()).toContain(name);
    expect(process.output()).not.toContain('too short');
  });

  it('refuses a database that nobody has brought to this version', async () => {
    const process = start('worker');
    expect((await process.exited).code).toBe(1);
    expect(process.output()).toContain('jalon migrate');
  });

  it(
    'runs any number of api and worker processes, each mail sent once',
    async () => {
      expect((await command('migrate')).code).toBe(0);
      const file = path.join(folder, 'register.json');
      writeFileSync(file, JSON.stringify(register));
      expect(JSON.parse((await command('import', 'beta-gouv', file, '--json')).out)).toMatchObject({ products: 1 });
      expect((await command('role', LEAD, 'incubator-lead', '--name', 'Léa Martin', '--in', 'littoral')).code).toBe(0);
      expect((await command('role', LEAD, 'captain', '--name', 'Léa Martin', '--in', 'littoral')).code).toBe(2);

      for (const origin of origins) start('api', { PORT: new URL(origin).port });
      start('worker');
      start('worker');
      await Promise.all(origins.map(async (origin) => waitForHealth(`${origin}/health`)));

      // She asks one api for her link and opens it on the other.
      await (await new Visitor(origins[0]!).get('/connexion')).submit('/connexion', { email: LEAD });
      await eventually(async () => expect(mailbox.to(LEAD)).toHaveLength(1));
      const text = mailbox.to(LEAD)[0]!.text!;
      const [, secret = ''] = /\/connexion\/([\w-]+)/u.exec(text) ?? [];
      const [, code = ''] = /\b(\d{6})\b/u.exec(text.replaceAll(/(\d{3})\s(\d{3})/gu, '$1$2')) ?? [];
      const lead = await new Visitor(origins[1]!).get(`/connexion/${secret}`);
      await lead.submit(`/connexion/${secret}`, { code });
      expect(lead.page).toContain('Léa Martin');

      await lead.get('/comites/nouveau');
      const [, product = ''] =
        /name="produit"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="produit"/u.exec(lead.page) ?? [];
      expect(product).not.toBe('');
      const day = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
      await lead.submit('/comites/nouveau', {
        produit: product,
        date: day,
        heure: '14:00',
        place: 'Salle des cartes',
        videoUrl: '',
      });
      const [, committee = ''] = /\/comites\/([0-9a-f-]{36})\/convoquer/u.exec(lead.page) ?? [];
      await lead.submit(`/comites/${committee}/convoquer`, {});
      await eventually(async () =>
        expect(mailbox.to(LEAD).filter((mail) => mail.subject?.startsWith('Comité d’investissement du'))).toHaveLength(
          1,
        ),
      );
      const [invitation] = mailbox.to(LEAD).filter((mail) => mail.subject?.startsWith('Comité d’investissement du'));
      expect(invitation?.attachments.map(({ contentType }) => contentType)).toContain('text/calendar');
    },
    PATIENCE,
  );

  it('refuses a Redis that may evict jobs', async () => {
    const evicting = await startRedis({ flags: ['--maxmemory-policy', 'allkeys-lru'] });
    try {
      const process = start('worker', { REDIS_URL: evicting.url });
      expect((await process.exited).code).toBe(1);
      expect(process.output()).toContain('noeviction');
    } finally {
      await evicting.stop();
    }
  });

  it('ends cleanly when asked to', async () => {
    for (const process of running.filter((one) => one.output().includes('ready') || one.output().includes('listening')))
      expect((await process.stop()).code).toBe(0);
  });
});
