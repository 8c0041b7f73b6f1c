import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { transition } from 'xstate';

import { addDays, addMilliseconds, newId } from '#libs/kernel/index.js';
import { caseId, EventRefused, MigrateCases, replayLog } from '#libs/workflow-runtime/index.js';
import { processes } from '#workflows/index.js';

import { type Engine, engineOn, startEngine } from '../../support/engine.js';
import { nextDefinitions } from '../../support/next-version/definitions.js';
import { anyCourse, type Step } from '../../support/stories/explore.js';

const START = '2026-01-05';
const NEXT = nextDefinitions['half-year-duty'];

/** The life of a duty, and when and how the next version comes to it: for all cases, or by the next event of this one. */
const anyLife = fc.record({
  phase: fc.constantFrom('investigation', 'construction', 'acceleration'),
  since: fc.integer({ min: 0, max: 300 }),
  steps: anyCourse('half-year-duty').map(({ steps }) => steps),
  changesAt: fc.integer({ min: 0, max: 25 }),
  how: fc.constantFrom('for all', 'when touched'),
});

type Side = Pick<ReturnType<typeof engineOn>, 'runtime' | 'sweeper'>;

describe('whatever happens to a case while its process changes', () => {
  let engine: Engine;
  let next: Side;
  beforeAll(async () => {
    engine = await startEngine();
    next = engineOn(engine.dataSource, engine.clock, nextDefinitions);
  });
  afterAll(async () => engine.stop());

  const idOf = (subjectId: string) => caseId({ process: 'half-year-duty', subjectId });
  const options = () => ({ actor: 'person:test', idempotencyKey: newId() }) as const;

  async function go(side: Side, subjectId: string, step: Step): Promise<void> {
    if (step === 'deadline') {
      const [row] = await engine.dataSource.query<{ due: Date | null }[]>(
        `select min(next_at) as due from deadlines where case_id = $1 and next_at < 'infinity'`,
        [idOf(subjectId)],
      );
      const due = row?.due?.toISOString() ?? '';
      if (due > engine.clock.now()) engine.clock.set(due);
    } else {
      engine.clock.set(addMilliseconds(engine.clock.now(), step.hours * 3_600_000));
      await side.runtime
        .dispatch('half-year-duty', subjectId, step.event as never, options())
        .catch((error: unknown) => {
          if (!(error instanceof EventRefused)) throw error;
        });
    }
    while (await side.sweeper.pass());
  }

  const heldBy = async (subjectId: string) =>
    engine.dataSource.query<{ key: string; due_at: Date; told: boolean; last_error: string | null }[]>(
      `select key, due_at, next_at < 'infinity' as told, last_error from deadlines where case_id = $1 order by key`,
      [idOf(subjectId)],
    );
  /** The key of a deadline may hold colons, as its moment does. */
  const tellings = async (subjectId: string) =>
    (
      await engine.dataSource.query<{ key: string }[]>(
        String.raw`select substring(idempotency_key from '^deadline:(.+):\d{4}-\d\d-\d\dT') as key from case_events
          where case_id = $1 and idempotency_key like 'deadline:%' order by revision`,
        [idOf(subjectId)],
      )
    ).map(({ key }) => key);

  /** Every effect that today's machine orders in the log is owed once, in its order, and no other. */
  async function expectEffectsOf(subjectId: string): Promise<void> {
    const stored = (await next.runtime.stored('half-year-duty', subjectId))!;
    const { faults, snapshots } = await replayLog(engine.dataSource.manager, stored, NEXT);
    expect(faults).toEqual([]);
    const entries = await engine.dataSource.query<
      { revision: number; type: string; payload: object; at: Date; owed: string[] }[]
    >(
      `select e.revision, e.type, e.payload, e.at,
              array(select o.type from outbox o where o.case_id = e.case_id and o.revision = e.revision order by o.position) as owed
         from case_events e where e.case_id = $1 order by e.revision`,
      [stored.id],
    );
    for (const { revision, type, payload, at, owed } of entries) {
      const before = snapshots.get(revision - 1);
      if (type === 'case.migrated') expect(owed).toEqual([]);
      else if (before && snapshots.has(revision)) {
        const event = { ...payload, type, at: at.toISOString() };
        const [, actions] = transition(NEXT.machine, NEXT.machine.resolveState(before as never), event as never);
        expect(owed).toEqual(actions.map((action) => action.type));
      }
    }
  }

  it('its log replays, what was told is not told again, and effects follow from events one to one', async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, async ({ phase, since, steps, changesAt, how }) => {
        const subjectId = newId();
        engine.clock.set(`${START}T09:00:00.000Z`);
        const entered = { type: 'phase.entered', phase, on: addDays(START, -since) } as never;
        await engine.runtime.open('half-year-duty', subjectId, entered, options());
        for (const step of steps.slice(0, changesAt)) await go(engine, subjectId, step);

        const [held, told] = [await heldBy(subjectId), await tellings(subjectId)];
        if (how === 'for all') {
          await new MigrateCases(engine.transactions, engine.clock, nextDefinitions).execute();
          while (await next.sweeper.pass());
          // At once, nothing is told but what was still owed; what is new waits for its day.
          const armed = held.map(({ key }) => key);
          for (const key of (await tellings(subjectId)).slice(told.length)) expect(armed).toContain(key);
        }
        for (const step of steps.slice(changesAt)) await go(next, subjectId, step);

        await expectEffectsOf(subjectId);
        const after = await heldBy(subjectId);
        for (const { key, last_error: error } of after) expect([key, error]).toEqual([key, null]);
        const { version, snapshot, closed } = (await next.runtime.stored('half-year-duty', subjectId))!;
        if (version === NEXT.version)
          expect(Object.fromEntries(after.map(({ key, due_at: dueAt }) => [key, dueAt.toISOString()]))).toEqual(
            Object.fromEntries((closed ? [] : NEXT.deadlines(snapshot)).map(({ key, dueAt }) => [key, dueAt])),
          );
        await engine.dataSource.query('delete from deadlines where case_id = $1', [idOf(subjectId)]);
      }),
      { numRuns: 30 },
    );
    expect(NEXT.version).toBe(processes['half-year-duty'].version + 1);
  });
});
