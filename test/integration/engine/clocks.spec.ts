import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel/index.js';
import { caseId } from '#libs/workflow-runtime/index.js';

import { type Engine, startEngine } from '../../support/engine.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('a clock that was a day ahead, and goes back', () => {
  let engine: Engine;
  let committee: string;

  beforeAll(async () => {
    engine = await startEngine('2026-03-02T09:00:00.000Z');
  });
  afterAll(async () => engine.stop());

  const options = () => ({ actor: 'person:test', idempotencyKey: newId() }) as const;

  /** A convened committee: it owes its invitations, and its ladder is armed. */
  const convene = async (): Promise<void> => {
    const [productId, committeeId] = [newId(), newId()];
    const imported = { type: 'history.imported', state: 'construction', since: '2026-01-05', committees: [] } as const;
    await engine.runtime.open('product-lifecycle', productId, imported, options());
    const planned = {
      type: 'committee.planned',
      startsAt: '2026-06-15T12:00:00.000Z',
      productIds: [productId],
    } as const;
    await engine.runtime.open('committee', committeeId, planned, options());
    await engine.runtime.dispatch('committee', committeeId, { type: 'committee.convened', missing: [] }, options());
    committee = caseId({ process: 'committee', subjectId: committeeId });
  };

  const claimed = async (): Promise<number> => (await engine.outbox.claim(100)).length;
  const rungs = async (): Promise<number> =>
    (
      await engine.dataSource.query<unknown[]>(
        `select 1 from case_events where case_id = $1 and type = 'rung.reached' and payload->>'rung' = 'D-45'`,
        [committee],
      )
    ).length;

  it('keeps no effect waiting that it ordered, and none that it took', async () => {
    engine.clock.advance(DAY);
    await convene();
    engine.clock.advance(-DAY);
    const ordered = await claimed();
    expect(ordered).toBeGreaterThan(0);

    engine.clock.advance(61_000);
    engine.clock.advance(DAY);
    expect(await claimed()).toBe(ordered);
    engine.clock.advance(-DAY);
    expect(await claimed()).toBe(ordered);
    expect(await claimed()).toBe(0);
  });

  it('keeps no failed effect waiting either', async () => {
    const [effect] = await engine.dataSource.query<{ id: string }[]>('select id from outbox where done_at is null');
    engine.clock.advance(DAY);
    await engine.outbox.markFailed(effect!.id, 5, 'MAIL_TEMPORARILY_REFUSED');
    engine.clock.advance(-DAY);
    engine.clock.advance(10_000);
    expect((await engine.outbox.claim(100)).map(({ id }) => id)).toContain(effect!.id);
  });

  it('keeps no deadline waiting that a sweeper took and did not tell', async () => {
    engine.clock.set('2026-05-02T09:00:00.000Z');
    const lease = new Date(Date.parse(engine.clock.now()) + DAY + 30_000);
    await engine.dataSource.query(`update deadlines set next_at = $1 where due_at <= $2`, [lease, engine.clock.now()]);
    await engine.sweeper.pass();
    expect(await rungs()).toBe(1);
  });
});
