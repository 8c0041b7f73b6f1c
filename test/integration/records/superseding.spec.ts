import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Decisions, Envelopes } from '#libs/decisions/index.js';
import { newId } from '#libs/kernel/index.js';
import { type RecordView, Records, ReplaceRecord, type ReplaceRecordCommand } from '#libs/records/index.js';

import type { Committing } from '../../support/committees.builders.js';
import { settle } from '../../support/records.builders.js';
import { anAskedRecord, type Asked, give, linkOf, startSignOff } from '../../support/sign-off.builders.js';

let world: Committing;
beforeAll(async () => {
  world = await startSignOff();
});
afterAll(async () => world.stop());

async function aSealedRecord(): Promise<Asked> {
  const asked = await anAskedRecord(world);
  await give(world, await linkOf(world, asked.signers[0]));
  await settle(world);
  return { ...asked, record: await read(asked.record.id) };
}

async function read(id: string): Promise<RecordView> {
  const record = await world.get(Records).byId(id);
  if (!record) throw new Error('no such record');
  return record;
}

/** Opens the record that puts another right; a spec says what changes. */
async function replace(
  { sitting, record }: Asked,
  changes: Partial<ReplaceRecordCommand['draft']>,
  reason = 'Montant de la ligne erroné',
) {
  const decision = await world.get(Decisions).byId(record.decisionId);
  if (!decision) throw new Error('no decision');
  return world.get(ReplaceRecord).execute({
    recordId: record.id,
    draft: { ...decision, ...changes },
    reason,
    personId: sitting.incubator.lead.id,
    idempotencyKey: newId(),
  });
}

async function sign({ sitting, signers }: Asked, recordId: string): Promise<RecordView> {
  await settle(world);
  await world.runtime.dispatch(
    'deliberation-record',
    recordId,
    {
      type: 'sign-off.requested',
      signatories: [{ signatoryId: newId(), personId: signers[0]?.id ?? '', required: true }],
    },
    { actor: `person:${sitting.incubator.lead.id}`, idempotencyKey: newId() },
  );
  await settle(world);
  await give(world, await linkOf(world, signers[0]));
  await settle(world);
  return read(recordId);
}

const eventsOf = async (process: string, subjectId: string): Promise<readonly string[]> =>
  (
    await world.dataSource.query<{ type: string }[]>(
      `select e.type from case_events e join cases c on c.id = e.case_id
        where c.process = $1 and c.subject_id = $2 order by e.revision`,
      [process, subjectId],
    )
  ).map(({ type }) => type);

describe('a sealed record found wrong', () => {
  it('is replaced by one that says what and why; the envelope follows, and neither phase nor duty moves twice', async () => {
    const asked = await aSealedRecord();
    const { productId, committeeId } = asked.record;
    const before = await read(asked.record.id);
    const pdf = await world.get(Records).document(before.id, 1, 'sealed');
    const lifecycle = await eventsOf('product-lifecycle', productId);
    const duty = await eventsOf('half-year-duty', productId);
    const committee = await eventsOf('committee', committeeId);
    const { amounts } = (await world.get(Decisions).byId(before.decisionId))!;
    const line = amounts.find(({ cents }) => cents > 0)!.line;

    const id = await replace(asked, { amounts: [{ line, cents: 150_000_00, requestedCents: null }], funders: [] });
    expect(await read(before.id)).toMatchObject({ state: 'sealed', replacedBy: { id, sealedAt: null } });
    expect((await read(id)).document.replaces).toMatchObject({
      reference: before.reference,
      reason: 'Montant de la ligne erroné',
    });
    // Nothing counts before the new record is signed.
    const envelope = async () => world.get(Envelopes).currentOf(productId, '2026-07-01');
    expect(await envelope()).toMatchObject({ totalCents: 200_000_00 });
    const sealed = await sign(asked, id);

    expect(sealed).toMatchObject({ state: 'sealed', replaces: { id: before.id, reference: before.reference } });
    expect(await read(before.id)).toMatchObject({
      state: 'superseded',
      replacedBy: { id, reference: sealed.reference, reason: 'Montant de la ligne erroné' },
    });
    expect(await world.get(Records).document(before.id, 1, 'sealed')).toEqual(pdf);
    expect(await envelope()).toMatchObject({ totalCents: 150_000_00 });
    expect(await world.get(Envelopes).ofProduct(productId)).toHaveLength(1);
    expect(await eventsOf('product-lifecycle', productId)).toEqual(lifecycle);
    expect(await eventsOf('half-year-duty', productId)).toEqual(duty);
    expect(await eventsOf('committee', committeeId)).toEqual(committee);
    const [mail] = (await world.mails(asked.sitting.incubator.lead.email)).filter(({ text }) =>
      text.includes('Annule et remplace'),
    );
    expect(mail?.text).toContain(before.reference);
  });

  it('has its phase put right when that was wrong, once', async () => {
    const asked = await aSealedRecord();
    const { productId } = asked.record;
    expect((await world.runtime.read('product-lifecycle', productId))?.state).toBe('acceleration');
    const id = await replace(asked, { phase: 'stay' }, 'Le comité a maintenu la construction.');
    await sign(asked, id);
    expect((await world.runtime.read('product-lifecycle', productId))?.state).toBe('construction');
    expect((await eventsOf('product-lifecycle', productId)).filter((type) => type === 'phase.corrected')).toHaveLength(
      1,
    );
  });

  it('is replaced by one at a time, with a reason; one given up leaves it standing', async () => {
    const asked = await aSealedRecord();
    await expect(replace(asked, {}, ' ')).rejects.toMatchObject({ fields: { reason: expect.any(String) } });
    const both = await Promise.allSettled([replace(asked, {}), replace(asked, {})]);
    const opened = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(opened).toHaveLength(1);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'RECORD_NOT_REPLACEABLE' } });
    const { id: personId } = asked.sitting.incubator.lead;
    const abandon = { recordId: opened[0]!, reason: 'Pas d’erreur', personId, idempotencyKey: newId() };
    await world.get(ReplaceRecord).abandon(abandon);
    expect(await read(asked.record.id)).toMatchObject({ state: 'sealed', replacedBy: null });
    // A record of a decision is never given up so.
    await expect(world.get(ReplaceRecord).abandon({ ...abandon, recordId: asked.record.id })).rejects.toThrow();
    expect((await read(await replace(asked, {}))).state).toBe('drafting');
  });
});
