import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel/index.js';
import { MailPreferences } from '#libs/mail/index.js';

import { anIncubator, aProduct, BASE_URL, convened } from '../../support/committees.builders.js';
import { type Browsing, browseCommittees } from '../../support/committees.web.js';

describe('the pages about mails', () => {
  let jalon: Browsing;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  let product: Awaited<ReturnType<typeof aProduct>>;
  let lead: Awaited<ReturnType<Browsing['logIn']>>;
  beforeAll(async () => {
    jalon = await browseCommittees();
    incubator = await anIncubator(jalon);
    product = await aProduct(jalon, incubator.id, { name: 'Aides simples' });
    await convened(jalon, { productIds: [product.id], personId: incubator.lead.id, on: '2026-03-12' });
    await jalon.carryOut();
    lead = await jalon.logIn(incubator.lead);
  });
  afterAll(async () => jalon.stop());

  const footLinkOf = async (email: string): Promise<string> => {
    const [mail] = await jalon.mails(email);
    return new RegExp(`${BASE_URL}(/mes-courriels/[\\w-]+)`, 'u').exec(mail?.text ?? '')?.[1] ?? '';
  };
  /** A mail to somebody came back. */
  const bounce = async (personId: string) =>
    jalon.dataSource.query(
      `update mail_deliveries set state = 'bounced', smtp_reply = 'No such user here' where person_id = $1`,
      [personId],
    );

  it('let somebody without an account choose, by the link at the foot of a mail; reading changes nothing', async () => {
    const sponsor = product.sponsor!;
    const path = await footLinkOf(sponsor.email);
    const wants = async () => jalon.get(MailPreferences).wantsDigest(sponsor.id);
    const page = await jalon.anybody.get(path);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Peut attendre le matin');
    expect(page.text).toContain('convocation, annulation ou report, validation d’un relevé');
    expect(await wants()).toBe(false);
    expect((await jalon.anybody.post(path, { rythme: 'jamais' })).status).toBe(422);
    const chosen = await jalon.anybody.post(path, { rythme: 'matin' });
    expect([chosen.status, await wants()]).toEqual([303, true]);
    await jalon.anybody.get(`${path}/un-par-un`);
    expect(await wants()).toBe(true);
    // What a mail client sends when its reader unsubscribes (RFC 8058).
    const ended = await jalon.anybody.post(`${path}/un-par-un`, { 'List-Unsubscribe': 'One-Click' });
    expect([ended.status, await wants()]).toEqual([200, false]);
    expect((await jalon.anybody.get(`${path.slice(0, -3)}AAA`)).status).toBe(404);
  });

  it('let who has an account choose, and see what became of each mail', async () => {
    const coach = await jalon.logIn(product.coach);
    const page = await coach.get('/mon-compte/courriels');
    expect(page.text).toContain('Convocation');
    expect(page.text).toContain('Préparation accélérée');
    expect(page.text).not.toContain(incubator.lead.email);
    await coach.post('/mon-compte/courriels', { rythme: 'matin' });
    expect(await jalon.get(MailPreferences).wantsDigest(product.coach.id)).toBe(true);
    expect((await coach.get('/courriels')).status).toBe(403);
  });

  it('show a lead the mails of their incubator, narrowed as they wish, and of no other', async () => {
    const all = await lead.get('/courriels');
    expect(all.text).toContain(product.coach.email);
    expect(all.text).toContain('Remis au serveur');
    const some = await lead.get(`/courriels?personne=${product.coach.id}&etat=remis&nature=catch-up`);
    expect(some.text).toContain('1\u00A0courriel<');
    expect((await lead.get('/courriels?etat=revenu')).text).toContain('Aucun courriel.');
    expect((await lead.get('/courriels?etat=n-importe&personne=x&page=-1')).status).toBe(200);
    const elsewhere = await anIncubator(jalon);
    const stranger = await jalon.logIn(elsewhere.lead);
    expect((await stranger.get('/courriels')).text).not.toContain(product.coach.email);
    expect((await stranger.get(`/courriels/adresses/${product.coach.id}`)).status).toBe(404);
  });

  it('show a lead the addresses that receive no more, and what to do: the right one gets the invitation again', async () => {
    const path = `/courriels/adresses/${product.coach.id}`;
    expect((await lead.get(path)).status).toBe(403);
    await bounce(product.coach.id);
    const page = await lead.get('/courriels?etat=revenu');
    expect(page.text).toContain('1\u00A0adresse ne reçoit plus');
    expect(page.text).toContain('No such user here');
    expect((await lead.get(path)).text).toContain(product.coach.email);
    const give = async (email: string, reason = 'Elle me l’a dite au téléphone', idempotencyKey = newId()) =>
      lead.post(path, { email, reason, idempotencyKey });
    for (const wrong of ['', 'coach', product.coach.email, product.intrapreneur.email])
      expect((await give(wrong)).status).toBe(422);
    expect((await give('come.juste@ministere.example', ' ')).status).toBe(422);
    const session = await jalon.logIn(product.coach);
    const key = newId();
    expect((await give('come.juste@ministere.example', undefined, key)).status).toBe(303);
    expect((await give('come.juste@ministere.example', undefined, key)).status).toBe(303);
    const again = await jalon.mails('come.juste@ministere.example');
    expect(again.map(({ calendar }) => calendar?.includes('METHOD:REQUEST'))).toEqual([true]);
    expect((await lead.get('/courriels')).text).not.toContain('ne reçoit plus');
    // Whoever was let in by the former address is let in no more.
    expect((await session.get('/mon-compte')).status).not.toBe(200);
    const kept = await jalon.dataSource.query('select former_email, corrected_by from address_corrections');
    expect(kept).toEqual([{ former_email: product.coach.email, corrected_by: incubator.lead.id }]);
  });

  it('do not let a lead take over the account of another', async () => {
    const other = await anIncubator(jalon);
    await bounce(incubator.lead.id);
    const path = `/courriels/adresses/${incubator.lead.id}`;
    expect((await lead.get(path)).status).toBe(403);
    expect((await (await jalon.logIn(other.lead)).get(path)).status).toBe(404);
    const manager = await jalon.logIn(incubator.manager);
    expect((await manager.get(path)).status).toBe(404);
  });
});
