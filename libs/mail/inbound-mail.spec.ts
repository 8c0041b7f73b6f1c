import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { readCalendarReply, readInboundMail } from './index.js';

const ics = (changes: Readonly<Record<string, string>> = {}): string => {
  const lines = {
    METHOD: 'METHOD:REPLY',
    UID: 'UID:0198@comites.jalon',
    SEQUENCE: 'SEQUENCE:2',
    DTSTAMP: 'DTSTAMP:20260303T101500Z',
    ATTENDEE: 'ATTENDEE;CN="Aïcha";PARTSTAT=ACCEPTED:MAILTO:Aicha@Ministere.example',
    COMMENT: 'COMMENT:Avec plaisir',
    ...changes,
  };
  const { METHOD, ...event } = lines;
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Agenda//FR',
    METHOD,
    'BEGIN:VEVENT',
    ...Object.values(event),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
};

const mail = (parts: readonly string[], type = 'multipart/alternative'): Buffer =>
  Buffer.from(
    [
      'From: "Aïcha" <Aicha@ministere.example>',
      'To: reponses@jalon.example',
      'Subject: Accepted',
      'MIME-Version: 1.0',
      `Content-Type: ${type}; boundary="b"`,
      '',
      ...parts.flatMap((part) => ['--b', part]),
      '--b--',
      '',
    ].join('\r\n'),
  );

const report = (action: string, original = 'Message-ID: <abc@fabrique.example>'): Buffer =>
  mail(
    [
      'Content-Type: text/plain\r\n\r\nNon remis.',
      `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; parti@ministere.example\r\nAction: ${action}\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 parti@ministere.example unknown`,
      `Content-Type: text/rfc822-headers\r\n\r\nSubject: Convocation\r\n${original}`,
    ],
    'multipart/report; report-type=delivery-status',
  );

describe('an answer of a calendar', () => {
  it('is read from the calendar part of a mail', async () => {
    const read = await readInboundMail(
      mail(['Content-Type: text/plain\r\n\r\nOui', `Content-Type: text/calendar; method=REPLY\r\n\r\n${ics()}`]),
    );
    expect(read).toMatchObject({
      from: 'aicha@ministere.example',
      returned: null,
      reply: {
        uid: '0198@comites.jalon',
        sequence: 2,
        stamp: '2026-03-03T10:15:00.000Z',
        attendee: 'aicha@ministere.example',
        status: 'ACCEPTED',
        comment: 'Avec plaisir',
      },
    });
  });

  it.each([
    ['a request', { METHOD: 'METHOD:REQUEST' }],
    ['a reply of nobody', { ATTENDEE: '' }],
    ['a reply of two people', { ATTENDEE: 'ATTENDEE:mailto:a@b.example\r\nATTENDEE:mailto:c@d.example' }],
    ['a reply to no meeting', { UID: '' }],
    ['a reply of no time', { DTSTAMP: '' }],
    ['a reply to two meetings', { COMMENT: 'END:VEVENT\r\nBEGIN:VEVENT\r\nUID:2' }],
    ['a negative number', { SEQUENCE: 'SEQUENCE:-1' }],
    ['too long', { COMMENT: `COMMENT:${'a'.repeat(70_000)}` }],
  ])('is not %s', (_, changes) => {
    expect(readCalendarReply(ics(changes))).toBeNull();
  });

  it('never throws, whatever is sent', async () => {
    const soup = fc.string({ unit: 'binary', maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(soup, fc.nat(), async (noise, at) => {
        const whole = ics();
        const cut = at % whole.length;
        expect(() => readCalendarReply(whole.slice(0, cut) + noise + whole.slice(cut))).not.toThrow();
        await expect(readInboundMail(Buffer.from(noise, 'latin1'))).resolves.toBeDefined();
      }),
      { numRuns: 60 },
    );
  });

  it('speaks for nobody when the mail has several authors', async () => {
    const raw = mail([`Content-Type: text/calendar; method=REPLY\r\n\r\n${ics()}`])
      .toString()
      .replace(/^From: .*$/mu, 'From: a@ministere.example, b@ministere.example');
    expect((await readInboundMail(Buffer.from(raw))).from).toBeNull();
  });
});

describe('a mail that comes back', () => {
  it('is known by the message that it carries, when it failed for good; no address is kept', async () => {
    const { returned } = await readInboundMail(report('failed'));
    expect(returned).toEqual({
      messageId: '<abc@fabrique.example>',
      reason: expect.stringMatching(/^5\.1\.1 smtp; 550/u),
    });
    expect(returned?.reason).not.toContain('@');
  });

  it('is none when the server still tries, or when it says nothing of which mail', async () => {
    expect((await readInboundMail(report('delayed'))).returned).toBeNull();
    expect((await readInboundMail(report('failed', ''))).returned).toBeNull();
  });
});
