import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CancelCommittee } from '#libs/committees/index.js';
import { DatePolls, OpenDatePoll } from '#libs/date-polls/index.js';
import { newId, parisInstant } from '#libs/kernel/index.js';

import { anIncubator, aProduct, BASE_URL, calendarOf, convened, planned } from '../../support/committees.builders.js';
import { browseCommittees, type Browsing } from '../../support/committees.web.js';

describe('choosing a date with the members', () => {
  let jalon: Browsing;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  let lead: Awaited<ReturnType<Browsing['logIn']>>;
  beforeAll(async () => {
    jalon = await browseCommittees();
    incubator = await anIncubator(jalon);
    lead = await jalon.logIn(incubator.lead);
  });
  afterAll(async () => jalon.stop());

  const dates = ['2026-06-15', '2026-06-18', '2026-06-22'];
  const form = (changes: Readonly<Record<string, string>> = {}) => ({
    ...Object.fromEntries(
      dates.flatMap((date, index) => [
        [`dates[${index}][date]`, date],
        [`dates[${index}][heure]`, '10:00'],
      ]),
    ),
    closesOn: '2026-03-20',
    idempotencyKey: newId(),
    ...changes,
  });
  async function aPoll({ isConvened = false } = {}) {
    const product = await aProduct(jalon, incubator.id, { name: `Bouée ${newId().slice(-5)}` });
    const command = { productIds: [product.id], personId: incubator.lead.id, on: '2026-06-30' as const };
    const committeeId = isConvened ? await convened(jalon, command) : await planned(jalon, command);
    await jalon.carryOut();
    expect((await lead.post(`/comites/${committeeId}/dates`, form())).status).toBe(303);
    await jalon.carryOut();
    return { committeeId, product };
  }
  const linkIn = (mail: { readonly text: string } | undefined): string =>
    new RegExp(`${BASE_URL}(/dates/[\\w-]{43})`, 'u').exec(mail?.text ?? '')?.[1] ?? '';
  const linkOf = async ({ email }: { readonly email: string }) => linkIn((await jalon.mails(email))[0]);
  const answers = (...given: readonly string[]) =>
    Object.fromEntries(given.map((answer, index) => [`answers[d${index + 1}]`, answer]));
  const pollOf = async (committeeId: string) => (await jalon.get(DatePolls).ofCommittee(committeeId))!;
  const committee = async (id: string) => (await jalon.committees.byId(id))!;

  it('asks each member by a mail of their own; looking at the link answers nothing', async () => {
    const { committeeId, product } = await aPoll();
    const [mail, ...others] = await jalon.mails(product.coach.email);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe(`Quelle date pour le comité de ${product.name}\u202F?`);
    expect(mail?.text).toContain('lundi 15\u00A0juin 2026 à 10\u00A0h');
    expect(mail?.calendar).toBeNull();
    const shown = await jalon.anybody.get(linkIn(mail));
    expect([shown.status, shown.cookies]).toEqual([200, []]);
    expect(shown.text).not.toContain('checked');
    expect((await pollOf(committeeId)).answered.size).toBe(0);
  });

  it('takes one answer a date, and another later; the lead compares, chooses, and the committee has its date', async () => {
    const { committeeId, product } = await aPoll();
    const [sponsor, coach] = [await linkOf(product.sponsor!), await linkOf(product.coach)];
    const unfinished = await jalon.anybody.post(sponsor, answers('no'));
    expect(unfinished.status).toBe(422);
    expect(unfinished.text).toContain('Répondez pour cette date.');
    expect((await jalon.anybody.post(sponsor, answers('no', 'yes', 'yes'))).status).toBe(303);
    expect((await jalon.anybody.post(sponsor, answers('no', 'maybe', 'no'))).status).toBe(303);
    await jalon.anybody.post(coach, answers('yes', 'yes', 'no'));
    const compared = (await lead.get(`/comites/${committeeId}/dates`)).text;
    expect(compared).toMatch(/jeudi 18.{1,20}juin 2026.{1,400}La plus favorable/su);
    expect(compared).toContain('Manquerait');
    expect((await lead.get(`/comites/${committeeId}`)).text).toContain('Date à choisir');
    const poll = await pollOf(committeeId);
    const choose = { option: 'd2', idempotencyKey: newId() };
    const path = `/comites/${committeeId}/dates/${poll.id}/choisir`;
    expect((await lead.post(path, choose)).location).toBe(`/comites/${committeeId}`);
    expect((await lead.post(path, choose)).status).toBe(303);
    expect(await committee(committeeId)).toMatchObject({
      state: 'planned',
      startsAt: parisInstant('2026-06-18', '10:00'),
      context: { startsAt: parisInstant('2026-06-18', '10:00') },
    });
    // Nobody is convened yet: that is for the lead to do, as for any date.
    await jalon.carryOut();
    expect(await jalon.mails(product.coach.email)).toHaveLength(1);
    const late = await jalon.anybody.post(coach, answers('no', 'no', 'no'));
    expect(late.status).toBe(409);
    expect(late.text).toContain('La date est choisie');
  });

  it('moves a committee that is convened, whose members are told at once', async () => {
    const { committeeId, product } = await aPoll({ isConvened: true });
    const { id } = await pollOf(committeeId);
    await lead.post(`/comites/${committeeId}/dates/${id}/choisir`, { option: 'd3', idempotencyKey: newId() });
    await jalon.carryOut();
    expect(calendarOf((await jalon.mails(product.coach.email))[0]!)).toMatchObject({
      method: 'REQUEST',
      sequence: 1,
      startsAt: parisInstant('2026-06-22', '10:00'),
    });
  });

  it('reminds who has not answered, then tells who asked; all answered, it tells at once', async () => {
    const { committeeId, product } = await aPoll();
    await jalon.anybody.post(await linkOf(product.coach), answers('yes', 'yes', 'no'));
    const before = (await jalon.mails(product.coach.email)).length;
    await jalon.goTo(parisInstant('2026-03-18', '08:30'));
    expect((await jalon.mails(product.sponsor!.email))[0]?.subject).toMatch(/^Rappel\u00A0: quelle date/u);
    expect(await jalon.mails(product.coach.email)).toHaveLength(before);
    for (const { person, id } of (await committee(committeeId)).members) {
      if ((await pollOf(committeeId)).answered.has(id)) continue;
      expect((await pollOf(committeeId)).state).toBe('open');
      const link = (await jalon.mails(person.email)).find(({ subject }) => subject.includes(product.name));
      await jalon.anybody.post(linkIn(link), answers('yes', 'no', 'maybe'));
    }
    expect((await pollOf(committeeId)).state).toBe('answered');
    await jalon.carryOut();
    expect((await jalon.mails(incubator.lead.email))[0]).toMatchObject({
      subject: expect.stringContaining('choisissez la date'),
      text: expect.stringContaining('Tous les membres ont répondu'),
    });
    jalon.clock.set('2026-03-02T09:00:00.000Z');
  });

  it('is dropped with a reason that the members read', async () => {
    const { committeeId, product } = await aPoll();
    const { id } = await pollOf(committeeId);
    const path = `/comites/${committeeId}/dates/${id}/abandonner`;
    expect((await lead.post(path, { reason: ' ', idempotencyKey: newId() })).status).toBe(422);
    await lead.post(path, { reason: 'Le sponsor a changé', idempotencyKey: newId() });
    await jalon.carryOut();
    expect((await jalon.mails(product.coach.email))[0]?.text).toContain('Le sponsor a changé');
    expect((await lead.post(`/comites/${committeeId}/dates`, form())).status).toBe(303);
  });

  it('ends by itself when its committee is cancelled', async () => {
    const { committeeId } = await aPoll();
    await jalon
      .get(CancelCommittee)
      .execute({ committeeId, reason: 'Produit arrêté', personId: incubator.lead.id, idempotencyKey: newId() });
    const link = await linkOf(incubator.dinum);
    expect((await jalon.anybody.post(link, answers('yes', 'yes', 'yes'))).status).toBe(409);
    await jalon.goTo(parisInstant('2026-03-18', '08:30'));
    expect((await pollOf(committeeId)).state).toBe('abandoned');
    jalon.clock.set('2026-03-02T09:00:00.000Z');
  });

  it('needs two dates to come, an end before them, nothing else proposed, and somebody who runs the committee', async () => {
    const product = await aProduct(jalon, incubator.id);
    const committeeId = await planned(jalon, { productIds: [product.id], personId: incubator.lead.id });
    const path = `/comites/${committeeId}/dates`;
    const refused = async (changes: Readonly<Record<string, string>>) => (await lead.post(path, form(changes))).text;
    expect(await refused({ 'dates[1][date]': '', 'dates[2][date]': '' })).toContain('Proposez de 2 à 10 dates');
    expect(await refused({ 'dates[0][date]': '2026-02-15' })).toContain('dates à venir');
    expect(await refused({ closesOn: '2026-06-15' })).toContain('précède la première');
    expect(await refused({ 'dates[1][heure]': 'midi' })).toContain('Indiquez une heure');
    expect((await lead.post(path, form({ intention: 'plus' }))).text).toContain('dates[6][date]');
    expect((await lead.post(path, form())).status).toBe(303);
    const twice = jalon.get(OpenDatePoll).execute({
      committeeId,
      dates: dates.map((date) => parisInstant(date, '14:00')),
      closesOn: '2026-03-20',
      personId: incubator.lead.id,
      idempotencyKey: newId(),
    });
    await expect(twice).rejects.toMatchObject({ code: 'POLL_ALREADY_OPEN' });
    const coach = await jalon.logIn(product.coach);
    expect((await coach.post(path, form())).status).toBe(403);
  });
});
