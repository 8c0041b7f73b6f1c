import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { describe, expect, it } from '@jest/globals';

import { runCommandLine } from '../../../apps/cli/run-command-line.js';

async function jalon(...words: readonly string[]) {
  let [out, log] = ['', ''];
  const status = await runCommandLine(words, {
    // A database that nobody may touch: the simulation has its own.
    env: { DATABASE_URL: 'postgres://jalon:x@127.0.0.1:1/jalon' },
    out: (text) => void (out += text),
    log: (text) => void (log += text),
    interactive: true,
    workingDirectory: tmpdir(),
  });
  return { status, out, log };
}

const leftovers = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('jalon-simulation-'));

describe('jalon simulate', () => {
  it('works on a database of its own, shows how far it is, and leaves nothing behind', async () => {
    const before = leftovers();
    const { status, out, log } = await jalon('simulate', '--products', '2', '--years', '1', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ products: 2, years: 1, seed: 1, faults: [] });
    expect(log).toContain('Simulation █');
    expect(leftovers()).toEqual(before);
  }, 120_000);

  it('tells people in French', async () => {
    const { status, out } = await jalon('simulate', '--products', '1', '--years', '1', '--check');
    expect(status).toBe(0);
    expect(out).toMatch(/^Du 1er\u00A0septembre 2026 au 1er\u00A0septembre 2027, 1\u00A0produit, graine 1\./u);
    expect(out).toContain('aucune anomalie');
  }, 120_000);

  it.each([
    [['--products', 'many'], 'ne convient pas'],
    [['--heed', '2'], 'ne convient pas'],
    [['--from', '2026-02-30'], 'ne convient pas'],
    [['--products', '3', '--register', 'startups.json'], 's’excluent'],
  ])('answers 2 to wrong usage: %j', async (words, sentence) => {
    const { status, log } = await jalon('simulate', ...words);
    expect({ status, said: log.includes(sentence) }).toEqual({ status: 2, said: true });
  });
});
