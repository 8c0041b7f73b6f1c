import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';

import { ApiModule } from '../../apps/api/api.module.js';
import { createApi } from '../../apps/api/create-api.js';
import { type Person, Sessions } from '#libs/identity/index.js';
import type { Instant } from '#libs/kernel/index.js';

import { committingOn, committeeSettings } from './committees.builders.js';

@Module({})
class Root {}

export interface Visited {
  readonly status: number;
  readonly text: string;
  readonly location: string;
  readonly type: string;
  readonly cookies: readonly string[];
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** The pages of committees over HTTP, as browsers without JavaScript see them. */
export type Browsing = Awaited<ReturnType<typeof browseCommittees>>;

export async function browseCommittees(now?: Instant) {
  const settings = await committeeSettings(now);
  const root: DynamicModule = {
    module: Root,
    imports: [ApiModule.with(settings.configuration, settings.clock), DiscoveryModule],
  };
  const app = await createApi(settings.configuration, root, false);
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();
  const jalon = await committingOn(app, settings);
  return {
    ...jalon,
    origin,
    anybody: visitor(origin, ''),
    async logIn(person: Person) {
      const secret = await jalon.get(Sessions).open(person.id);
      return { ...visitor(origin, `jalon_session=${secret}`), secret };
    },
  };
}

/** Keeps the cookies it is given, and sends the anti-forgery token of the last page with each form. */
function visitor(origin: string, session: string) {
  const jar = new Map<string, string>();
  let csrf = '';
  async function visit(path: string, init: RequestInit = {}): Promise<Visited> {
    const cookies = [session, ...[...jar].map(([name, value]) => `${name}=${value}`)].filter(Boolean).join('; ');
    const response = await fetch(`${origin}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...(cookies ? { cookie: cookies } : {}), ...(init.headers as object) },
    });
    const set = response.headers.getSetCookie();
    for (const cookie of set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const text = await response.text();
    csrf = /name="_csrf" value="([^"]+)"/u.exec(text)?.[1] ?? csrf;
    return {
      status: response.status,
      text,
      location: response.headers.get('location') ?? '',
      type: response.headers.get('content-type') ?? '',
      cookies: set,
    };
  }
  return {
    get: (path: string) => visit(path),
    async post(path: string, fields: Fields) {
      if (session && csrf === '') await visit('/comites');
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries({ ...fields, ...(session ? { _csrf: csrf } : {}) }))
        for (const one of [value].flat()) body.append(name, one);
      return visit(path, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    },
  };
}
