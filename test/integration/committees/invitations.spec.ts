import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
  CancelCommittee,
  ChangeMembers,
  ConveneCommittee,
  MoveCommittee,
  PostponeCommittee,
  RespondToInvitation,
} from '#libs/committees/index.js';
import { newId, parisInstant } from '#libs/kernel/index.js';
import type { CapturedMail } from '#libs/mail/index.js';

import {
  anIncubator,
  aProduct,
  calendarOf,
  type Committing,
  convened,
  planned,
  secretIn,
  startCommittees,
} from '../../support/committees.builders.js';

describe('invitations', () => {
  let jalon: Committing;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  beforeAll(async () => {
    jalon = await startCommittees();
    incubator = await anIncubator(jalon);
  });
  afterAll(async () => jalon.stop());

  const by = () => ({ personId: incubator.lead.id, idempotencyKey: newId() });
  const where = { place: 'Ségur, salle Oslo', videoUrl: 'https://visio.example/comite' };

  async function aCommittee(): Promise<{ committeeId: string; alpha: Awaited<ReturnType<typeof aProduct>> }> {
    const alpha = await aProduct(jalon, incubator.id);
    const committeeId = await convened(jalon, { productIds: [alpha.id], personId: incubator.lead.id });
    await jalon.carryOut();
    return { committeeId, alpha };
  }
  const mailsOf = async (person: { email: string } | null) => jalon.mails(person?.email);

  it('reach each person once, with a calendar part of their own, however many products they hold', async () => {
    const alpha = await aProduct(jalon, incubator.id, { name: 'Alpha' });
    const beta = await aProduct(jalon, incubator.id, { name: 'Bêta', sponsor: alpha.sponsor, coach: alpha.coach });
    const committeeId = await convened(jalon, {
      productIds: [alpha.id, beta.id],
      personId: incubator.lead.id,
    });
    await jalon.carryOut();
    const committee = await jalon.committees.byId(committeeId);
    for (const { person } of committee?.members ?? []) {
      const mails = (await mailsOf(person)).filter(({ subject }) => subject.includes('Alpha et Bêta'));
      expect(mails).toHaveLength(1);
      expect(calendarOf(mails[0] as CapturedMail)).toMatchObject({
        method: 'REQUEST',
        sequence: 0,
        startsAt: '2026-06-15T12:00:00.000Z',
        minutes: 100,
        location: '20 avenue de Ségur, salle Rome',
        attendees: [`mailto:${person.email}`],
        organizer: 'mailto:comites@fabrique.example',
      });
    }
    const [mail] = await mailsOf(alpha.sponsor);
    expect(mail?.subject).toBe('Comité d’investissement du 15\u00A0juin 2026\u00A0: Alpha et Bêta');
    expect(mail?.text).toContain('De 14\u00A0h à 14\u00A0h\u00A050\u00A0: Alpha');
    expect(mail?.text).toContain('De 14\u00A0h\u00A050 à 15\u00A0h\u00A040\u00A0: Bêta');
  });

  it('are not sent twice by a worker that starts over', async () => {
    const { alpha } = await aCommittee();
    await jalon.dataSource.query(`update outbox set done_at = null where type = 'invitations.send'`);
    await jalon.carryOut();
    expect(await mailsOf(alpha.sponsor)).toHaveLength(1);
  });

  it('leave only when there is somebody to invite, and once', async () => {
    const alpha = await aProduct(jalon, incubator.id);
    const everyone = [alpha.intrapreneur, alpha.coach, alpha.teamMember, alpha.sponsor, ...Object.values(incubator)];
    const committeeId = await planned(jalon, {
      productIds: [alpha.id],
      personId: incubator.lead.id,
      without: everyone.flatMap((one) => (one && typeof one === 'object' ? [one.id] : [])),
    });
    const convene = jalon.get(ConveneCommittee);
    await expect(convene.execute({ committeeId, ...by() })).rejects.toMatchObject({
      code: 'COMMITTEE_WITHOUT_MEMBERS',
    });
  });

  it('say that the committee is moved, with a higher sequence, the same calendar entry and the reason', async () => {
    const { committeeId, alpha } = await aCommittee();
    const [first] = await mailsOf(alpha.sponsor);
    await jalon
      .get(RespondToInvitation)
      .execute({ secret: secretIn(first), response: 'accepted', idempotencyKey: newId() });
    await jalon.get(MoveCommittee).execute({
      committeeId,
      startsAt: parisInstant('2026-06-22', '10:00'),
      ...where,
      reason: 'Sponsor indisponible',
      ...by(),
    });
    await jalon.carryOut();
    const [moved] = await mailsOf(alpha.sponsor);
    expect(moved?.subject).toMatch(/^Déplacé\u00A0: comité d’investissement du 22\u00A0juin 2026/u);
    expect(moved?.text).toContain('Comité déplacé au lundi 22\u00A0juin 2026 à 10\u00A0h');
    expect(moved?.text).toContain('Sponsor indisponible');
    expect(calendarOf(moved as CapturedMail)).toMatchObject({
      method: 'REQUEST',
      uid: calendarOf(first as CapturedMail).uid,
      sequence: 1,
      startsAt: '2026-06-22T08:00:00.000Z',
      location: 'Ségur, salle Oslo',
    });
    const sponsor = (await jalon.committees.byId(committeeId))?.members.find((one) => one.capacity === 'sponsor');
    expect(sponsor?.response).toBe('awaited');
  });

  it('keep the answers when only the place changes', async () => {
    const { committeeId, alpha } = await aCommittee();
    const [mail] = await mailsOf(alpha.sponsor);
    await jalon
      .get(RespondToInvitation)
      .execute({ secret: secretIn(mail), response: 'accepted', idempotencyKey: newId() });
    const startsAt = parisInstant('2026-06-15', '14:00');
    await jalon.get(MoveCommittee).execute({ committeeId, startsAt, ...where, reason: 'Salle trop petite', ...by() });
    const committee = await jalon.committees.byId(committeeId);
    expect(committee).toMatchObject(where);
    expect(committee?.members.find((one) => one.capacity === 'sponsor')?.response).toBe('accepted');
  });

  it('are taken back when the committee is cancelled or postponed, and sent again for a new date', async () => {
    const { committeeId, alpha } = await aCommittee();
    await jalon.get(PostponeCommittee).execute({ committeeId, reason: 'Grève des trains', ...by() });
    await jalon.carryOut();
    const [postponed] = await mailsOf(alpha.coach);
    expect(postponed?.subject).toMatch(/^Reporté/u);
    expect(postponed?.text).toContain('Grève des trains');
    expect(calendarOf(postponed as CapturedMail)).toMatchObject({ method: 'CANCEL', sequence: 1 });
    await jalon.get(MoveCommittee).execute({
      committeeId,
      startsAt: parisInstant('2026-07-06', '10:00'),
      ...where,
      reason: 'Nouvelle date',
      ...by(),
    });
    await jalon.carryOut();
    expect(calendarOf((await mailsOf(alpha.coach))[0] as CapturedMail)).toMatchObject({
      method: 'REQUEST',
      sequence: 2,
    });
    await jalon.get(CancelCommittee).execute({ committeeId, reason: 'Produit arrêté', ...by() });
    await jalon.carryOut();
    const [cancelled] = await mailsOf(alpha.coach);
    expect(cancelled?.subject).toMatch(/^Annulé/u);
    expect(calendarOf(cancelled as CapturedMail)).toMatchObject({ method: 'CANCEL', sequence: 3 });
  });

  it('tell only those concerned when the members change', async () => {
    const { committeeId, alpha } = await aCommittee();
    const guest = { name: 'Ursule Usagère', email: `${newId()}@association.example` };
    const committee = await jalon.committees.byId(committeeId);
    const leaving = committee?.members.find(({ person }) => person.id === alpha.teamMember.id);
    await jalon.get(ChangeMembers).execute({ committeeId, add: [guest], remove: [leaving?.id ?? ''], ...by() });
    await jalon.carryOut();
    expect(calendarOf((await mailsOf(guest))[0] as CapturedMail)).toMatchObject({ method: 'REQUEST', sequence: 1 });
    const [removed] = await mailsOf(alpha.teamMember);
    expect(removed?.subject).toMatch(/^Vous n’êtes plus attendu·e/u);
    expect(calendarOf(removed as CapturedMail)).toMatchObject({ method: 'CANCEL', sequence: 1 });
    expect(await mailsOf(alpha.coach)).toHaveLength(1);
    const [invited] = (await mailsOf(alpha.teamMember)).toReversed();
    await expect(jalon.get(RespondToInvitation).read(secretIn(invited))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('are answered from the mail, as often as one changes one’s mind, until the sitting', async () => {
    const { committeeId, alpha } = await aCommittee();
    const respond = jalon.get(RespondToInvitation);
    const secret = secretIn((await mailsOf(alpha.sponsor))[0]);
    expect(await respond.read(secret)).toMatchObject({ isOpen: true, member: { response: 'awaited' } });
    await respond.execute({ secret, response: 'tentative', idempotencyKey: newId() });
    await respond.execute({ secret, response: 'declined', idempotencyKey: newId() });
    expect((await jalon.committees.byId(committeeId))?.missing).toEqual([
      { productId: alpha.id, productName: 'Alpha', roles: [], declined: ['sponsor'] },
    ]);
    await jalon.get(CancelCommittee).execute({ committeeId, reason: 'Plus de sponsor', ...by() });
    await expect(respond.execute({ secret, response: 'accepted', idempotencyKey: newId() })).rejects.toMatchObject({
      code: 'INVITATION_CLOSED',
    });
    await expect(respond.read('not-a-secret')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keep no secret in the database', async () => {
    const { alpha } = await aCommittee();
    const secret = secretIn((await mailsOf(alpha.sponsor))[0]);
    const rows = await jalon.dataSource.query<unknown[]>('select secret_hash from committee_invitations');
    expect(secret).toHaveLength(43);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});
