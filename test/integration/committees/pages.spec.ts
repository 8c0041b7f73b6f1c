import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel/index.js';
import type { CapturedMail } from '#libs/mail/index.js';

import { anIncubator, aProduct, BASE_URL, planned } from '../../support/committees.builders.js';
import { type Browsing, browseCommittees } from '../../support/committees.web.js';

describe('the pages of committees', () => {
  let jalon: Browsing;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  let lead: Awaited<ReturnType<Browsing['logIn']>>;
  beforeAll(async () => {
    jalon = await browseCommittees();
    incubator = await anIncubator(jalon);
    lead = await jalon.logIn(incubator.lead);
  });
  afterAll(async () => jalon.stop());

  const form = (changes: Readonly<Record<string, string | readonly string[]>>) => ({
    date: '2026-06-15',
    heure: '14:00',
    place: 'Ségur, salle Rome',
    videoUrl: '',
    intention: 'planifier',
    idempotencyKey: newId(),
    ...changes,
  });

  it('plan a committee from a product, with a preview that warns and keeps what was typed', async () => {
    const alpha = await aProduct(jalon, incubator.id, { name: 'Alpha', sponsor: null });
    const empty = await lead.get(`/comites/nouveau?produit=${alpha.id}`);
    expect(empty.status).toBe(200);
    expect(empty.text).toContain('Alpha\u00A0: aucun sponsor n’est connu.');
    const preview = await lead.post(
      '/comites/nouveau',
      form({ produit: alpha.id, date: '2026-12-24', intention: 'apercu' }),
    );
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('clôture de fin d’année');
    expect(preview.text).toContain('value="Ségur, salle Rome"');
    const sent = await lead.post(
      '/comites/nouveau',
      form({
        produit: alpha.id,
        'invites[0][name]': 'Sonia Roy',
        'invites[0][email]': 'sonia.roy@ministere.example',
        'invites[0][capacity]': `sponsor:${alpha.id}`,
      }),
    );
    expect(sent.status).toBe(303);
    const page = await lead.get(sent.location);
    expect(page.text).toContain('Comité planifié.');
    expect(page.text).toContain('Sonia Roy');
    expect(page.text).not.toContain('Quelqu’un manque');
  });

  it('say what is wrong beside each field', async () => {
    const alpha = await aProduct(jalon, incubator.id);
    const refused = await lead.post(
      '/comites/nouveau',
      form({ produit: alpha.id, date: '', place: '', 'invites[0][name]': 'Sans adresse' }),
    );
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('id="field-date-error"');
    expect(refused.text).toContain('id="field-invites-0-email-error"');
    const nowhere = await lead.post('/comites/nouveau', form({ produit: alpha.id, place: '' }));
    expect(nowhere.status).toBe(422);
    expect(nowhere.text).toContain('id="field-place-error"');
  });

  it('convene once on a double click, then move, adjust a reminder and cancel', async () => {
    const alpha = await aProduct(jalon, incubator.id, { name: 'Alpha' });
    const id = await planned(jalon, { productIds: [alpha.id], personId: incubator.lead.id });
    const click = { idempotencyKey: newId() };
    const clicks = await Promise.all([
      lead.post(`/comites/${id}/convoquer`, click),
      lead.post(`/comites/${id}/convoquer`, click),
    ]);
    expect(clicks.map(({ status }) => status)).toEqual([303, 303]);
    await jalon.carryOut();
    expect(await jalon.mails(alpha.sponsor?.email)).toHaveLength(1);
    const again = await lead.post(`/comites/${id}/convoquer`, { idempotencyKey: newId() });
    expect(again.status).toBe(409);
    expect(again.text).toContain('Cette action n’a pas été faite');
    const noReason = await lead.post(`/comites/${id}/deplacer`, form({ date: '2026-06-22', reason: '' }));
    expect(noReason.status).toBe(422);
    expect(noReason.text).toContain('id="deplacer-reason-error"');
    expect(
      (await lead.post(`/comites/${id}/deplacer`, form({ date: '2026-06-22', reason: 'Sponsor pris' }))).status,
    ).toBe(303);
    const stopped = await lead.post(`/comites/${id}/rappels/D-30`, {
      idempotencyKey: newId(),
      intention: 'arreter',
      reason: 'Ligne vérifiée',
      on: '',
    });
    expect(stopped.status).toBe(303);
    expect((await lead.get(`/comites/${id}`)).text).toContain('Relancer ce rappel');
    await lead.post(`/comites/${id}/annuler`, { idempotencyKey: newId(), reason: 'Produit arrêté' });
    expect((await lead.get(`/comites/${id}`)).text).toContain('Ce comité est annulé');
    const listed = await lead.get('/comites?vue=passes');
    expect(listed.text).toContain(id);
  });

  it('let members read and nothing more, and strangers see nothing', async () => {
    const alpha = await aProduct(jalon, incubator.id);
    const id = await planned(jalon, { productIds: [alpha.id], personId: incubator.lead.id });
    const member = await jalon.logIn(alpha.teamMember);
    const page = await member.get(`/comites/${id}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('Envoyer les convocations');
    expect((await member.post(`/comites/${id}/convoquer`, { idempotencyKey: newId() })).status).toBe(403);
    expect((await member.get('/comites/nouveau')).status).toBe(403);
    const stranger = await jalon.logIn((await anIncubator(jalon)).lead);
    expect((await stranger.get(`/comites/${id}`)).status).toBe(404);
    expect((await stranger.get('/comites')).text).not.toContain(id);
  });

  it('lead from the mail that tells what is to be prepared to the dossier, and to the committee while none is open', async () => {
    const alpha = await aProduct(jalon, incubator.id);
    const id = await planned(jalon, { productIds: [alpha.id], personId: incubator.lead.id, on: '2026-03-16' });
    const path = `/comites/${id}/dossiers/${alpha.id}`;
    expect((await lead.get(path)).location).toBe(`/comites/${id}`);
    await lead.post(`/comites/${id}/convoquer`, { idempotencyKey: newId() });
    await jalon.carryOut();
    const mails = await jalon.mails(alpha.intrapreneur.email);
    expect(mails.find(({ subject }) => subject.startsWith('Préparation accélérée'))?.text).toContain(
      `${BASE_URL}${path}`,
    );
    expect((await lead.get(path)).location).toMatch(/^\/dossiers\/[0-9a-f-]{36}$/u);
  });

  it('give the committee to one’s calendar', async () => {
    const alpha = await aProduct(jalon, incubator.id);
    const id = await planned(jalon, { productIds: [alpha.id], personId: incubator.lead.id });
    const file = await lead.get(`/comites/${id}/agenda.ics`);
    expect(file.type).toContain('text/calendar');
    expect(file.text).toContain('BEGIN:VEVENT');
  });

  it('take an answer from the link of the mail, without account; looking at it changes nothing', async () => {
    const alpha = await aProduct(jalon, incubator.id);
    const id = await planned(jalon, { productIds: [alpha.id], personId: incubator.lead.id });
    await lead.post(`/comites/${id}/convoquer`, { idempotencyKey: newId() });
    await jalon.carryOut();
    const [mail] = await jalon.mails(alpha.sponsor?.email);
    const link = new RegExp(`${BASE_URL}(/invitation/[\\w-]{43})`, 'u').exec((mail as CapturedMail).text)?.[1] ?? '';
    const answer = async () =>
      (await jalon.committees.byId(id))?.members.find(({ capacity }) => capacity === 'sponsor')?.response;
    const anybody = jalon.anybody;
    const looked = await anybody.get(link);
    expect(looked.status).toBe(200);
    expect(looked.cookies).toEqual([]);
    expect(looked.text).not.toContain('checked');
    expect(await answer()).toBe('awaited');
    expect((await anybody.post(link, {})).status).toBe(422);
    expect(await answer()).toBe('awaited');
    const answered = await anybody.post(link, { response: 'declined', idempotencyKey: newId() });
    expect(answered.status).toBe(303);
    expect((await anybody.get(answered.location)).text).toContain('votre réponse est enregistrée');
    expect(await answer()).toBe('declined');
    expect((await lead.get(`/comites/${id}`)).text).toContain(
      'Alpha\u00A0: le sponsor ne viendra pas, et personne ne le représente.',
    );
    expect((await anybody.get('/invitation/unknown')).status).toBe(404);
  });
});
