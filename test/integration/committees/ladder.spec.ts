import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CancelCommittee, checklist, MoveCommittee, MoveReminder, StopReminder } from '#libs/committees/index.js';
import { type Person } from '#libs/identity/index.js';
import { newId, parisInstant } from '#libs/kernel/index.js';

import {
  anIncubator,
  aProduct,
  type Committing,
  convened,
  startCommittees,
} from '../../support/committees.builders.js';

type Product = Awaited<ReturnType<typeof aProduct>>;

describe('the ladder of preparation', () => {
  let jalon: Committing;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  beforeAll(async () => {
    jalon = await startCommittees('2026-03-02T09:00:00.000Z');
    incubator = await anIncubator(jalon);
  });
  afterAll(async () => jalon.stop());

  const by = () => ({ personId: incubator.lead.id, idempotencyKey: newId() });
  const at = (day: string) => parisInstant(day, '09:00');
  /** Who was written to about these products since the last time, by name, with the beginning of the subject. */
  async function listenTo(...products: readonly Product[]) {
    const all = async () =>
      (await jalon.mails()).filter(({ subject }) => products.some(({ name }) => subject.includes(name)));
    let heard = new Set((await all()).map(({ id }) => id));
    return async (): Promise<Record<string, string>> => {
      const mails = await all();
      const fresh = mails.filter(({ id }) => !heard.has(id));
      heard = new Set(mails.map(({ id }) => id));
      const names = await Promise.all(
        fresh.map(async ({ recipients: [to = ''], subject }) => {
          const [row] = await jalon.dataSource.query<{ name: string }[]>('select name from people where email = $1', [
            to,
          ]);
          return [row?.name ?? to, subject.split(/ ?\u00A0:/u)[0] ?? ''] as const;
        }),
      );
      expect(new Set(names.map(([name]) => name)).size).toBe(names.length);
      return Object.fromEntries(names.toSorted(([a], [b]) => a.localeCompare(b)));
    };
  }

  it('tells the right people at each rung, each once', async () => {
    const product = await aProduct(jalon, incubator.id, { name: 'Échelle' });
    const news = await listenTo(product);
    const team = ['Côme Échelle', 'Inès Échelle', 'Tom Échelle'];
    const all = [...team, 'Denise Noël', 'Lucie Lambert', 'Paul Pinson', 'Simone Échelle'].toSorted((a, b) =>
      a.localeCompare(b),
    );
    const told = (people: readonly string[], subject: string) =>
      Object.fromEntries(people.map((name) => [name, subject]));
    await convened(jalon, { productIds: [product.id], personId: incubator.lead.id, on: '2026-06-18' });
    await jalon.carryOut();
    expect(Object.keys(await news())).toEqual(all);
    await jalon.goTo(at('2026-05-04'));
    expect(await news()).toEqual(told(all, 'Date arrêtée'));
    await jalon.goTo(at('2026-05-19'));
    expect(await news()).toEqual({ 'Simone Échelle': 'À vérifier avant le comité du 18\u00A0juin 2026' });
    await jalon.goTo(at('2026-05-28'));
    expect(await news()).toEqual(told(team, 'Votre dossier de comité est ouvert'));
    await jalon.goTo(at('2026-06-04'));
    expect(await news()).toEqual(told(team, 'Répétez votre comité'));
    await jalon.goTo(at('2026-06-11'));
    expect(await news()).toEqual(told(team, 'Dossier attendu'));
    await jalon.goTo(at('2026-06-15'));
    expect(await news()).toEqual(told(['Denise Noël', 'Paul Pinson'], 'Dossier manquant'));
    await jalon.goTo(at('2026-06-17'));
    expect(await news()).toEqual(told(all, 'Rappel'));
    await jalon.goTo(at('2026-06-18'));
    expect(await news()).toEqual({});
  });

  it('sends the dossiers that are there to the members and asks only the late team for its own, in one mail each', async () => {
    jalon.clock.set(at('2026-07-01'));
    const alpha = await aProduct(jalon, incubator.id, { name: 'Prêt' });
    const beta = await aProduct(jalon, incubator.id, { name: 'Tardif', coach: alpha.coach });
    const committeeId = await convened(jalon, {
      productIds: [alpha.id, beta.id],
      personId: incubator.lead.id,
      on: '2026-10-15',
    });
    await jalon.goTo(at('2026-10-05'));
    await jalon.runtime.dispatch(
      'committee',
      committeeId,
      { type: 'dossier.submitted', productId: alpha.id },
      { actor: 'system:test', idempotencyKey: newId() },
    );
    const news = await listenTo(alpha, beta);
    await jalon.goTo(at('2026-10-08'));
    const read = 'Dossier de comité à lire';
    expect(await news()).toEqual({
      'Côme Prêt': 'Dossier attendu',
      'Denise Noël': read,
      'Inès Prêt': read,
      'Inès Tardif': 'Dossier attendu',
      'Lucie Lambert': read,
      'Paul Pinson': read,
      'Simone Prêt': read,
      'Simone Tardif': read,
      'Tom Prêt': read,
      'Tom Tardif': 'Dossier attendu',
    });
    await jalon.goTo(at('2026-10-12'));
    const [missing] = await jalon.mails(incubator.manager.email);
    expect(missing?.text).toContain('Tardif');
    expect(missing?.text).not.toContain('Prêt');
  });

  it('follows the committee when it moves, and stops when it is cancelled', async () => {
    jalon.clock.set('2026-11-02T09:00:00.000Z');
    const product = await aProduct(jalon, incubator.id, { name: 'Mobile' });
    const committeeId = await convened(jalon, {
      productIds: [product.id],
      personId: incubator.lead.id,
      on: '2027-02-15',
    });
    await jalon.get(MoveCommittee).execute({
      committeeId,
      startsAt: parisInstant('2027-04-15', '14:00'),
      place: 'Ségur',
      videoUrl: null,
      reason: 'Sponsor absent',
      ...by(),
    });
    await jalon.carryOut();
    const news = await listenTo(product);
    await jalon.goTo(at('2027-02-15'));
    expect(await news()).toEqual({});
    await jalon.goTo(at('2027-03-01'));
    expect(Object.values(await news())[0]).toBe('Date arrêtée');
    await jalon.get(CancelCommittee).execute({ committeeId, reason: 'Produit arrêté', ...by() });
    await jalon.goTo(at('2027-04-15'));
    const subjects = (await jalon.mails(product.coach.email))
      // With its committee cancelled the product is late, of which its team hears too.
      .filter(({ subject }) => !subject.startsWith('Comité en retard'))
      .map(({ subject }) => subject.split(/[ \u00A0:]/u)[0]);
    expect(subjects).toEqual(['Annulé', 'Date', 'Déplacé', 'Comité']);
  });

  it('fires no burst for a committee convened late: what is past is told in one mail to whom it falls', async () => {
    jalon.clock.set(at('2027-05-03'));
    const product = await aProduct(jalon, incubator.id, { name: 'Pressé' });
    const committeeId = await convened(jalon, {
      productIds: [product.id],
      personId: incubator.lead.id,
      on: '2027-05-12',
    });
    await jalon.goTo(at('2027-05-03'));
    const said = async (person: Person | null) =>
      (await jalon.mails(person?.email)).map(({ subject, text }) => ({
        subject: subject.split('\u00A0:')[0],
        tasks: [...text.matchAll(/^\d\. (.*) Pressé/gmu)].map(([, task]) => task),
      }));
    const invited = { subject: 'Comité d’investissement du 12\u00A0mai 2027', tasks: [] };
    const subject = 'Préparation accélérée';
    expect(await said(product.sponsor)).toEqual([{ subject, tasks: ['Vérifiez la ligne budgétaire de'] }, invited]);
    for (const person of [product.intrapreneur, product.coach, product.teamMember])
      expect(await said(person)).toEqual([
        { subject, tasks: ['Préparez le dossier de', 'Répétez le comité de'] },
        invited,
      ]);
    expect(await said(incubator.dinum)).toContainEqual(invited);
    expect((await said(incubator.dinum)).map((mail) => mail.subject)).not.toContain(subject);
    const committee = await jalon.committees.byId(committeeId);
    expect(committee && checklist(committee.context).map(({ rung, status }) => [rung, status])).toEqual([
      ['D-45', 'skipped'],
      ['D-30', 'skipped'],
      ['D-21', 'done'],
      ['D-14', 'skipped'],
      ['D-7', 'coming'],
      ['late', 'coming'],
      ['D-1', 'coming'],
    ]);
  });

  it('tells the sponsors of a budget line that they should have checked, when only that rung is past', async () => {
    jalon.clock.set(at('2028-01-10'));
    const product = await aProduct(jalon, incubator.id, { name: 'Juste à temps' });
    const committeeId = await convened(jalon, {
      productIds: [product.id],
      personId: incubator.lead.id,
      on: '2028-02-04',
    });
    await jalon.goTo(at('2028-01-10'));
    const subjects = async (person: Person | null) =>
      (await jalon.mails(person?.email)).map(({ subject }) => subject.split('\u00A0:')[0]);
    const invited = 'Comité d’investissement du 4\u00A0février 2028';
    expect(await subjects(product.sponsor)).toEqual(['Préparation accélérée', invited]);
    expect(await subjects(product.intrapreneur)).toEqual([invited]);
    const news = await listenTo(product);
    // Moved, the committee leaves nothing more behind, and says nothing twice.
    await jalon.get(MoveCommittee).execute({
      committeeId,
      startsAt: parisInstant('2028-02-03', '14:00'),
      place: 'Ségur',
      videoUrl: null,
      reason: 'Salle prise',
      ...by(),
    });
    await jalon.carryOut();
    expect(new Set(Object.values(await news()))).toEqual(new Set(['Déplacé']));
  });

  it('lets a reminder be moved or stopped with a reason', async () => {
    jalon.clock.set(at('2027-06-01'));
    const product = await aProduct(jalon, incubator.id, { name: 'Réglé' });
    const committeeId = await convened(jalon, {
      productIds: [product.id],
      personId: incubator.lead.id,
      on: '2027-09-15',
    });
    await jalon.carryOut();
    const move = jalon.get(MoveReminder);
    const moved = { committeeId, rung: 'D-45', on: '2027-08-10', reason: 'Congés d’été' } as const;
    await expect(move.execute({ ...moved, on: '2027-09-16', ...by() })).rejects.toMatchObject({
      fields: { on: expect.any(String) },
    });
    await expect(move.execute({ ...moved, reason: ' ', ...by() })).rejects.toMatchObject({
      fields: { reason: expect.any(String) },
    });
    await move.execute({ ...moved, ...by() });
    await jalon.get(StopReminder).execute({ committeeId, rung: 'D-30', reason: 'Ligne déjà vérifiée', ...by() });
    const committee = await jalon.committees.byId(committeeId);
    expect(committee && checklist(committee.context).slice(0, 2)).toMatchObject([
      { rung: 'D-45', on: '2027-08-10', moved: true, status: 'coming' },
      { rung: 'D-30', status: 'stopped' },
    ]);
    const news = await listenTo(product);
    await jalon.goTo(at('2027-08-09'));
    expect(await news()).toEqual({});
    await jalon.goTo(at('2027-08-18'));
    expect(Object.values(await news())[0]).toBe('Date arrêtée');
    expect(await jalon.mails(product.sponsor?.email)).toHaveLength(2);
  });
});
