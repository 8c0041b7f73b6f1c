import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CancelCommittee, PostponeCommittee } from '#libs/committees/index.js';
import { UndoStep } from '#libs/corrections/index.js';
import { newId } from '#libs/kernel/index.js';
import type { ProcessName } from '#workflows/index.js';

import {
  anIncubator,
  aProduct,
  calendarOf,
  type Committing,
  convened,
  planned,
  startCommittees,
} from '../../support/committees.builders.js';

describe('taking back what was done by mistake', () => {
  let jalon: Committing;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  beforeAll(async () => {
    jalon = await startCommittees('2026-03-02T09:00:00.000Z');
    incubator = await anIncubator(jalon);
  });
  afterAll(async () => jalon.stop());

  const by = () => ({ personId: incubator.lead.id, idempotencyKey: newId() });

  async function aCommittee(how = convened) {
    const product = await aProduct(jalon, incubator.id, { name: `Bouée ${newId().slice(-6)}` });
    return { product, committeeId: await how(jalon, { productIds: [product.id], personId: incubator.lead.id }) };
  }

  const takeBack = async (process: ProcessName, subjectId: string, personId = incubator.lead.id, reason = 'Erreur') => {
    const { revision } = (await jalon.runtime.stored(process, subjectId)) ?? { revision: 0 };
    return jalon.get(UndoStep).execute({ process, subjectId, revision, reason, personId, idempotencyKey: newId() });
  };

  it.each([
    [
      'cancelled',
      async (command: Parameters<CancelCommittee['execute']>[0]) => jalon.get(CancelCommittee).execute(command),
    ],
    [
      'postponed',
      async (command: Parameters<CancelCommittee['execute']>[0]) => jalon.get(PostponeCommittee).execute(command),
    ],
  ] as const)(
    'a committee %s: calendars that were told are invited again, above what they were told',
    async (_, callOff) => {
      const { product, committeeId } = await aCommittee();
      await jalon.carryOut();
      await callOff({ committeeId, reason: 'Mauvais comité', ...by() });
      await jalon.carryOut();
      const undone = await takeBack('committee', committeeId);
      expect(undone.effects).toMatchObject([{ type: 'cancellations.send', fate: 'done' }]);
      expect(undone.follows).toHaveLength(1);
      await jalon.carryOut();
      const [last, before] = (await jalon.mails(product.coach.email)).map(calendarOf);
      expect(before).toMatchObject({ method: 'CANCEL' });
      expect(last).toMatchObject({ method: 'REQUEST', startsAt: before?.startsAt });
      expect(last?.sequence).toBeGreaterThan(before?.sequence ?? 0);
      expect((await jalon.runtime.read('half-year-duty', product.id))?.state).toBe('planned');
    },
  );

  it('a committee cancelled: nobody hears of it when nothing had left', async () => {
    const { product, committeeId } = await aCommittee();
    await jalon.carryOut();
    await jalon.get(CancelCommittee).execute({ committeeId, reason: 'Mauvais comité', ...by() });
    const undone = await takeBack('committee', committeeId);
    expect([undone.effects, undone.follows]).toEqual([
      [{ process: 'committee', type: 'cancellations.send', fate: 'withdrawn' }],
      [],
    ]);
    await jalon.carryOut();
    expect(await jalon.mails(product.coach.email)).toHaveLength(1);
  });

  it('a committee cancelled, unless its product has another one planned since', async () => {
    const { product, committeeId } = await aCommittee(planned);
    await jalon.get(CancelCommittee).execute({ committeeId, reason: 'Mauvais comité', ...by() });
    await planned(jalon, { productIds: [product.id], personId: incubator.lead.id, on: '2026-06-16' });
    await expect(takeBack('committee', committeeId)).rejects.toMatchObject({ code: 'UNDO_OVERTAKEN', status: 409 });
  });

  it('is for those who run committees there, and for nobody else; with a reason', async () => {
    const { product, committeeId } = await aCommittee();
    const other = await anIncubator(jalon);
    await jalon.get(CancelCommittee).execute({ committeeId, reason: 'Mauvais comité', ...by() });
    await expect(takeBack('committee', committeeId, other.lead.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(takeBack('committee', committeeId, product.coach.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(takeBack('committee', committeeId, incubator.lead.id, ' ')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    const offered = async (personId: string) =>
      jalon.get(UndoStep).offered(personId, { process: 'committee', subjectId: committeeId });
    expect(await offered(incubator.lead.id)).toMatchObject({ type: 'committee.cancelled' });
    expect([await offered(product.coach.id), await offered(other.lead.id)]).toEqual([undefined, undefined]);
  });
});
