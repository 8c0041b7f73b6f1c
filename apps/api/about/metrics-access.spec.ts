import { describe, expect, it } from '@jest/globals';

import { mayReadMetrics } from './metrics-access.js';

const TOKEN = 'a-token-that-is-long-enough-to-be-one';
const local = { host: '127.0.0.1:3000' };

describe('who may read the metrics', () => {
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('is who asks from this machine: %s', (peer) => {
    expect(mayReadMetrics({ headers: local, peer }, undefined)).toBe(true);
    expect(mayReadMetrics({ headers: { host: 'localhost' }, peer }, undefined)).toBe(true);
  });

  it.each(['10.0.0.7', '192.168.1.2', '::ffff:10.0.0.7', undefined])('is nobody elsewhere: %s', (peer) => {
    expect(mayReadMetrics({ headers: local, peer }, undefined)).toBe(false);
    expect(mayReadMetrics({ headers: { ...local, 'x-forwarded-for': '127.0.0.1' }, peer }, undefined)).toBe(false);
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-host'])(
    'is nobody behind a proxy of this machine: %s',
    (header) => {
      expect(mayReadMetrics({ headers: { ...local, [header]: '127.0.0.1' }, peer: '127.0.0.1' }, undefined)).toBe(
        false,
      );
    },
  );

  it('is nobody who asks this machine under another name', () => {
    for (const host of ['jalon.example', 'localhost.evil.example', '127.0.0.1.evil.example', ''])
      expect(mayReadMetrics({ headers: { host }, peer: '127.0.0.1' }, undefined)).toBe(false);
  });

  it('is who presents the token when there is one, from anywhere, and nobody else even from this machine', () => {
    const ask = (authorization?: string, peer = '10.0.0.7') =>
      mayReadMetrics({ headers: { host: 'jalon.example', ...(authorization ? { authorization } : {}) }, peer }, TOKEN);
    expect(ask(`Bearer ${TOKEN}`)).toBe(true);
    expect(ask(`bearer ${TOKEN}`)).toBe(true);
    for (const wrong of [undefined, 'Bearer ', `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, TOKEN]) {
      expect(ask(wrong)).toBe(false);
      expect(ask(wrong, '127.0.0.1')).toBe(false);
    }
  });
});
