import { describe, expect, it } from '@jest/globals';

import { keptOrigin } from './origin.js';

const network = (ip: string | undefined) => keptOrigin({ ip, userAgent: undefined }).fromNetwork;
const browser = (userAgent: string) => keptOrigin({ ip: undefined, userAgent }).fromBrowser;

describe('what is kept of where an answer came from', () => {
  it.each([
    ['192.0.2.17', '192.0.2.0/24'],
    ['::ffff:192.0.2.17', '192.0.2.0/24'],
    ['2001:db8:12:34::1', '2001:db8:12::/48'],
    ['2001:DB8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
  ])('is the network of %s, not the address', (ip, kept) => expect(network(ip)).toBe(kept));

  it('is nothing when nothing is known', () => {
    expect([network(undefined), network('nonsense'), browser('')]).toEqual([null, null, null]);
  });

  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Windows'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0', 'Edge, Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', 'Safari, iPhone ou iPad'],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36', 'Chrome, Android'],
    ['curl/8.5.0', null],
  ])('is the family of the browser only: %s', (userAgent, kept) => expect(browser(userAgent)).toBe(kept));
});
