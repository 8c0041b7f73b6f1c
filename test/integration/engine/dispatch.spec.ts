import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel/index.js';
import { caseId, CaseNotFound, EventRefused, replayCase } from '#libs/workflow-runtime/index.js';

import { type Engine, startEngine } from '../../support/engine.js';

describe('dispatching an event to a case', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(async () => engine.stop());

  const options = (idempotencyKey = newId()) => ({ actor: 'person:test', idempotencyKey }) as const;

  async function productInConstruction(): Promise<string> {
    const productId = newId();
    await engine.runtime.open(
      'product-lifecycle',
      productId,
      { type: 'history.imported', state: 'construction', since: '2026-01-05', committees: ['2026-01-05'] },
      options(),
    );
    return productId;
  }

  async function plannedCommittee(productIds: readonly string[]): Promise<string> {
    const committeeId = newId();
    const startsAt = '2026-06-15T12:00:00.000Z';
    await engine.runtime.open('committee', committeeId, { type: 'committee.planned', startsAt, productIds }, options());
    return committeeId;
  }

  it('moves the case, and every case it tells, in one transaction', async () => {
    const productId = await productInConstruction();
    expect((await engine.runtime.read('half-year-duty', productId))?.snapshot.context['dueOn']).toBe('2026-07-05');
    await plannedCommittee([productId]);
    expect((await engine.runtime.read('half-year-duty', productId))?.state).toBe('planned');
  });

  it('refuses the whole when one of the cases told refuses', async () => {
    const [free, taken] = [await productInConstruction(), await productInConstruction()];
    await plannedCommittee([taken]);
    const committeeId = newId();
    await expect(
      engine.runtime.open(
        'committee',
        committeeId,
        { type: 'committee.planned', startsAt: '2026-06-20T08:00:00.000Z', productIds: [free, taken] },
        options(),
      ),
    ).rejects.toThrow(EventRefused);
    expect(await engine.runtime.read('committee', committeeId)).toBeUndefined();
    expect((await engine.runtime.read('half-year-duty', free))?.state).not.toBe('planned');
  });

  it('refuses loudly, with a stable code, what the state forbids, and writes nothing', async () => {
    const committeeId = await plannedCommittee([await productInConstruction()]);
    const before = await engine.runtime.read('committee', committeeId);
    await expect(
      engine.runtime.dispatch('committee', committeeId, { type: 'questions.opened' }, options()),
    ).rejects.toMatchObject({ code: 'EVENT_REFUSED', status: 409 });
    expect(await engine.runtime.read('committee', committeeId)).toEqual(before);
  });

  it('gives the process’s own reason when it has one: no sitting ends without a decision', async () => {
    const committeeId = await plannedCommittee([await productInConstruction()]);
    await engine.runtime.dispatch('committee', committeeId, { type: 'committee.convened', missing: [] }, options());
    await engine.runtime.dispatch('committee', committeeId, { type: 'sitting.opened' }, options());
    await expect(
      engine.runtime.dispatch('committee', committeeId, { type: 'sitting.closed' }, options()),
    ).rejects.toMatchObject({ code: 'SITTING_WITHOUT_DECISION', status: 409 });
  });

  it('knows no case that was never opened', async () => {
    await expect(engine.runtime.dispatch('committee', newId(), { type: 'sitting.opened' }, options())).rejects.toThrow(
      CaseNotFound,
    );
  });

  it('gives the first answer to the same key, and moves once', async () => {
    const committeeId = await plannedCommittee([await productInConstruction()]);
    const key = newId();
    const event = { type: 'committee.convened', missing: [] } as const;
    const first = await engine.runtime.dispatch('committee', committeeId, event, options(key));
    const again = await engine.runtime.dispatch('committee', committeeId, event, options(key));
    expect(again).toEqual({ ...first, repeated: true });
  });

  it('takes one of twenty concurrent events that only one may win', async () => {
    const committeeId = await plannedCommittee([await productInConstruction()]);
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, async () =>
        engine.runtime.dispatch('committee', committeeId, { type: 'committee.convened', missing: [] }, options()),
      ),
    );
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
  });

  it('takes all of twenty concurrent events that all may be taken, one after the other', async () => {
    const committeeId = await plannedCommittee([await productInConstruction()]);
    await engine.runtime.dispatch('committee', committeeId, { type: 'committee.convened', missing: [] }, options());
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () =>
        engine.runtime.dispatch('committee', committeeId, { type: 'members.changed' }, options()),
      ),
    );
    expect(new Set(answers.map((answer) => answer.revision)).size).toBe(20);
    const read = await engine.runtime.read('committee', committeeId);
    expect(read?.snapshot.context['sequence']).toBe(20);
    expect(await replayCase(engine.dataSource.manager, read!.stored)).toEqual([]);
  });

  it('moves many products in opposite orders without losing any: a deadlock is broken and tried again', async () => {
    const products = await Promise.all(Array.from({ length: 6 }, productInConstruction));
    const plan = async (productIds: readonly string[]) => plannedCommittee(productIds);
    const outcomes = await Promise.allSettled([
      plan(products),
      plan(products.toReversed()),
      plan(products),
      plan(products.toReversed()),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(EventRefused);
  });

  it('commits the caller’s own rows with the move, or neither', async () => {
    const productId = newId();
    const attempt = engine.transactions.run(async (tx) => {
      await engine.runtime.open(
        'product-lifecycle',
        productId,
        { type: 'investigation.opened', on: '2026-03-02' },
        options(),
        tx,
      );
      throw new Error('the caller changed its mind');
    });
    await expect(attempt).rejects.toThrow('changed its mind');
    expect(await engine.runtime.read('product-lifecycle', productId)).toBeUndefined();
  });

  it('keeps a log that nothing rewrites and that replays to the stored snapshot', async () => {
    const committeeId = await plannedCommittee([await productInConstruction()]);
    await engine.runtime.dispatch(
      'committee',
      committeeId,
      { type: 'committee.convened', missing: ['sponsor'] },
      options(),
    );
    const id = caseId({ process: 'committee', subjectId: committeeId });
    for (const statement of [
      `update case_events set payload = '{}' where case_id = '${id}'`,
      `delete from case_events where case_id = '${id}'`,
      'truncate case_events',
    ])
      await expect(engine.dataSource.query(statement)).rejects.toThrow('append-only');
    const read = await engine.runtime.read('committee', committeeId);
    expect(await replayCase(engine.dataSource.manager, read!.stored)).toEqual([]);
  });

  it('keeps a case for as long as its log', async () => {
    await plannedCommittee([await productInConstruction()]);
    await expect(engine.dataSource.query('delete from cases')).rejects.toThrow('a case is kept');
  });

  it('sees a log tampered with behind the trigger’s back', async () => {
    const committeeId = await plannedCommittee([await productInConstruction()]);
    const read = await engine.runtime.read('committee', committeeId);
    await engine.dataSource.query('alter table case_events disable trigger case_events_append_only');
    await engine.dataSource.query(`update case_events set actor = 'person:other' where case_id = $1`, [
      read!.stored.id,
    ]);
    await engine.dataSource.query('alter table case_events enable trigger case_events_append_only');
    const faults = await replayCase(engine.dataSource.manager, read!.stored);
    expect(faults.map((fault) => fault.fault)).toContain('broken-chain');
  });
});
