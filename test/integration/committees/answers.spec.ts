import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
  type CommitteeMember,
  ChangeMembers,
  type InvitationAnswer,
  MoveCommittee,
  RespondToInvitation,
} from '#libs/committees/index.js';
import type { Person } from '#libs/identity/index.js';
import { newId, parisInstant } from '#libs/kernel/index.js';

import {
  anIncubator,
  aProduct,
  calendarOf,
  type Committing,
  convened,
  secretIn,
  startCommittees,
} from '../../support/committees.builders.js';

describe('an answer to an invitation', () => {
  let jalon: Committing;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  beforeAll(async () => {
    jalon = await startCommittees();
    incubator = await anIncubator(jalon);
  });
  afterAll(async () => jalon.stop());

  const by = () => ({ personId: incubator.lead.id, idempotencyKey: newId() });

  async function aCommittee() {
    const product = await aProduct(jalon, incubator.id);
    const committeeId = await convened(jalon, { productIds: [product.id], personId: incubator.lead.id });
    await jalon.carryOut();
    const sponsor = product.sponsor!;
    const secret = secretIn((await jalon.mails(sponsor.email))[0]);
    return { committeeId, product, sponsor, secret };
  }
  const answer = async (secret: string, given: InvitationAnswer) => {
    await jalon.get(RespondToInvitation).execute({ secret, ...given, idempotencyKey: newId() });
    await jalon.carryOut();
  };
  const viewOf = async (committeeId: string) => (await jalon.committees.byId(committeeId))!;
  const memberOf = async (
    committeeId: string,
    { email }: Pick<Person, 'email'>,
  ): Promise<CommitteeMember | undefined> =>
    (await viewOf(committeeId)).members.find(({ person }) => person.email === email);
  const aDeputy = () => ({ name: 'Désiré Adjoint', email: `${newId()}@ministere.example` });

  it('says when it was given and why, and may be changed later', async () => {
    const { committeeId, sponsor, secret } = await aCommittee();
    await answer(secret, { response: 'tentative', reason: '  Conseil des ministres ce jour-là ' });
    expect(await memberOf(committeeId, sponsor)).toMatchObject({
      response: 'tentative',
      respondedAt: jalon.clock.now(),
      responseReason: 'Conseil des ministres ce jour-là',
    });
    await answer(secret, { response: 'accepted' });
    expect(await memberOf(committeeId, sponsor)).toMatchObject({ response: 'accepted', responseReason: null });
  });

  it('invites who represents, in the stead of who cannot come, who is then not missing', async () => {
    const { committeeId, sponsor, secret } = await aCommittee();
    const deputy = aDeputy();
    await answer(secret, { response: 'represented', representative: deputy });
    expect(await memberOf(committeeId, sponsor)).toMatchObject({
      response: 'represented',
      representative: { name: 'Désiré Adjoint', response: 'awaited' },
    });
    const [mail] = await jalon.mails(deputy.email);
    expect(mail?.text).toContain('Vous représentez Simone Alpha (sponsor)');
    expect(calendarOf(mail!)).toMatchObject({ method: 'REQUEST', attendees: [`mailto:${deputy.email}`] });
    expect(mail?.calendar).toContain('ROLE=REQ-PARTICIPANT');
    expect((await viewOf(committeeId)).missing).toEqual([]);
    // Nobody else is written to.
    expect(await jalon.mails(incubator.dinum.email)).toHaveLength((await jalon.mails(incubator.lead.email)).length);
    await answer(secretIn(mail), { response: 'declined' });
    expect((await viewOf(committeeId)).missing).toMatchObject([{ declined: ['sponsor'] }]);
  });

  it('takes the invitation back from who no longer represents', async () => {
    const { committeeId, sponsor, secret } = await aCommittee();
    const [first, second] = [aDeputy(), aDeputy()];
    await answer(secret, { response: 'represented', representative: first });
    await answer(secret, { response: 'represented', representative: second });
    expect(await memberOf(committeeId, first)).toBeUndefined();
    expect(calendarOf((await jalon.mails(first.email))[0]!)).toMatchObject({ method: 'CANCEL', status: null });
    expect(await memberOf(committeeId, second)).toMatchObject({ standsFor: [{ name: sponsor.name }] });
    await answer(secret, { response: 'accepted' });
    expect(await memberOf(committeeId, second)).toBeUndefined();
    expect(await memberOf(committeeId, sponsor)).toMatchObject({ response: 'accepted', representative: null });
  });

  it('keeps who was a member already, and tells them that they represent', async () => {
    const { committeeId, product, secret } = await aCommittee();
    await answer(secret, { response: 'represented', representative: product.coach });
    expect((await jalon.mails(product.coach.email))[0]?.text).toContain('Vous représentez Simone Alpha');
    await answer(secret, { response: 'accepted' });
    expect(await memberOf(committeeId, product.coach)).toMatchObject({ capacity: 'coach', standsFor: [] });
  });

  it('says the same twice without a second mail', async () => {
    const { secret } = await aCommittee();
    const deputy = aDeputy();
    await answer(secret, { response: 'represented', representative: deputy });
    await answer(secret, { response: 'represented', representative: deputy, reason: 'En congé' });
    expect(await jalon.mails(deputy.email)).toHaveLength(1);
  });

  it('names neither oneself, nor somebody in the stead of a stand-in, nor people without end', async () => {
    const { sponsor, secret } = await aCommittee();
    const respond = (key: string, given: InvitationAnswer) =>
      jalon.get(RespondToInvitation).execute({ secret: key, ...given, idempotencyKey: newId() });
    await expect(respond(secret, { response: 'represented', representative: sponsor })).rejects.toMatchObject({
      fields: { representativeEmail: expect.stringContaining('votre propre adresse') },
    });
    const deputy = aDeputy();
    await answer(secret, { response: 'represented', representative: deputy });
    const theirs = secretIn((await jalon.mails(deputy.email))[0]);
    await expect(respond(theirs, { response: 'represented', representative: aDeputy() })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    for (let times = 0; times < 3; times += 1)
      await answer(secret, { response: 'represented', representative: aDeputy() });
    await expect(respond(secret, { response: 'represented', representative: aDeputy() })).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
    });
  });

  it('leaves with the member: a stand-in goes with who they represent, and who loses theirs is missing again', async () => {
    const { committeeId, sponsor, secret } = await aCommittee();
    const deputy = aDeputy();
    await answer(secret, { response: 'represented', representative: deputy });
    const remove = async (who: { readonly email: string }) => {
      const member = await memberOf(committeeId, who);
      await jalon.get(ChangeMembers).execute({ committeeId, remove: [member!.id], ...by() });
    };
    await remove(deputy);
    expect(await memberOf(committeeId, sponsor)).toMatchObject({ response: 'declined', representative: null });
    await answer(secret, { response: 'represented', representative: deputy });
    await remove(sponsor);
    expect(await memberOf(committeeId, deputy)).toBeUndefined();
  });

  it('holds for another date only when it sends somebody, who is asked anew', async () => {
    const { committeeId, sponsor, product, secret } = await aCommittee();
    const deputy = aDeputy();
    await answer(secret, { response: 'represented', representative: deputy });
    await answer(secretIn((await jalon.mails(deputy.email))[0]), { response: 'accepted' });
    await answer(secretIn((await jalon.mails(product.coach.email))[0]), { response: 'accepted', reason: 'Avec joie' });
    const startsAt = parisInstant('2026-06-22', '10:00');
    await jalon
      .get(MoveCommittee)
      .execute({ committeeId, startsAt, place: 'Ségur', videoUrl: null, reason: 'Salle prise', ...by() });
    const nothing = { response: 'awaited', respondedAt: null, responseReason: null };
    expect(await memberOf(committeeId, product.coach)).toMatchObject(nothing);
    expect(await memberOf(committeeId, deputy)).toMatchObject(nothing);
    expect(await memberOf(committeeId, sponsor)).toMatchObject({ response: 'represented' });
  });
});
