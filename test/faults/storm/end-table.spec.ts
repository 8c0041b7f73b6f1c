import { beforeEach, describe, expect, it } from '@jest/globals';

import { endTable } from '../../support/storm/end-table.js';
import type { StormFacts } from '../../support/storm/facts.js';
import { soundFacts } from '../../support/storm/facts.fixture.js';

/** Facts that a test may spoil. */
type Spoilt = { -readonly [Key in keyof StormFacts]: StormFacts[Key] };

let facts: Spoilt;
beforeEach(() => {
  facts = soundFacts();
});

const first = <T>(all: readonly T[]): T => all[0]!;
const rest = <T>(all: readonly T[]): readonly T[] => all.slice(1);
const twice = <T>(all: readonly T[]): readonly T[] => [...all, first(all)];

describe('the table at the end of a storm', () => {
  it('has nothing amiss when everything was done once', () => {
    expect(endTable(facts).amiss).toEqual([]);
    expect(endTable(facts).text).toMatch(/events acknowledged +4\n/u);
  });

  it.each<[string, () => void]>([
    ['… in the log, once each', () => (facts.events = facts.events.filter(({ type }) => type !== 'members.changed'))],
    ['… in the log of which no client was told', () => (facts.acknowledged = rest(facts.acknowledged))],
    ['… owed', () => (facts.effects = rest(facts.effects))],
    ['… owed', () => (facts.effects = twice(facts.effects))],
    ['… owed and not done', () => (facts.effects = facts.effects.map((effect) => ({ ...effect, done: false })))],
    ['… accepted twice', () => (facts.accepted = twice(facts.accepted))],
    ['… said to be sent, and never accepted', () => (facts.accepted = rest(facts.accepted))],
    ['… accepted, and not written down', () => (facts.deliveries = rest(facts.deliveries))],
    ['… without an outcome', () => (facts.deliveries = [{ ...first(facts.deliveries), state: 'sending' }])],
    ['… without an outcome', () => (facts.deliveries = [{ ...first(facts.deliveries), state: 'reserved' }])],
    ['invitations, requests to sign and to plan written', () => (facts.deliveries = rest(facts.deliveries))],
    ['… not fired', () => (facts.now = '2027-01-01T00:00:00.000Z')],
    [
      '… fired twice, or without being due',
      () =>
        (facts.events = facts.events.map((one) => ({
          ...one,
          idempotencyKey: one.idempotencyKey.replace('T07', 'T05'),
        }))),
    ],
    ['deadlines ahead', () => (facts.deadlines = rest(facts.deadlines))],
    ['cases stuck', () => (facts.unfinished = ['held 3: nobody came'])],
    ['cases whose log does not replay', () => (facts.faulty = ['broken-chain'])],
    [
      'cases whose log says what cannot be',
      () => (facts.events = facts.events.filter(({ type }) => type !== 'committee.convened')),
    ],
    ['requests refused that should have been taken', () => (facts.refused = ['EVENT_REFUSED'])],
    ['processes that ended by themselves', () => (facts.ownEnds = ['worker-1'])],
  ])('does not pass over « %s »', (line, spoil) => {
    spoil();
    expect(endTable(facts).amiss.map((one) => one.split(':')[0])).toContain(line);
  });

  it('does not pass over work that was done again', () => {
    const told = facts.events.find(({ caused }) => caused)!;
    const again = { ...told, revision: told.revision + 1, idempotencyKey: 'again' };
    facts.events = [...facts.events, again];
    expect(endTable(facts).amiss.map((one) => one.split(':')[0])).toContain('… done twice');
  });

  it('counts mails of unknown fate by what the server has of them', () => {
    facts.deliveries = facts.deliveries.map((delivery) => ({ ...delivery, state: 'unknown' }));
    facts.accepted = rest(facts.accepted);
    const { lines, amiss } = endTable(facts);
    expect(amiss).toEqual([]);
    const measured = new Map(lines.map(({ what, measured: count }) => [what, count]));
    expect(measured.get('… of unknown fate, and accepted')).toBe(1);
    expect(measured.get('… of unknown fate, and never accepted')).toBe(1);
  });
});
