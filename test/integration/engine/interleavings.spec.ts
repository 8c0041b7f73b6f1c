import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { type Engine, startEngine } from '../../support/engine.js';
import { type EngineFacts, factsIn } from '../../support/interleavings/engine-facts.js';
import { type Acknowledged, brokenLaws, LAWS } from '../../support/interleavings/engine-laws.js';
import { course } from '../../support/interleavings/moves.js';
import { Senders } from '../../support/interleavings/senders.js';

/** A few seconds' worth; `JALON_RUNS=2000` for an evening's, `JALON_SEED` to see one of them again. */
const RUNS = Number(process.env['JALON_RUNS'] ?? 60);
const SEED = Number(process.env['JALON_SEED'] ?? Math.trunc(Math.random() * 2 ** 31));

let engine: Engine;
let senders: Senders;
beforeAll(async () => {
  engine = await startEngine();
  senders = await Senders.start(engine);
});
afterAll(async () => {
  await senders.stop();
  await engine.stop();
});

describe('any events, to several cases at once, from several processes', () => {
  it(
    `keep every law of the engine (JALON_SEED=${SEED})`,
    async () => {
      await fc.assert(
        fc.asyncProperty(course, async (played) => {
          await senders.play(played);
          expect(brokenLaws(await factsIn(engine), senders.acknowledged)).toEqual([]);
        }),
        // Races do not repeat themselves: a smaller course that fails would be another failure.
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      );
    },
    60_000 + RUNS * 2_000,
  );
});

describe('the laws', () => {
  let facts: EngineFacts;
  let acknowledged: readonly Acknowledged[];
  beforeAll(async () => {
    const start = { 'product-lifecycle': 'construction', committee: 'preparing', 'deliberation-record': 'sealed' };
    await senders.play({ start, bouts: [[{ kind: 'wait', hours: 24 * 365 }], [{ kind: 'sweep', by: 1 }]] });
    facts = await factsIn(engine);
    acknowledged = [...senders.acknowledged];
  });

  const entryWith = (wanted: (entry: EngineFacts['entries'][number]) => boolean) => {
    const found = facts.entries.find(wanted);
    if (!found) throw new Error('the course holds one');
    return found;
  };
  const others = <T>(all: readonly T[], one: T): readonly T[] => all.filter((another) => another !== one);

  it('find nothing amiss in what is sound', () => {
    expect(brokenLaws(facts, acknowledged)).toEqual([]);
  });

  /** One thing broken on purpose for each law. */
  const BROKEN: Readonly<Record<keyof typeof LAWS, () => [Partial<EngineFacts>, (readonly Acknowledged[])?]>> = {
    'the log replays to the snapshot, and its chain holds': () => [
      { replayFaults: ['committee x at 2: broken-chain'] },
    ],
    'machines alone, told the log, stand where the case stands': () => [
      { cases: facts.cases.map((one) => ({ ...one, snapshot: { ...one.snapshot, value: 'elsewhere' } })) },
    ],
    'the deadlines are those of the snapshots; a closed case has none': () => [
      { deadlines: [...facts.deadlines, { caseId: facts.cases[0]!.id, key: 'due', dueAt: facts.now }] },
    ],
    'what was told when it came due was armed, and due': () => {
      const told = entryWith(({ actor, cause }) => actor === 'system:sweeper' && cause === null);
      return [{ entries: [...others(facts.entries, told), { ...told, at: '2026-01-15T08:00:00.000Z' }] }];
    },
    'effects follow from events, one to one': () => [{ effects: facts.effects.slice(1) }],
    'what cases tell each other follows from events, one to one': () => {
      const told = entryWith(({ cause }) => cause !== null);
      return [{ entries: [...others(facts.entries, told), { ...told, cause: `${told.caseId} 1` }] }];
    },
    'what is taken back is taken back wherever it was told, and alone may have its effects withdrawn': () => {
      const [first, ...rest] = facts.effects;
      return [{ effects: [{ ...first!, withdrawn: true }, ...rest] }];
    },
    'a key moves a case once, and gives the one answer': () => {
      const [first] = acknowledged;
      return [{}, [...acknowledged, first!]];
    },
    'what was refused or rolled back leaves no trace': () => [{}, acknowledged.slice(1)],
    'a product has one committee ahead at most, the one its duty knows': () => {
      const committee = facts.cases.find(({ process }) => process === 'committee');
      return [{ cases: [...facts.cases, { ...committee!, id: 'x', subjectId: 'another' }] }];
    },
    'a product moves by a decision, an import, a correction, and nothing else': () => {
      const moved = entryWith(({ type }) => type === 'decision.effective');
      const product = facts.cases.find(({ process }) => process === 'product-lifecycle')!.id;
      return [
        { entries: [...facts.entries, { ...moved, caseId: product, type: 'dossier.submitted', stateAfter: 'x' }] },
      ];
    },
  };

  it.each(Object.keys(LAWS))('notice when this one is broken: %s', (law) => {
    const [broken, answers = acknowledged] = BROKEN[law]!();
    expect(LAWS[law]!({ ...facts, ...broken }, answers)).not.toEqual([]);
  });
});

describe('what nobody should find in the outbox', () => {
  it('is found when an effect is lost in the database', async () => {
    await senders.play({ start: { committee: 'preparing' }, bouts: [] });
    await engine.dataSource.query('delete from outbox where id = (select id from outbox order by id limit 1)');
    expect(brokenLaws(await factsIn(engine), senders.acknowledged)).toEqual([
      expect.stringMatching(/^effects follow from events, one to one: missing: /u),
    ]);
  });
});
