import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel/index.js';
import { caseId, DeadlineSweeper, type WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { type Engine, engineOn, startEngine } from '../../support/engine.js';

describe('what comes due', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine('2026-03-02T09:00:00.000Z');
  });
  afterAll(async () => engine.stop());

  const options = () => ({ actor: 'person:test', idempotencyKey: newId() }) as const;

  async function convened(startsAt: string): Promise<string> {
    const productId = newId();
    await engine.runtime.open(
      'product-lifecycle',
      productId,
      { type: 'history.imported', state: 'construction', since: '2026-01-05', committees: [] },
      options(),
    );
    const committeeId = newId();
    await engine.runtime.open(
      'committee',
      committeeId,
      { type: 'committee.planned', startsAt, productIds: [productId] },
      options(),
    );
    await engine.runtime.dispatch('committee', committeeId, { type: 'committee.convened', missing: [] }, options());
    return committeeId;
  }

  const rungsTold = async (committeeId: string): Promise<string[]> => {
    const rows = await engine.dataSource.query<{ rung: string }[]>(
      `select payload->>'rung' as rung from case_events where case_id = $1 and type = 'rung.reached' order by revision`,
      [caseId({ process: 'committee', subjectId: committeeId })],
    );
    return rows.map((row) => row.rung);
  };

  const armed = async (committeeId: string): Promise<string[]> => {
    const rows = await engine.dataSource.query<{ key: string }[]>(
      'select key from deadlines where case_id = $1 order by due_at',
      [caseId({ process: 'committee', subjectId: committeeId })],
    );
    return rows.map((row) => row.key);
  };

  it('is told once, however many sweepers look', async () => {
    const committeeId = await convened('2026-06-15T12:00:00.000Z');
    engine.clock.set('2026-05-01T09:00:00.000Z');
    const other = engineOn(engine.dataSource, engine.clock);
    await Promise.all([engine.sweeper.pass(), other.sweeper.pass(), engine.sweeper.pass(), other.sweeper.pass()]);
    expect(await rungsTold(committeeId)).toEqual(['D-45']);
    expect(await armed(committeeId)).not.toContain('rung:D-45');
  });

  it('is told once after everything was down for weeks, each rung in its order', async () => {
    engine.clock.set('2026-05-02T09:00:00.000Z');
    const committeeId = await convened('2026-07-20T12:00:00.000Z');
    engine.clock.set('2026-07-10T09:00:00.000Z');
    while (await engine.sweeper.pass());
    expect(await rungsTold(committeeId)).toEqual(['D-45', 'D-30', 'D-21', 'D-14']);
    await engine.sweeper.pass();
    expect(await rungsTold(committeeId)).toHaveLength(4);
  });

  it('moves with the committee, and is gone with it', async () => {
    engine.clock.set('2026-08-03T09:00:00.000Z');
    const committeeId = await convened('2026-10-15T12:00:00.000Z');
    await engine.runtime.dispatch(
      'committee',
      committeeId,
      { type: 'committee.moved', startsAt: '2026-11-19T13:00:00.000Z', reason: 'Sponsor indisponible' },
      options(),
    );
    engine.clock.set('2026-10-14T09:00:00.000Z');
    await engine.sweeper.pass();
    expect(await rungsTold(committeeId)).toEqual(['D-45']);
    await engine.runtime.dispatch(
      'committee',
      committeeId,
      { type: 'committee.cancelled', reason: 'Produit arrêté' },
      options(),
    );
    expect(await armed(committeeId)).toEqual([]);
    engine.clock.set('2026-12-01T09:00:00.000Z');
    await engine.sweeper.pass();
    expect(await rungsTold(committeeId)).toEqual(['D-45']);
  });

  it('is not told when its case moved on after the sweeper had taken it', async () => {
    engine.clock.set('2026-08-03T09:00:00.000Z');
    const committeeId = await convened('2026-10-15T12:00:00.000Z');
    engine.clock.set('2026-08-31T09:00:00.000Z');
    const { transactions, runtime, clock } = engine;
    const startsAt = '2026-11-19T13:00:00.000Z';
    const moved = { type: 'committee.moved', startsAt, reason: 'Sponsor indisponible' } as const;
    const overtaken: WorkflowRuntime = Object.create(runtime, {
      tellDue: {
        value: async (...due: Parameters<WorkflowRuntime['tellDue']>) => {
          await runtime.dispatch('committee', committeeId, moved, { actor: 'person:test', idempotencyKey: 'moved' });
          return runtime.tellDue(...due);
        },
      },
    });
    await new DeadlineSweeper(transactions, overtaken, clock).pass();
    expect(await rungsTold(committeeId)).toEqual([]);
    engine.clock.set('2026-10-06T09:00:00.000Z');
    await engine.sweeper.pass();
    expect(await rungsTold(committeeId)).toEqual(['D-45']);
  });

  it('may be moved or stopped by an operator, with a reason, on the record', async () => {
    engine.clock.set('2027-01-04T09:00:00.000Z');
    const committeeId = await convened('2027-03-15T12:00:00.000Z');
    const move = { type: 'deadline.moved', key: 'rung:D-45', dueAt: '2027-02-03T08:00:00.000Z' } as const;
    await expect(
      engine.runtime.dispatch('committee', committeeId, { ...move, reason: ' ' }, options()),
    ).rejects.toMatchObject({ code: 'EVENT_REFUSED' });
    await engine.runtime.dispatch('committee', committeeId, { ...move, reason: 'Vacances' }, options());
    await engine.runtime.dispatch(
      'committee',
      committeeId,
      { type: 'deadline.stopped', key: 'rung:D-30', reason: 'Budget déjà vérifié' },
      options(),
    );
    engine.clock.set('2027-02-02T09:00:00.000Z');
    await engine.sweeper.pass();
    expect(await rungsTold(committeeId)).toEqual([]);
    engine.clock.set('2027-02-20T09:00:00.000Z');
    await engine.sweeper.pass();
    expect(await rungsTold(committeeId)).toEqual(['D-45']);
  });

  it('left by a sweeper that died is told by the next one after its lease', async () => {
    engine.clock.set('2027-04-05T09:00:00.000Z');
    const committeeId = await convened('2027-06-14T12:00:00.000Z');
    engine.clock.set('2027-05-01T09:00:00.000Z');
    await engine.dataSource.query(
      `update deadlines set next_at = '2027-05-01T09:00:30Z' where next_at <= '2027-05-01T09:00:00Z'`,
    );
    await engine.sweeper.pass();
    expect(await rungsTold(committeeId)).toEqual([]);
    engine.clock.advance(31_000);
    await engine.sweeper.pass();
    expect(await rungsTold(committeeId)).toEqual(['D-45']);
  });

  it('left by a sweeper that died is told at once by a start that knows itself alone', async () => {
    engine.clock.set('2027-04-05T09:00:00.000Z');
    const committeeId = await convened('2027-06-14T12:00:00.000Z');
    engine.clock.set('2027-05-01T09:00:00.000Z');
    await engine.dataSource.query(
      `update deadlines set next_at = '2027-05-01T09:00:30Z' where next_at <= '2027-05-01T09:00:00Z'`,
    );
    await engine.sweeper.takeBack();
    await engine.sweeper.pass();
    expect(await rungsTold(committeeId)).toEqual(['D-45']);
  });
});
