import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel/index.js';
import { caseId, type EventOf, replayCase, type UndoCase, type UndoOptions } from '#libs/workflow-runtime/index.js';

import type { ProcessDefinition } from '#workflows/contract/index.js';
import { type ProcessName, processes } from '#workflows/index.js';

import { type Engine, startEngine } from '../../support/engine.js';
import { identified } from '../../support/interleavings/identified.js';
import type { Play, Said } from '../../support/machines.js';
import { stories } from '../../support/stories/index.js';

describe('taking back a step', () => {
  let engine: Engine;
  let undo: UndoCase;
  beforeAll(async () => {
    engine = await startEngine('2026-03-02T09:00:00.000Z');
    undo = engine.undo;
  });
  afterAll(async () => engine.stop());

  const options = () => ({ actor: 'person:test', idempotencyKey: newId() }) as const;
  const asked = (revision: number, more: Partial<UndoOptions> = {}): UndoOptions => ({
    ...options(),
    revision,
    reason: 'Fausse manœuvre',
    ...more,
  });

  async function aProduct(): Promise<string> {
    const productId = newId();
    const imported = { type: 'history.imported', state: 'construction', since: '2026-01-05', committees: [] } as const;
    await engine.runtime.open('product-lifecycle', productId, imported, options());
    return productId;
  }

  async function aConvenedCommittee(startsAt = '2026-06-15T12:00:00.000Z'): Promise<string> {
    const committeeId = newId();
    const planned = { type: 'committee.planned', startsAt, productIds: [await aProduct()] } as const;
    await engine.runtime.open('committee', committeeId, planned, options());
    await engine.runtime.dispatch('committee', committeeId, { type: 'committee.convened', missing: [] }, options());
    return committeeId;
  }

  const committee = async (id: string) => {
    const found = await engine.runtime.read('committee', id);
    if (!found) throw new Error('the committee was there');
    return found;
  };
  const deadlines = async (id: string): Promise<readonly string[]> => {
    const rows = await engine.dataSource.query<{ key: string; armed: boolean }[]>(
      `select key, next_at < 'infinity' as armed from deadlines where case_id = $1 order by due_at`,
      [caseId({ process: 'committee', subjectId: id })],
    );
    return rows.map(({ key, armed }) => (armed ? key : `(${key})`));
  };
  const log = async (id: string) =>
    engine.dataSource.query<{ type: string; reason: string | null; actor: string }[]>(
      `select type, payload->>'reason' as reason, actor from case_events where case_id = $1 order by revision`,
      [caseId({ process: 'committee', subjectId: id })],
    );

  it('finds again the snapshot and the deadlines that were there, and says so in the log', async () => {
    const id = await aConvenedCommittee();
    const [before, armed] = [await committee(id), await deadlines(id)];
    await engine.runtime.dispatch('committee', id, { type: 'sitting.opened' }, options());
    expect(await deadlines(id)).toEqual(['overrun']);
    const undone = await undo.execute('committee', id, asked(3));
    expect(undone).toMatchObject({ revision: 4, to: 2, stateBefore: 'sitting.presentation', stateAfter: 'convened' });
    const after = await committee(id);
    expect(after.snapshot).toEqual(before.snapshot);
    expect(await deadlines(id)).toEqual(armed);
    expect((await log(id)).slice(-2)).toEqual([
      { type: 'sitting.opened', reason: null, actor: 'person:test' },
      { type: 'case.undone', reason: 'Fausse manœuvre', actor: 'person:test' },
    ]);
    expect(await replayCase(engine.dataSource.manager, after.stored)).toEqual([]);
  });

  it('takes back several steps one after the other, and the same step again leads where it led', async () => {
    const id = await aConvenedCommittee();
    const steps = [{ type: 'sitting.opened' }, { type: 'questions.opened' }] as const;
    for (const event of steps) await engine.runtime.dispatch('committee', id, event, options());
    const { snapshot } = await committee(id);
    await undo.execute('committee', id, asked(4));
    await undo.execute('committee', id, asked(5));
    expect((await committee(id)).state).toBe('convened');
    for (const event of steps) await engine.runtime.dispatch('committee', id, event, options());
    const { stored } = await committee(id);
    expect([stored.snapshot, stored.revision]).toEqual([snapshot, 8]);
    expect(await replayCase(engine.dataSource.manager, stored)).toEqual([]);
  });

  it('gives the first answer to the same key, and refuses whoever has not seen the last step', async () => {
    const id = await aConvenedCommittee();
    await engine.runtime.dispatch('committee', id, { type: 'sitting.opened' }, options());
    await expect(undo.execute('committee', id, asked(2))).rejects.toMatchObject({ code: 'UNDO_MOVED_ON', status: 409 });
    await expect(undo.execute('committee', id, asked(3, { reason: ' ' }))).rejects.toMatchObject({
      code: 'UNDO_WITHOUT_REASON',
    });
    const twice = asked(3);
    const answers = await Promise.all([undo.execute('committee', id, twice), undo.execute('committee', id, twice)]);
    expect(answers.map(({ revision }) => revision)).toEqual([4, 4]);
    expect(answers.filter(({ repeated }) => repeated)).toHaveLength(1);
    expect((await committee(id)).stored.revision).toBe(4);
  });

  it('leaves what the process lets stand, and the event that opened a case', async () => {
    const id = await aConvenedCommittee();
    await engine.runtime.dispatch('committee', id, { type: 'members.changed' }, options());
    await expect(undo.execute('committee', id, asked(3))).rejects.toMatchObject({ code: 'UNDO_NOT_POSSIBLE' });
    const [productId] = [await aProduct()];
    await expect(undo.execute('product-lifecycle', productId, asked(1))).rejects.toMatchObject({
      code: 'UNDO_NOT_POSSIBLE',
    });
  });

  it('withdraws the effects that nobody has taken, and lets stand an event whose effect has left', async () => {
    const id = await aConvenedCommittee();
    const undone = await undo.execute('committee', id, asked(2));
    expect(undone.effects).toEqual([{ process: 'committee', type: 'invitations.send', fate: 'withdrawn' }]);
    await engine.outbox.claim(1_000);
    const kept = await engine.dataSource.query<{ withdrawn: boolean; published: boolean }[]>(
      `select withdrawn_at is not null as withdrawn, published_at is not null as published
         from outbox where case_id = $1`,
      [undone.caseId],
    );
    expect(kept).toEqual([{ withdrawn: true, published: false }]);

    await engine.runtime.dispatch('committee', id, { type: 'committee.convened', missing: [] }, options());
    expect(await undo.offered('committee', id)).toMatchObject({ revision: 4, type: 'committee.convened' });
    const [claimed] = await engine.outbox.claim(1);
    expect(await undo.offered('committee', id)).toBeUndefined();
    await expect(undo.execute('committee', id, asked(4))).rejects.toMatchObject({ code: 'UNDO_TOO_LATE' });
    // A mail server that refuses gives the effect back: it may be withdrawn again.
    await engine.outbox.markFailed(claimed!.id, 0, 'REFUSED_BY_TEST');
    expect((await undo.execute('committee', id, asked(4))).effects).toMatchObject([{ fate: 'withdrawn' }]);
  });

  it('leaves to its worker an effect that is under way, and never tries it again', async () => {
    const id = await aConvenedCommittee();
    await engine.runtime.dispatch('committee', id, { type: 'committee.cancelled', reason: 'Erreur' }, options());
    const claimed = await engine.outbox.claim(1_000);
    const { effects, caseId: undoneCase } = await undo.execute('committee', id, asked(3));
    expect(effects).toEqual([{ process: 'committee', type: 'cancellations.send', fate: 'under-way' }]);
    const found = await Promise.all(claimed.map(async (one) => engine.outbox.find(one.id)));
    const its = found.filter((one) => one?.case_id === undoneCase);
    expect(its.map((one) => [one?.type, one?.undone])).toEqual(
      expect.arrayContaining([
        ['invitations.send', false],
        ['cancellations.send', true],
      ]),
    );
    const late = its.find((one) => one?.undone)!;
    await engine.outbox.markFailed(late.id, 0, 'REFUSED_BY_TEST');
    await engine.outbox.withdraw(late.id);
    expect((await engine.outbox.find(late.id))?.done_at).not.toBeNull();
  });

  it('decides between an undo and the relay that takes the effect at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await aConvenedCommittee();
      const [taken, undone] = await Promise.all([
        engine.outbox.claim(100),
        undo.execute('committee', id, asked(2)).catch(() => undefined),
      ]);
      const [row] = await engine.dataSource.query<{ id: string; withdrawn: boolean }[]>(
        'select id, withdrawn_at is not null as withdrawn from outbox where case_id = $1',
        [caseId({ process: 'committee', subjectId: id })],
      );
      expect([undone !== undefined, taken.some((one) => one.id === row!.id)]).toEqual([
        row!.withdrawn,
        !row!.withdrawn,
      ]);
    }
  });

  it('takes back what was told to other cases with it, or nothing once they have moved on', async () => {
    const productId = await aProduct();
    const correct = async (state: 'acceleration' | 'stopped.abandoned') =>
      engine.runtime.dispatch(
        'product-lifecycle',
        productId,
        { type: 'phase.corrected', state, on: '2026-02-02', reason: 'Registre en retard' },
        options(),
      );
    const before = await engine.runtime.read('half-year-duty', productId);
    await correct('stopped.abandoned');
    const undone = await undo.execute('product-lifecycle', productId, asked(2));
    expect(undone.told).toEqual([{ process: 'half-year-duty', subjectId: productId, type: 'phase.entered' }]);
    const after = await engine.runtime.read('half-year-duty', productId);
    expect(after?.snapshot).toEqual(before?.snapshot);
    expect(await replayCase(engine.dataSource.manager, after!.stored)).toEqual([]);

    await correct('acceleration');
    const planned = {
      type: 'committee.planned',
      startsAt: '2026-06-15T12:00:00.000Z',
      productIds: [productId],
    } as const;
    await engine.runtime.open('committee', newId(), planned, options());
    await expect(undo.execute('product-lifecycle', productId, asked(4))).rejects.toMatchObject({
      code: 'UNDO_OVERTAKEN',
    });
    expect((await engine.runtime.read('product-lifecycle', productId))?.state).toBe('acceleration');
  });

  it('never tells again a deadline that was told; one that came due meanwhile is told at once', async () => {
    const id = await aConvenedCommittee();
    engine.clock.set('2026-05-01T09:00:00.000Z');
    await engine.sweeper.pass();
    await engine.runtime.dispatch('committee', id, { type: 'sitting.opened' }, options());
    engine.clock.set('2026-05-18T09:00:00.000Z');
    await undo.execute('committee', id, asked(4));
    await engine.sweeper.pass();
    expect((await log(id)).map(({ type }) => type)).toEqual([
      'committee.planned',
      'committee.convened',
      'rung.reached',
      'sitting.opened',
      'case.undone',
      'rung.reached',
    ]);
  });

  it('withdraws a record from its signatories, those who answered included', async () => {
    const recordId = newId();
    const about = { committeeId: newId(), productId: newId(), decisionId: newId() };
    const decision = { heldOn: '2026-03-02', means: 'same', phase: 'stay', provisionalUntil: null } as const;
    const dispatch = engine.runtime.dispatch.bind(engine.runtime, 'deliberation-record', recordId);
    await engine.runtime.open(
      'deliberation-record',
      recordId,
      { type: 'record.opened', ...about, decision },
      options(),
    );
    await dispatch({ type: 'pdf.issued', version: 1, sha256: 'a'.repeat(64) }, options());
    const read = async () => (await engine.runtime.read('deliberation-record', recordId))!;
    const { snapshot } = await read();
    const signatories = ['s1', 's2'].map((signatoryId) => ({ signatoryId, personId: signatoryId, required: true }));
    await dispatch({ type: 'sign-off.requested', signatories }, options());
    await dispatch({ type: 'answer.given', signatoryId: 's1', choice: 'approve' }, options());
    const undone = await undo.execute('deliberation-record', recordId, asked(4));
    expect(undone.entries.map(({ type }) => type)).toEqual(['answer.given', 'sign-off.requested']);
    expect((await read()).snapshot).toEqual(snapshot);
    expect(await replayCase(engine.dataSource.manager, (await read()).stored)).toEqual([]);

    await dispatch({ type: 'sign-off.requested', signatories }, options());
    await dispatch({ type: 'answer.given', signatoryId: 's1', choice: 'request-changes' }, options());
    await expect(undo.execute('deliberation-record', recordId, asked(7))).rejects.toMatchObject({
      code: 'UNDO_NOT_POSSIBLE',
    });
  });

  it('says beforehand what it would do, and does nothing', async () => {
    const id = await aConvenedCommittee();
    const before = await committee(id);
    const preview = await undo.preview('committee', id, { actor: 'person:test', revision: 2 });
    expect(preview).toMatchObject({
      stateAfter: 'planned',
      effects: [{ type: 'invitations.send', fate: 'withdrawn' }],
    });
    expect(await committee(id)).toEqual(before);
    expect((await undo.execute('committee', id, asked(2))).effects).toEqual(preview.effects);
  });

  it.each(Object.keys(processes) as ProcessName[])(
    'and taking it again leads where it led, from every state: %s',
    async (process) => {
      const { undoable = {} }: ProcessDefinition = processes[process];
      const plays: readonly Play<unknown>[] = Object.values(stories[process]());
      const said = plays.flatMap(({ events }) => events);
      const tried = new Set<string>();
      for (const play of plays)
        for (const event of said)
          if (
            event.type in undoable &&
            play.events.length > 0 &&
            play.can(event) &&
            !tried.has(`${play.state} ${event.type}`)
          ) {
            tried.add(`${play.state} ${event.type}`);
            await thereAndBack(process, play.events, event);
          }
      expect([process, tried.size > 0]).toEqual([process, Object.keys(undoable).some((type) => has(said, type))]);
    },
  );

  const has = (said: readonly Said[], type: string): boolean => said.some((event) => event.type === type);

  async function thereAndBack(
    process: ProcessName,
    events: readonly Said[],
    { at: _at, ...event }: Said,
  ): Promise<void> {
    const subjectId = newId();
    const take = async ({ at, ...one }: Said) => {
      if (typeof at === 'string') engine.clock.set(at);
      return engine.runtime.open(process, subjectId, identified(one, subjectId) as EventOf<ProcessName>, options());
    };
    const snapshot = async () => (await engine.runtime.read(process, subjectId))?.snapshot;
    for (const one of events) await take(one);
    const before = await snapshot();
    const { revision } = await take(event);
    const after = await snapshot();
    await undo.execute(process, subjectId, asked(revision));
    expect([event.type, await snapshot()]).toEqual([event.type, before]);
    await take(event);
    expect([event.type, await snapshot()]).toEqual([event.type, after]);
  }
});
