import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CancelCommittee } from '#libs/committees/index.js';
import { AttachFile, DossierVoices, GRID_QUESTIONS } from '#libs/dossiers/index.js';
import { hashSecret, newId, parisInstant } from '#libs/kernel/index.js';

import { type Browsing, browseCommittees } from '../../support/committees.web.js';
import { aDossierContent, aPreparation } from '../../support/dossiers.builders.js';

let world: Browsing;
beforeAll(async () => {
  world = await browseCommittees('2026-05-29T09:00:00.000Z');
});
afterAll(async () => world.stop());

/** A dossier submitted in time, once the members were told of it; the links that each was sent. */
async function aReading() {
  world.clock.set('2026-05-29T09:00:00.000Z');
  const preparation = await aPreparation(world);
  const { product, save, submit, find } = preparation;
  await save(aDossierContent({ learnings: '<script>alert(1)</script> 😀' }));
  await submit();
  await world.goTo(parisInstant('2026-06-08', '08:00'));
  const { id } = await find();
  const mailTo = async (person: { readonly email: string }) =>
    (await world.mails(person.email)).find(({ text }) => text.includes('/lecture/'));
  const linkOf = async (person: { readonly email: string }) =>
    /\/lecture\/[\w-]{43}\/dossiers\/[\w-]+/u.exec((await mailTo(person))?.text ?? '')?.[0] ?? '';
  const sponsor = product.sponsor ?? product.coach;
  return { ...preparation, id, sponsor, mailTo, linkOf, link: await linkOf(sponsor) };
}

const everything = async (): Promise<string> =>
  JSON.stringify(
    await world.dataSource.query(
      `select (select count(*) from dossier_questions) as q, (select count(*) from dossier_grids) as g,
              (select count(*) from committee_invitations) as i, (select max(updated_at) from dossiers) as d`,
    ),
  );

describe('reading a dossier by the link of its mail', () => {
  // One dossier for all, until its committee is cancelled.
  let reading: Awaited<ReturnType<typeof aReading>>;
  beforeAll(async () => {
    reading = await aReading();
  });

  it('is offered to every member a week before, with the whole as one PDF and a link of their own', async () => {
    const { sponsor, incubator, product, mailTo, linkOf, link } = reading;
    const links = await Promise.all([sponsor, incubator.lead, incubator.dinum, product.coach].map(linkOf));
    expect(new Set(links).size).toBe(4);
    for (const one of links) expect(one).toMatch(/^\/lecture\//u);
    const mail = await mailTo(sponsor);
    expect(mail?.text).toMatch(/votre grille d’appréciation en\sdix questions/u);
    expect((await mailTo(incubator.dinum))?.text).not.toContain('grille');
    expect(mail?.attachments.map(({ filename, contentType }) => ({ filename, contentType }))).toEqual([
      { filename: 'Dossier Alpha - comité du 2026-06-15.pdf', contentType: 'application/pdf' },
    ]);
    const [{ count } = { count: '' }] = await world.dataSource.query<{ count: string }[]>(
      'select count(*) from committee_invitations where secret_hash = $1',
      [hashSecret(link.split('/')[2] ?? '')],
    );
    expect(count).toBe('1');
  });

  it('shows what was submitted, its PDF and its files, and changes nothing', async () => {
    const { link, save, id, product } = reading;
    const path = new URL(import.meta.url).pathname;
    const file = { name: 'note.pdf', path, size: 10, hash: 'x', isCut: false };
    await expect(
      world.get(AttachFile).execute({ dossierId: id, file, personId: product.coach.id, idempotencyKey: newId() }),
    ).rejects.toMatchObject({ code: 'FILE_REFUSED' });
    await save(aDossierContent({ impact: 'Écrit après le dépôt' }));
    const before = await everything();
    const page = await world.anybody.get(link);
    expect(page.status).toBe(200);
    expect(page.text).toContain('&lt;script>alert(1)&lt;/script> 😀');
    expect(page.text).toContain('Ouvrir dans dix départements');
    expect(page.text).not.toContain('Écrit après le dépôt');
    expect(page.cookies).toEqual([]);
    const pdf = await fetch(`${world.origin}${link}/pdf`);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const all = link.split('/dossiers/')[0] ?? '';
    expect((await world.anybody.get(all)).text).toContain('Alpha');
    expect((await fetch(`${world.origin}${all}/pdf`)).status).toBe(200);
    expect(await everything()).toBe(before);
  });

  it('takes questions, for the team and who facilitates, once each', async () => {
    const { link, id, product, incubator } = reading;
    const fields = { question: 'Que coûte un foyer aidé ?\u0000', idempotencyKey: newId() };
    for (const _ of [1, 2]) expect((await world.anybody.post(`${link}/questions`, fields)).status).toBe(303);
    expect((await world.anybody.post(`${link}/questions`, { ...fields, question: ' ' })).text).toContain(
      'Écrivez votre question.',
    );
    const long = await world.anybody.post(`${link}/questions`, {
      question: 'x'.repeat(20_000),
      idempotencyKey: newId(),
    });
    expect([long.status, long.text.includes('x'.repeat(20_000))]).toEqual([422, true]);
    expect(await world.get(DossierVoices).questionsOf(id)).toMatchObject([
      { body: 'Que coûte un foyer aidé ?', by: { name: 'Simone Alpha' } },
    ]);
    for (const person of [product.coach, incubator.lead])
      expect((await (await world.logIn(person)).get(`/dossiers/${id}`)).text).toContain('Que coûte un foyer aidé');
    expect((await (await world.logIn(incubator.dinum)).get(`/dossiers/${id}`)).text).not.toContain('Que coûte');
  });

  it('takes the grid of the sponsor alone, and never shows it to the team unless the programme says so', async () => {
    const { link, linkOf, id, product, incubator } = reading;
    const marks = Object.fromEntries(GRID_QUESTIONS.map((one, index) => [`marks[${one}]`, String((index % 5) + 1)]));
    const sent = { ...marks, 'marks[agility]': 'none', 'marks[cost]': '6', 'comments[needs]': 'Équipe à compléter' };
    expect((await world.anybody.post(`${link}/grille`, sent)).status).toBe(303);
    expect((await world.anybody.post(`${await linkOf(incubator.dinum)}/grille`, sent)).status).toBe(404);
    expect(await world.get(DossierVoices).gridsOf(id)).toMatchObject([
      { by: { name: 'Simone Alpha' }, content: { marks: { positioning: 1, agility: null, cost: null } } },
    ]);
    expect((await world.anybody.get(link)).text).toContain('Équipe à compléter');
    const lead = await (await world.logIn(incubator.lead)).get(`/dossiers/${id}?vue=lecture`);
    expect(lead.text).toContain('Équipe à compléter');
    expect(lead.text).toContain('Elle informe, elle ne décide pas');
    for (const person of [product.coach, product.intrapreneur])
      expect((await (await world.logIn(person)).get(`/dossiers/${id}?vue=lecture`)).text).not.toContain(
        'Équipe à compléter',
      );
  });

  it('leads nowhere for a secret that is nobody’s, and hears nothing once there is no sitting', async () => {
    const { link, committeeId, incubator } = reading;
    expect((await world.anybody.get(link.replace(/lecture\/./u, 'lecture/_'))).status).toBe(404);
    expect((await world.anybody.get(`${link.split('/dossiers/')[0]}/dossiers/${newId()}`)).status).toBe(404);
    await world
      .get(CancelCommittee)
      .execute({ committeeId, reason: 'Sponsor muté', personId: incubator.lead.id, idempotencyKey: newId() });
    const late = await world.anybody.post(`${link}/questions`, { question: 'Trop tard ?', idempotencyKey: newId() });
    expect([late.status, late.text.includes('ne sont plus recueillies')]).toEqual([409, true]);
  });

  it('is offered again on the eve, when it came late', async () => {
    world.clock.set('2026-05-29T09:00:00.000Z');
    const { product, save, submit } = await aPreparation(world);
    await world.goTo(parisInstant('2026-06-10', '09:00'));
    await save(aDossierContent());
    await submit();
    await world.goTo(parisInstant('2026-06-12', '08:00'));
    const mails = await world.mails(product.sponsor?.email);
    const eve = mails.find(({ subject }) => subject.startsWith('Rappel'));
    expect(eve?.text).toMatch(/\/lecture\/[\w-]{43}\/dossiers\//u);
    expect(eve?.attachments).toHaveLength(1);
  });
});
