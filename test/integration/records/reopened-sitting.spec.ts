import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Decisions } from '#libs/decisions/index.js';
import { newId } from '#libs/kernel/index.js';
import { UndoCase, UndoHooks } from '#libs/workflow-runtime/index.js';

import type { Committing } from '../../support/committees.builders.js';
import {
  aClosedSitting,
  aRecordInReview,
  askedToSign,
  recordOf,
  settle,
  startRecords,
} from '../../support/records.builders.js';
import type { Sitting } from '../../support/sittings.builders.js';

let world: Committing;
beforeAll(async () => {
  world = await startRecords();
});
afterAll(async () => world.stop());

const takeBack = async (sitting: Sitting) => {
  const { revision } = (await world.runtime.stored('committee', sitting.id)) ?? { revision: 0 };
  return world.get(UndoCase).execute('committee', sitting.id, {
    revision,
    reason: 'Montant mal noté',
    actor: `person:${sitting.incubator.lead.id}`,
    idempotencyKey: newId(),
  });
};

it('every step that needs a feature to be taken back has one', () => {
  expect(world.get(UndoHooks).missing).toEqual([]);
});

describe('a sitting closed by mistake', () => {
  it('opens again, and its records are written anew from what is decided then', async () => {
    const { sitting, record } = await aRecordInReview(world);
    const undone = await takeBack(sitting);
    expect(undone).toMatchObject({ stateAfter: 'sitting.deliberation', told: [{ type: 'committee.held' }] });
    expect(undone.follows).toHaveLength(2);
    await expect(askedToSign(world, sitting)).rejects.toMatchObject({ code: 'SITTING_REOPENED' });

    await sitting.decide({ means: 'less', summary: 'Le budget est réduit.' });
    await sitting.close();
    await settle(world);
    const [toOperations, before] = await world.mails(sitting.incubator.operations.email);
    expect(
      [toOperations?.subject, before?.subject].map((subject) => subject?.includes('(annule et remplace)')),
    ).toEqual([true, false]);
    const again = await recordOf(world, sitting);
    expect(again).toMatchObject({ id: record.id, reference: record.reference, version: 2, state: 'inReview' });
    expect(again.context.decision?.means).toBe('less');
    expect(again.document.discussion).toBe('Le budget est réduit.');
    expect((await askedToSign(world, sitting)).state).toBe('awaitingSignOff');
    await expect(takeBack(sitting)).rejects.toMatchObject({ code: 'RECORD_ALREADY_SENT' });
  });

  it('stays closed from the next day on', async () => {
    const sitting = await aClosedSitting(world);
    world.clock.advance(24 * 3_600_000);
    await expect(takeBack(sitting)).rejects.toMatchObject({ code: 'SITTING_OF_ANOTHER_DAY' });
  });
});

describe('a decision recorded by mistake', () => {
  it('is forgotten, and may be recorded again; a second one is corrected instead', async () => {
    const sitting = await aClosedSitting(world);
    await takeBack(sitting);
    await takeBack(sitting);
    const decided = async () => world.get(Decisions).ofCommittee(sitting.id);
    expect(await decided()).toEqual([]);
    await sitting.decide();
    await sitting.decide();
    expect(await decided()).toHaveLength(1);
    await expect(takeBack(sitting)).rejects.toMatchObject({ code: 'UNDO_WRITTEN_OVER' });
  });
});
