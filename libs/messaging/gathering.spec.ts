import { describe, expect, it } from '@jest/globals';

import { Gathering } from './gathering.js';

describe('gathering', () => {
  const lengths = async (words: readonly string[]) => new Map(words.map((word) => [word, word.length]));

  it('asks at once for who comes alone, and once for all who come meanwhile', async () => {
    const asked: (readonly string[])[] = [];
    const gathering = new Gathering(async (words) => {
      asked.push(words);
      return lengths(words);
    });
    const first = gathering.of('un');
    await new Promise((resolve) => setImmediate(resolve));
    const others = ['deux', 'trois', 'deux'].map(async (word) => gathering.of(word));
    expect([await first, ...(await Promise.all(others))]).toEqual([2, 4, 5, 4]);
    expect(asked).toEqual([['un'], ['deux', 'trois']]);
  });

  it('tells all who asked together of a failure, and answers the next ones', async () => {
    let fails = true;
    const gathering = new Gathering(async (words) => {
      if (fails) throw new Error('cut off');
      return lengths(words);
    });
    const together = await Promise.allSettled(['un', 'deux'].map(async (word) => gathering.of(word)));
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await gathering.of('trois')).toBe(5);
  });
});
