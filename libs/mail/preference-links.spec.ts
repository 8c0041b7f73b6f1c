import { describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel/index.js';

import { PreferenceLinks } from './preference-links.js';

const baseUrl = 'https://jalon.example';
const links = new PreferenceLinks({ baseUrl, sessionSecret: 'a secret of the tests, long enough for it' });
const pathOf = (url: string) => url.replace(`${baseUrl}/mes-courriels/`, '');

describe('the link at the foot of a mail', () => {
  it('names one person, the same in every mail', () => {
    const [one, other] = [newId(), newId()];
    expect(links.urlFor(one)).toBe(links.urlFor(one));
    expect(links.personOf(pathOf(links.urlFor(one)))).toBe(one);
    expect(links.personOf(pathOf(links.urlFor(other)))).toBe(other);
  });

  it('cannot be made for somebody else, nor by another installation', () => {
    const link = pathOf(links.urlFor(newId()));
    const elsewhere = new PreferenceLinks({ baseUrl, sessionSecret: 'another secret of the tests, long enough' });
    expect(elsewhere.personOf(link)).toBeUndefined();
    for (let index = 0; index < link.length; index += 1) {
      const forged = `${link.slice(0, index)}${link[index] === 'A' ? 'B' : 'A'}${link.slice(index + 1)}`;
      // The last character holds bits that say nothing.
      if (index < link.length - 1) expect(links.personOf(forged)).toBeUndefined();
    }
    for (const wrong of ['', 'x', `${link}A`, link.slice(1)]) expect(links.personOf(wrong)).toBeUndefined();
  });
});
