import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';

import { TakeInboundMail, UnrecognisedReplies } from '#libs/calendar-replies/index.js';
import { ChangeMembers, MoveCommittee, RespondToInvitation } from '#libs/committees/index.js';
import { addMilliseconds, type Instant, newId, parisInstant } from '#libs/kernel/index.js';
import {
  type CapturedMail,
  CapturedMails,
  InboundServer,
  MailCatcher,
  MailDeliveries,
  TrialReply,
} from '#libs/mail/index.js';

import {
  anIncubator,
  aProduct,
  calendarOf,
  type Committing,
  convened,
  secretIn,
  startCommittees,
} from '../../support/committees.builders.js';

const INBOX = 'reponses@fabrique.example';

describe('answers of calendars', () => {
  let jalon: Committing;
  let incubator: Awaited<ReturnType<typeof anIncubator>>;
  let server: InboundServer;
  let port: number;
  let isDown = false;
  beforeAll(async () => {
    jalon = await startCommittees();
    incubator = await anIncubator(jalon);
    const taking = jalon.get(TakeInboundMail);
    server = new InboundServer(INBOX, async (raw) => {
      if (isDown) throw new Error('the database is away');
      await taking.execute(raw);
    });
    port = await server.listen('127.0.0.1', 0);
  });
  afterAll(async () => {
    await server.close();
    await jalon.stop();
  });

  const by = () => ({ personId: incubator.lead.id, idempotencyKey: newId() });
  async function aCommittee() {
    const product = await aProduct(jalon, incubator.id);
    const committeeId = await convened(jalon, { productIds: [product.id], personId: incubator.lead.id });
    await jalon.carryOut();
    const [mail] = await jalon.mails(product.coach.email);
    return { committeeId, product, coach: product.coach, mail: mail! };
  }
  const memberOf = async (committeeId: string, personId: string) =>
    (await jalon.committees.byId(committeeId))?.members.find(({ person }) => person.id === personId);

  /** What the calendar of whoever received an invitation sends back. */
  async function reply(
    mail: CapturedMail,
    answer: string,
    changes: {
      from?: string;
      attendee?: string;
      stamp?: Instant;
      sequence?: number;
      to?: string;
      comment?: string;
    } = {},
  ): Promise<void> {
    const { uid, sequence, attendees } = calendarOf(mail);
    const attendee = changes.attendee ?? (attendees[0] ?? '').replace('mailto:', '');
    const stamp = (changes.stamp ?? jalon.clock.now()).replaceAll(/[-:]|\.\d+/gu, '');
    const content = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Agenda//FR',
      'METHOD:REPLY',
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `SEQUENCE:${changes.sequence ?? sequence}`,
      `DTSTAMP:${stamp}`,
      `ATTENDEE;PARTSTAT=${answer}:mailto:${attendee}`,
      ...(changes.comment === undefined ? [] : [`COMMENT:${changes.comment}`]),
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n');
    const from = changes.from ?? attendee;
    await createTransport({ host: '127.0.0.1', port, secure: false }).sendMail({
      from,
      to: changes.to ?? INBOX,
      subject: answer,
      text: answer,
      icalEvent: { method: 'REPLY', content },
    });
  }

  it('are written down as those of the links are, with what was said', async () => {
    const { committeeId, coach, mail } = await aCommittee();
    await reply(mail, 'TENTATIVE', { comment: 'À confirmer lundi' });
    expect(await memberOf(committeeId, coach.id)).toMatchObject({
      response: 'tentative',
      respondedAt: jalon.clock.now(),
      responseReason: 'À confirmer lundi',
    });
    jalon.clock.advance(60_000);
    await reply(mail, 'DECLINED');
    expect(await memberOf(committeeId, coach.id)).toMatchObject({ response: 'declined' });
  });

  it('count once, and an older one never undoes a later one, by link or by calendar', async () => {
    const { committeeId, coach, mail } = await aCommittee();
    const stamp = jalon.clock.now();
    await reply(mail, 'ACCEPTED', { stamp });
    jalon.clock.advance(60_000);
    await jalon
      .get(RespondToInvitation)
      .execute({ secret: secretIn(mail), response: 'declined', idempotencyKey: newId() });
    await reply(mail, 'ACCEPTED', { stamp });
    await reply(mail, 'TENTATIVE', { stamp: addMilliseconds(stamp, 1_000) });
    expect(await memberOf(committeeId, coach.id)).toMatchObject({ response: 'declined' });
    const verdicts = await jalon.dataSource.query<unknown[]>(
      'select verdict from calendar_replies where committee_id = $1 order by id',
      [committeeId],
    );
    expect(verdicts).toEqual([{ verdict: 'applied' }, { verdict: 'outdated' }]);
  });

  it('to an invitation for another date are not answers to this one; to one that changed only its members, they are', async () => {
    const { committeeId, coach, mail } = await aCommittee();
    const guest = { name: 'Ursule Usagère', email: `${newId()}@association.example` };
    await jalon.get(ChangeMembers).execute({ committeeId, add: [guest], ...by() });
    await reply(mail, 'ACCEPTED');
    expect(await memberOf(committeeId, coach.id)).toMatchObject({ response: 'accepted' });
    await jalon.get(MoveCommittee).execute({
      committeeId,
      startsAt: parisInstant('2026-06-22', '10:00'),
      place: 'Ségur',
      videoUrl: null,
      reason: 'Empêchement',
      ...by(),
    });
    await jalon.carryOut();
    jalon.clock.advance(60_000);
    await reply(mail, 'ACCEPTED');
    expect(await memberOf(committeeId, coach.id)).toMatchObject({ response: 'awaited' });
    await reply((await jalon.mails(coach.email))[0]!, 'ACCEPTED');
    expect(await memberOf(committeeId, coach.id)).toMatchObject({ response: 'accepted' });
  });

  it('of somebody else, for somebody else, or to what was never sent are shown to the lead and applied to nobody', async () => {
    const { committeeId, product, coach, mail } = await aCommittee();
    await reply(mail, 'DECLINED', { from: product.intrapreneur.email });
    await reply(mail, 'DECLINED', { attendee: 'inconnue@ailleurs.example' });
    await reply(mail, 'DECLINED', { sequence: 9 });
    await reply(mail, 'DELEGATED');
    expect(await memberOf(committeeId, coach.id)).toMatchObject({ response: 'awaited' });
    expect(await memberOf(committeeId, product.intrapreneur.id)).toMatchObject({ response: 'awaited' });
    const shown = await jalon.get(UnrecognisedReplies).ofCommittee(committeeId);
    expect(shown.map(({ sender, answer }) => [sender, answer])).toEqual([
      [coach.email, 'DELEGATED'],
      [coach.email, 'DECLINED'],
      ['inconnue@ailleurs.example', 'DECLINED'],
      [product.intrapreneur.email, 'DECLINED'],
    ]);
  });

  it('to another address are not taken, and what cannot be written down now comes again', async () => {
    const { committeeId, coach, mail } = await aCommittee();
    await expect(reply(mail, 'ACCEPTED', { to: 'tous@ministere.example' })).rejects.toMatchObject({
      responseCode: 550,
    });
    isDown = true;
    await expect(reply(mail, 'ACCEPTED')).rejects.toMatchObject({ responseCode: 451 });
    isDown = false;
    await reply(mail, 'ACCEPTED');
    expect(await memberOf(committeeId, coach.id)).toMatchObject({ response: 'accepted' });
    const huge = createTransport({ host: '127.0.0.1', port, secure: false }).sendMail({
      from: coach.email,
      to: INBOX,
      text: 'a'.repeat(2_000_000),
    });
    await expect(huge).rejects.toMatchObject({ responseCode: 552 });
  });

  it('are played by the trial mailbox as a calendar would, through the same door', async () => {
    const { committeeId, coach, mail } = await aCommittee();
    const taking = jalon.get(TakeInboundMail);
    jalon.get(MailCatcher).handOver('comites@fabrique.example', (raw) => taking.execute(raw));
    await jalon.get(TrialReply).execute(mail.id, 'ACCEPTED');
    expect(await memberOf(committeeId, coach.id)).toMatchObject({ response: 'accepted' });
    const [answer] = await jalon.mails('comites@fabrique.example');
    await expect(jalon.get(TrialReply).execute(answer!.id, 'ACCEPTED')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('may be none: a mail that came back marks the address, which a later one that arrives clears', async () => {
    const { committeeId, coach, mail } = await aCommittee();
    const raw = (await jalon.get(CapturedMails).raw(mail.id)).toString('latin1');
    const [, messageId = ''] = /^Message-ID: (<.+>)/imu.exec(raw) ?? [];
    await createTransport({ host: '127.0.0.1', port, secure: false }).sendMail({
      envelope: { from: '', to: INBOX },
      raw: [
        'From: MAILER-DAEMON@mx.example',
        `To: ${INBOX}`,
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        '',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.example',
        '',
        `Final-Recipient: rfc822; ${coach.email}`,
        'Action: failed',
        'Status: 5.1.1',
        '',
        '--b',
        'Content-Type: message/rfc822',
        '',
        `Message-ID: ${messageId}`,
        'Subject: Convocation',
        '',
        'Texte',
        '--b--',
        '',
      ].join('\r\n'),
    });
    const unreachable = async () => [...(await jalon.get(MailDeliveries).unreachable([coach.id]))];
    expect(await unreachable()).toEqual([coach.id]);
    await jalon.get(MoveCommittee).execute({
      committeeId,
      startsAt: parisInstant('2026-06-22', '10:00'),
      place: 'Ségur',
      videoUrl: null,
      reason: 'Empêchement',
      ...by(),
    });
    jalon.clock.advance(1_000);
    await jalon.carryOut();
    expect(await unreachable()).toEqual([]);
  });
});
