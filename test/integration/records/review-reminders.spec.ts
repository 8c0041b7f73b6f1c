import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { addMilliseconds } from '#libs/kernel/index.js';
import { CapturedMails } from '#libs/mail/index.js';
import { DeadlineSweeper } from '#libs/workflow-runtime/index.js';

import type { Committing } from '../../support/committees.builders.js';
import { aRecordInReview, askedToSign, settle, startRecords } from '../../support/records.builders.js';

const DAY = 86_400_000;

describe('a record that nobody at the incubator reads', () => {
  let world: Committing;
  beforeAll(async () => {
    world = await startRecords();
  });
  afterAll(async () => world.stop());

  const pass = async (days: number) => {
    world.clock.set(addMilliseconds(world.clock.now(), days * DAY));
    await world.get(DeadlineSweeper).pass();
    await settle(world);
  };
  const recalls = async (address: string) =>
    (await world.get(CapturedMails).list({ to: address })).filter(({ subject }) => subject.startsWith('À relire'));

  it('is recalled to the lead after a week, and to the portfolio managers too after another, then no more', async () => {
    const { sitting, record } = await aRecordInReview(world);
    const { lead, dinum } = sitting.incubator;
    await pass(8);
    expect(await recalls(lead.email)).toHaveLength(1);
    expect(await recalls(dinum.email)).toHaveLength(0);
    expect((await recalls(lead.email))[0]?.text).toContain(`/releves/${record.id}`);
    await pass(8);
    await pass(30);
    expect(await recalls(lead.email)).toHaveLength(2);
    expect(await recalls(dinum.email)).toHaveLength(1);
  });

  it('is not recalled once it is sent to its sponsors', async () => {
    const { sitting } = await aRecordInReview(world);
    await askedToSign(world, sitting);
    await settle(world);
    await pass(16);
    expect(await recalls(sitting.incubator.lead.email)).toHaveLength(0);
  });
});
