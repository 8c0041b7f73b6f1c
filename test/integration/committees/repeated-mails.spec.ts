import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CancelCommittee, MoveCommittee, PostponeCommittee } from '#libs/committees/index.js';
import { addDays, addMilliseconds, type CalendarDate, newId, parisDate, parisInstant } from '#libs/kernel/index.js';

import {
  anIncubator,
  aProduct,
  calendarOf,
  type Committing,
  convened,
  startCommittees,
} from '../../support/committees.builders.js';

const where = { place: 'Ségur', videoUrl: null };

describe('faults of repetition that the mails of public systems have had', () => {
  let jalon: Committing;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  beforeAll(async () => {
    jalon = await startCommittees('2026-03-02T09:00:00.000Z');
    incubator = await anIncubator(jalon);
  });
  afterAll(async () => jalon.stop());

  const by = (idempotencyKey = newId()) => ({ personId: incubator.lead.id, idempotencyKey });
  async function aCommittee(on: CalendarDate) {
    const product = await aProduct(jalon, incubator.id, { name: `Bouée ${newId().slice(-6)}` });
    const committeeId = await convened(jalon, { productIds: [product.id], personId: incubator.lead.id, on });
    await jalon.carryOut();
    return { product, committeeId };
  }
  /** Lives through every day until then, as a worker would. */
  async function liveUntil(on: CalendarDate): Promise<void> {
    for (let day = parisDate(jalon.clock.now()); day <= on; day = addDays(day, 1))
      await jalon.goTo(parisInstant(day, '09:00'));
  }
  const subjectsTo = async (email: string): Promise<readonly string[]> =>
    (await jalon.mails(email)).map(({ subject }) => subject.split('\u00A0:')[0] ?? '');

  it('two reminders after an extension: what was done stays done, what recalls the day is told again for the new one only', async () => {
    jalon.clock.set(parisInstant('2026-03-02', '09:00'));
    const { product, committeeId } = await aCommittee('2026-05-18');
    await liveUntil('2026-05-06');
    const startsAt = parisInstant('2026-06-22', '14:00');
    await jalon
      .get(MoveCommittee)
      .execute({ committeeId, startsAt, ...where, reason: 'L’équipe a demandé un délai', ...by() });
    await jalon.carryOut();
    await liveUntil('2026-06-21');
    const subjects = await subjectsTo(product.coach.email);
    expect(subjects.toReversed()).toEqual([
      'Comité d’investissement du 18\u00A0mai 2026',
      'Date arrêtée',
      'Votre dossier de comité est ouvert',
      'Répétez votre comité',
      'Déplacé',
      'Dossier attendu',
      'Rappel',
    ]);
    const [last] = await jalon.mails(product.coach.email);
    expect(last?.subject).toContain('22\u00A0juin 2026');
  });

  it('a catch-up told twice: a committee brought nearer, then nearer again', async () => {
    jalon.clock.set(parisInstant('2026-09-01', '09:00'));
    const { product, committeeId } = await aCommittee('2026-11-16');
    const moveTo = async (on: CalendarDate) => {
      await jalon
        .get(MoveCommittee)
        .execute({ committeeId, startsAt: parisInstant(on, '14:00'), ...where, reason: 'Clôture proche', ...by() });
      await jalon.carryOut();
    };
    await moveTo('2026-09-24');
    await moveTo('2026-09-23');
    const sponsor = await subjectsTo(product.sponsor?.email ?? '');
    expect(sponsor.filter((subject) => subject === 'Préparation accélérée')).toHaveLength(1);
    await moveTo('2026-09-14');
    const coach = await jalon.mails(product.coach.email);
    const tasks = coach.map(({ text }) => [...text.matchAll(/^\d\. (\S+)/gmu)].map(([, verb]) => verb));
    expect(tasks.filter((verbs) => verbs.length > 0)).toEqual([['Préparez', 'Répétez']]);
  });

  it('duplicate closure notices: cancelled twice, carried out twice, said once, under one number', async () => {
    jalon.clock.set(addMilliseconds(jalon.clock.now(), 60_000));
    const on = addDays(parisDate(jalon.clock.now()), 70);
    const { product, committeeId } = await aCommittee(on);
    const command = { committeeId, reason: 'Produit arrêté', ...by() };
    await jalon.get(CancelCommittee).execute(command);
    await jalon.get(CancelCommittee).execute(command);
    await jalon.carryOut();
    await jalon.dataSource.query(`update outbox set done_at = null where type = 'cancellations.send'`);
    await jalon.carryOut();
    const [notice, ...others] = await jalon.mails(product.coach.email);
    expect(others).toHaveLength(1);
    expect(calendarOf(notice ?? { calendar: null })).toMatchObject({ method: 'CANCEL', sequence: 1 });
  });

  it('a postponed committee that is cancelled: each is said once, under a number that rises', async () => {
    const on = addDays(parisDate(jalon.clock.now()), 70);
    const { product, committeeId } = await aCommittee(on);
    await jalon.get(PostponeCommittee).execute({ committeeId, reason: 'Sponsor souffrant', ...by() });
    await jalon.carryOut();
    await jalon.get(CancelCommittee).execute({ committeeId, reason: 'Produit arrêté', ...by() });
    await jalon.carryOut();
    const said = (await jalon.mails(product.coach.email)).map((mail) => {
      const { method, sequence } = calendarOf(mail);
      return [method, sequence];
    });
    expect(said).toEqual([
      ['CANCEL', 2],
      ['CANCEL', 1],
      ['REQUEST', 0],
    ]);
  });
});
