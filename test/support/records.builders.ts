import { newId } from '#libs/kernel/index.js';
import { Records, type RecordView, RequestSignOff } from '#libs/records/index.js';
import type { SignOffChoice } from '#workflows/deliberation-record/index.js';

import { type Committing, startCommittees } from './committees.builders.js';
import { aDeliberation, type Sitting } from './sittings.builders.js';

/** Committees up to their sealed records, on a real database, press and mail server. */
export const startRecords = async (): Promise<Committing> => startCommittees();

/** A sitting that was closed, its records not open yet. */
export async function aClosedSitting(
  world: Committing,
  options?: Parameters<typeof aDeliberation>[1],
  changes?: Parameters<Sitting['decide']>[0],
): Promise<Sitting> {
  const sitting = await aDeliberation(world, options);
  await sitting.decide(changes);
  for (const { id } of sitting.products.slice(1)) {
    await sitting.deliberate(id);
    await sitting.decide(changes, id);
  }
  await sitting.close();
  return sitting;
}

/** Carries out what is owed, and what that orders in its turn. */
export async function settle(world: Committing): Promise<void> {
  for (let pass = 0; pass < 4; pass += 1) await world.carryOut();
}

export async function recordOf(world: Committing, sitting: Sitting, index = 0): Promise<RecordView> {
  const [record] = await world.get(Records).ofProduct(sitting.products[index]?.id ?? '');
  if (!record) throw new Error('the record is not open');
  return record;
}

/** A record whose first version is printed and waits for its review. */
export async function aRecordInReview(
  world: Committing,
  changes?: Parameters<Sitting['decide']>[0],
): Promise<{ readonly sitting: Sitting; readonly record: RecordView }> {
  const sitting = await aClosedSitting(world, {}, changes);
  await settle(world);
  return { sitting, record: await recordOf(world, sitting) };
}

/** Asks the product's sponsor to sign the latest version. */
export async function askedToSign(world: Committing, sitting: Sitting): Promise<RecordView> {
  const { id, version } = await recordOf(world, sitting);
  const sponsor = sitting.products[0]?.sponsor;
  await world.get(RequestSignOff).execute({
    recordId: id,
    version,
    signatories: [
      { personId: sponsor?.id ?? '', required: true },
      { personId: sitting.incubator.dinum.id, required: false },
    ],
    personId: sitting.incubator.lead.id,
    idempotencyKey: newId(),
  });
  return recordOf(world, sitting);
}

/** The first signatory's answer, as sign-off passes it on. */
export async function answer(world: Committing, record: RecordView, choice: SignOffChoice = 'approve') {
  const [signatory] = record.context.signatories;
  return world.runtime.dispatch(
    'deliberation-record',
    record.id,
    { type: 'answer.given', signatoryId: signatory?.signatoryId ?? '', choice },
    { actor: `signatory:${signatory?.personId ?? ''}`, idempotencyKey: newId() },
  );
}
