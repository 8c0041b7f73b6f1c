import { describe, expect, it } from '@jest/globals';

import { Gathering } from './gathering.js';

const turn = async () => new Promise((resolve) => setImmediate(resolve));
const lengths = async (words: readonly string[]) => words.map((word) => word.length);

describe('gathering', () => {
  it('asks at once for who comes alone, and once for all who come meanwhile', async () => {
    const asked: (readonly string[])[] = [];
    const gathering = new Gathering(async (words: readonly string[]) => {
      asked.push(words);
      return lengths(words);
    });
    const first = gathering.ask('un');
    await turn();
    const others = ['deux', 'trois', 'deux'].map(async (word) => gathering.ask(word));
    expect([await first, ...(await Promise.all(others))]).toEqual([2, 4, 5, 4]);
    expect(asked).toEqual([['un'], ['deux', 'trois', 'deux']]);
  });

  it('keeps as many requests under way as it may, each of so many questions at most', async () => {
    const asked: (readonly string[])[] = [];
    const answer: (() => void)[] = [];
    const gathering = new Gathering(
      async (words: readonly string[]) => {
        asked.push(words);
        await new Promise<void>((resolve) => answer.push(resolve));
        return lengths(words);
      },
      { atOnce: 2, most: 2 },
    );
    const answers = ['a', 'bb', 'ccc', 'dddd', 'eeeee'].map(async (word) => gathering.ask(word));
    for (let at = 0; at < 4; at += 1) await turn();
    expect(asked).toEqual([
      ['a', 'bb'],
      ['ccc', 'dddd'],
    ]);
    answer[1]?.();
    for (let at = 0; at < 4; at += 1) await turn();
    expect(asked).toHaveLength(3);
    for (const done of answer) done();
    expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5]);
  });

  it('tells all who asked together of a failure, and answers the next ones', async () => {
    let fails = true;
    const gathering = new Gathering(async (words: readonly string[]) => {
      if (fails) throw new Error('cut off');
      return lengths(words);
    });
    const together = await Promise.allSettled(['un', 'deux'].map(async (word) => gathering.ask(word)));
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await gathering.ask('trois')).toBe(5);
  });

  it('leaves a failure to the one whose failure it is', async () => {
    const gathering = new Gathering(
      async (words: readonly string[]) => {
        if (words.includes('deux')) throw new Error('deux');
        return lengths(words);
      },
      { apart: () => true },
    );
    const together = await Promise.allSettled(['un', 'deux', 'trois'].map(async (word) => gathering.ask(word)));
    expect(together).toMatchObject([
      { status: 'fulfilled', value: 2 },
      { status: 'rejected', reason: { message: 'deux' } },
      { status: 'fulfilled', value: 5 },
    ]);
  });
});
