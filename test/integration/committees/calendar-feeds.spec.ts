import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';

import { CancelCommittee, MoveCommittee, RespondToInvitation } from '#libs/committees/index.js';
import type { Person } from '#libs/identity/index.js';
import { addMilliseconds, newId, parisInstant } from '#libs/kernel/index.js';

import { anIncubator, aProduct, calendarOf, convened, planned, secretIn } from '../../support/committees.builders.js';
import { browseCommittees, type Browsing } from '../../support/committees.web.js';

const DAY = 86_400_000;

describe('the secret address of an agenda', () => {
  let jalon: Browsing;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  beforeAll(async () => {
    jalon = await browseCommittees();
    incubator = await anIncubator(jalon);
  });
  afterAll(async () => jalon.stop());

  /** Made on the page, as a person does. */
  async function addressOf(person: Person, agenda = 'moi'): Promise<string> {
    const visitor = await jalon.logIn(person);
    const { text, status } = await visitor.post('/mon-compte/agendas', { agenda });
    expect(status).toBe(201);
    return /\/agendas\/[\w-]{43}\.ics/u.exec(text)?.[0] ?? '';
  }
  const read = async (address: string, headers: Record<string, string> = {}) =>
    fetch(`${jalon.origin}${address}`, { headers });
  async function sittingsAt(address: string) {
    const calendar = new ICAL.Component(ICAL.parse(await (await read(address)).text()));
    return calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        summary: event.summary,
        sequence: event.sequence,
        startsAt: event.startDate.toJSDate().toISOString(),
        status: String(component.getFirstPropertyValue('status')),
        modified: String(component.getFirstPropertyValue('last-modified')),
        attendees: event.attendees.length,
      };
    });
  }
  const by = () => ({ personId: incubator.lead.id, idempotencyKey: newId() });
  const where = { place: 'Ségur', videoUrl: null };

  it('shows each sitting of a person once, and follows it under the same uid as in the mails', async () => {
    const product = await aProduct(jalon, incubator.id, { name: 'Bouée' });
    const committeeId = await convened(jalon, { productIds: [product.id], personId: incubator.lead.id });
    await jalon.carryOut();
    const address = await addressOf(product.coach);
    const [first, ...others] = await sittingsAt(address);
    expect(others).toEqual([]);
    const [mail] = await jalon.mails(product.coach.email);
    expect(first).toMatchObject({
      uid: calendarOf(mail!).uid,
      summary: 'Comité d’investissement\u00A0: Bouée',
      startsAt: '2026-06-15T12:00:00.000Z',
      status: 'CONFIRMED',
      sequence: 0,
      attendees: 0,
    });
    jalon.clock.advance(60_000);
    const startsAt = parisInstant('2026-06-22', '10:00');
    await jalon.get(MoveCommittee).execute({ committeeId, startsAt, ...where, reason: 'Empêchement', ...by() });
    const [moved, ...more] = await sittingsAt(address);
    expect(more).toEqual([]);
    expect(moved).toMatchObject({ uid: first?.uid, sequence: 1, startsAt });
    expect(moved!.modified > first!.modified).toBe(true);
  });

  it('says for a month that a sitting is cancelled, then forgets it', async () => {
    const product = await aProduct(jalon, incubator.id);
    const committeeId = await convened(jalon, { productIds: [product.id], personId: incubator.lead.id });
    const address = await addressOf(product.coach);
    await jalon.get(CancelCommittee).execute({ committeeId, reason: 'Produit arrêté', ...by() });
    expect(await sittingsAt(address)).toMatchObject([{ status: 'CANCELLED', sequence: 1 }]);
    const now = jalon.clock.now();
    jalon.clock.set(addMilliseconds(now, 31 * DAY));
    expect(await sittingsAt(address)).toEqual([]);
    jalon.clock.set(now);
  });

  it('leaves out what one declined, and what nobody was invited to yet', async () => {
    const product = await aProduct(jalon, incubator.id);
    await convened(jalon, { productIds: [product.id], personId: incubator.lead.id });
    await jalon.carryOut();
    const address = await addressOf(product.coach);
    const secret = secretIn((await jalon.mails(product.coach.email))[0]);
    await jalon.get(RespondToInvitation).execute({ secret, response: 'declined', idempotencyKey: newId() });
    const other = await aProduct(jalon, incubator.id, { coach: product.coach });
    await planned(jalon, { productIds: [other.id], personId: incubator.lead.id });
    expect(await sittingsAt(address)).toEqual([]);
  });

  it('shows all the sittings of an incubator to who has a role there, planned ones as tentative, and no longer than that', async () => {
    const house = await anIncubator(jalon);
    const one = await aProduct(jalon, house.id, { name: 'Un' });
    const two = await aProduct(jalon, house.id, { name: 'Deux' });
    await planned(jalon, { productIds: [one.id], personId: house.lead.id, on: '2026-06-15' });
    await convened(jalon, { productIds: [two.id], personId: house.lead.id, on: '2026-06-16' });
    const address = await addressOf(house.dinum, house.id);
    expect((await sittingsAt(address)).map(({ status }) => status)).toEqual(['TENTATIVE', 'CONFIRMED']);
    await jalon.dataSource.query('delete from roles where person_id = $1', [house.dinum.id]);
    expect((await read(address)).status).toBe(404);
    const stranger = await jalon.logIn(one.coach);
    expect((await stranger.post('/mon-compte/agendas', { agenda: house.id })).status).toBe(404);
  });

  it('sends nothing again that has not changed', async () => {
    const product = await aProduct(jalon, incubator.id);
    await convened(jalon, { productIds: [product.id], personId: incubator.lead.id });
    const address = await addressOf(product.coach);
    const first = await read(address);
    const etag = first.headers.get('etag') ?? '';
    jalon.clock.advance(3_600_000);
    const again = await read(address, { 'if-none-match': etag });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    await convened(jalon, {
      productIds: [(await aProduct(jalon, incubator.id, { coach: product.coach })).id],
      personId: incubator.lead.id,
    });
    expect((await read(address, { 'if-none-match': etag })).status).toBe(200);
  });

  it('is shown once, kept as a hash, replaced or revoked at will, and names nobody and no amount', async () => {
    const product = await aProduct(jalon, incubator.id);
    await convened(jalon, { productIds: [product.id], personId: incubator.lead.id });
    const address = await addressOf(incubator.dinum, incubator.id);
    const secret = /[\w-]{43}/u.exec(address)?.[0] ?? '';
    const rows = await jalon.dataSource.query<unknown[]>('select * from calendar_feeds');
    expect(JSON.stringify(rows)).not.toContain(secret);
    const dinum = await jalon.logIn(incubator.dinum);
    expect((await dinum.get('/mon-compte')).text).not.toContain(secret);
    const text = await (await read(address)).text();
    expect(text).not.toMatch(/@ministere|@fabrique|Simone|ATTENDEE|ORGANIZER|€/u);
    const replaced = await addressOf(incubator.dinum, incubator.id);
    expect([(await read(address)).status, (await read(replaced)).status]).toEqual([404, 200]);
    // The lead ends it for them.
    const lead = await jalon.logIn(incubator.lead);
    const [, feed = ''] = /name="adresse" value="([0-9a-f-]{36})"/u.exec((await lead.get('/mon-compte')).text) ?? [];
    expect((await lead.post('/mon-compte/agendas/revoquer', { adresse: feed })).status).toBe(303);
    expect((await read(replaced)).status).toBe(404);
  });

  it('cannot be guessed without end, nor read without end', async () => {
    const address = await addressOf((await aProduct(jalon, incubator.id)).coach);
    const statuses = new Set<number>();
    for (let times = 0; times < 121; times += 1) statuses.add((await read(address)).status);
    expect([...statuses]).toEqual([200, 429]);
  });
});
