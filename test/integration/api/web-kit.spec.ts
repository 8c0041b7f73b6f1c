import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';

import { embeddedConfiguration } from '#libs/configuration/index.js';
import { LoginLinks, People, Roles } from '#libs/identity/index.js';
import { newId } from '#libs/kernel/index.js';
import { contentSecurityPolicy } from '#libs/ui/index.js';

import { ApiModule } from '../../../apps/api/api.module.js';
import { createApi } from '../../../apps/api/create-api.js';
import { type Engine, startEngine } from '../../support/engine.js';

describe('what every page rests on', () => {
  let engine: Engine;
  let app: NestExpressApplication;
  let origin: string;
  let folder: string;

  beforeAll(async () => {
    engine = await startEngine();
    folder = mkdtempSync(path.join(tmpdir(), 'jalon-design-'));
    writeFileSync(path.join(folder, 'dsfr.min.css'), 'body{color:black}');
    const configuration = embeddedConfiguration(
      {
        databaseUrl: engine.url,
        smtpUrl: 'smtp://127.0.0.1:9',
        baseUrl: 'http://127.0.0.1',
        sessionSecret: 'a secret for tests that is long enough',
        host: '127.0.0.1',
        port: 0,
      },
      { DESIGN_SYSTEM_DIR: folder },
    );
    app = await createApi(configuration, ApiModule.with(configuration, engine.clock), false);
    await app.listen(0, '127.0.0.1');
    origin = await app.getUrl();
    const incubatorId = newId();
    await engine.dataSource.query(`insert into incubators (id, name) values ($1, 'La Fabrique')`, [incubatorId]);
    const person = await app
      .get(People, { strict: false })
      .findOrCreate({ name: 'Léa Martin', email: 'Lea@fabrique.example' });
    await app.get(Roles, { strict: false }).give(person.id, { role: 'incubator-lead', incubatorId });
  });
  afterAll(async () => {
    await app.close();
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (address: string, init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {}) =>
    fetch(`${origin}${address}`, { redirect: 'manual', ...init, headers: { accept: 'text/html', ...init.headers } });
  const form = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
  });
  const logIn = async (): Promise<string> => {
    const link = await app.get(LoginLinks, { strict: false }).issue('lea@fabrique.example');
    const response = await ask(`/connexion/${link?.secret}`, form({ code: link?.code ?? '' }));
    return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };

  it('is a strict policy, no sniffing, no framing, no referrer, nothing kept by caches', async () => {
    const { headers } = await ask('/connexion');
    expect(headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(contentSecurityPolicy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('leads those who are not logged in to the login, and back; tells programs 401', async () => {
    const page = await ask('/tableau-de-bord?x=1');
    expect(page.status).toBe(303);
    expect(page.headers.get('location')).toBe('/connexion?suite=%2Ftableau-de-bord%3Fx%3D1');
    const program = await ask('/tableau-de-bord', { headers: { accept: 'application/json' } });
    expect(program.status).toBe(401);
    expect(await program.json()).toMatchObject({ error: { code: 'LOGIN_NEEDED' } });
  });

  it('carries the page that was asked for through the mail', async () => {
    const page = await (await ask('/connexion?suite=%2Fcomites')).text();
    expect(page).toContain('name="suite" value="/comites"');
    const link = await app.get(LoginLinks, { strict: false }).issue('lea@fabrique.example');
    const entering = await (await ask(`/connexion/${link?.secret}?suite=%2Fcomites`)).text();
    expect(entering).toContain('name="suite" value="/comites"');
    const entered = await ask(`/connexion/${link?.secret}`, form({ code: link?.code ?? '', suite: '/comites' }));
    expect(entered.headers.get('location')).toBe('/comites');
  });

  it('never says whether an address is known', async () => {
    const known = await (await ask('/connexion', form({ email: 'lea@fabrique.example' }))).text();
    const unknown = await (await ask('/connexion', form({ email: 'nobody@fabrique.example' }))).text();
    expect(unknown).toBe(known);
  });

  it('lets in with the code, not with the link: opening it any number of times changes nothing', async () => {
    const link = await app.get(LoginLinks, { strict: false }).issue('lea@fabrique.example');
    for (const method of ['GET', 'HEAD', 'GET']) {
      const response = await ask(`/connexion/${link?.secret}`, { method });
      expect(response.status).toBe(200);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
    expect((await ask(`/connexion/${link?.secret}`, form({ code: '' }))).status).toBe(422);
    const entered = await ask(`/connexion/${link?.secret}`, form({ code: link?.code ?? '' }));
    expect(entered.headers.getSetCookie()[0]).toMatch(/^jalon_session=.*HttpOnly.*SameSite=Lax/u);
    expect((await ask(`/connexion/${link?.secret}`, form({ code: link?.code ?? '' }))).status).toBe(410);
  });

  it('closes a link after five wrong codes, the right one included', async () => {
    const link = await app.get(LoginLinks, { strict: false }).issue('lea@fabrique.example');
    const wrong = link?.code === '000000' ? '000001' : '000000';
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect((await ask(`/connexion/${link?.secret}`, form({ code: wrong }))).status).toBe(422);
    expect((await ask(`/connexion/${link?.secret}`, form({ code: link?.code ?? '' }))).status).toBe(410);
  });

  it('sends nobody elsewhere after the login', async () => {
    for (const suite of ['https://elsewhere.example/', '//elsewhere.example', String.raw`/\elsewhere.example`]) {
      const link = await app.get(LoginLinks, { strict: false }).issue('lea@fabrique.example');
      const response = await ask(`/connexion/${link?.secret}`, form({ code: link?.code ?? '', suite }));
      expect(response.headers.get('location')).toBe('/tableau-de-bord');
    }
  });

  it('takes no form that another site sent, nor one without its token', async () => {
    const cookie = await logIn();
    const home = await (await ask('/tableau-de-bord', { headers: { cookie } })).text();
    const [, token = ''] = /name="_csrf" value="([^"]+)"/u.exec(home) ?? [];
    expect((await ask('/deconnexion', form({}, { cookie }))).status).toBe(403);
    expect((await ask('/deconnexion', form({ _csrf: `${token}x` }, { cookie }))).status).toBe(403);
    const foreign = { cookie, 'sec-fetch-site': 'cross-site' };
    expect((await ask('/deconnexion', form({ _csrf: token }, foreign))).status).toBe(403);
    expect((await ask('/deconnexion', form({ _csrf: token }, { cookie }))).status).toBe(303);
    expect((await ask('/tableau-de-bord', { headers: { cookie } })).status).toBe(303);
  });

  it('tells pages that do not exist from those one may not see by nothing at all', async () => {
    const cookie = await logIn();
    for (const address of [`/produits/${newId()}`, '/produits/not-an-id', '/nowhere'])
      expect((await ask(address, { headers: { cookie } })).status).toBe(404);
  });

  it('limits login mails to one address', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1)
      statuses.push((await ask('/connexion', form({ email: 'often@fabrique.example' }))).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  });

  it('wears the official stylesheet of an operator entitled to it, from their own folder', async () => {
    const page = await (await ask('/connexion')).text();
    expect(page).toContain('<link rel="stylesheet" href="/design-system/dsfr.min.css"');
    expect(await (await ask('/design-system/dsfr.min.css')).text()).toContain('color:black');
    expect((await ask('/design-system/../package.json')).status).toBe(404);
  });
});
