import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';

import { addMilliseconds, ManualClock, newId, NotFound } from '#libs/kernel/index.js';
import {
  type CapturedMail,
  invitation,
  MailCatcher,
  type MailMessage,
  MailTemporarilyRefused,
} from '#libs/mail/index.js';

import { aMail, mailDatabase, mailerOn } from './support.js';

const NOW = '2026-03-02T09:00:00.000Z';
const clock = new ManualClock(NOW);
let database: Awaited<ReturnType<typeof mailDatabase>>;
let catcher: MailCatcher;
let smtpUrl: string;

beforeAll(async () => {
  database = await mailDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  catcher = new MailCatcher(database.captured, clock);
  smtpUrl = await catcher.listen();
});
afterEach(() => catcher.close());

async function caught(changes: Partial<MailMessage> = {}): Promise<CapturedMail & { readonly headers: string }> {
  const email = `${newId()}@ministere.example`;
  await mailerOn(database.source, { smtpUrl, replyTo: 'equipe@fabrique.example' }, clock).send(
    aMail({ key: newId(), to: { name: `Élise "Zoé" Ñandú; Œuvrard, ${'très '.repeat(20)}`, email }, ...changes }),
  );
  const [mail] = await database.captured.list({ to: email.toUpperCase() });
  const raw = (await database.captured.raw(mail!.id)).toString('latin1');
  return { ...mail!, headers: raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]/gu, ' ') };
}

describe('a captured mail', () => {
  it('is kept as it was sent, text, HTML and attachments', async () => {
    const attachments = [
      { filename: 'Relevé n° 1.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7') },
    ];
    const mail = await caught({ subject: 'Relevé prêt : à signer ?', attachments });
    expect(mail.subject).toBe('Relevé prêt\u00A0: à signer\u202F?');
    expect(mail.receivedAt).toBe(NOW);
    expect(mail.sender).toContain('comites@fabrique.example');
    expect(mail.text).toContain('Le relevé du comité est prêt.');
    expect(mail.html).toContain('Le relevé du comité est prêt.');
    expect(mail.calendar).toBeNull();
    expect(mail.attachments).toEqual([{ filename: 'Relevé n° 1.pdf', contentType: 'application/pdf', size: 8 }]);
    await expect(database.captured.get(mail.id)).resolves.toMatchObject({ id: mail.id });
  });

  it('says that a machine sent it, who answers, and nothing that tracks', async () => {
    const { headers } = await caught();
    expect(headers).toContain('Auto-Submitted: auto-generated');
    expect(headers).toMatch(/X-Jalon-Key: [0-9a-f]{64}/u);
    expect(headers).toMatch(/Message-ID: <[0-9a-f]{40}@fabrique\.example>/iu);
    expect(headers).toContain('Reply-To: equipe@fabrique.example');
    expect(headers).toContain('Date: Mon, 02 Mar 2026 09:00:00 +0000');
    expect(headers).not.toMatch(/X-Mailer|Disposition-Notification|Return-Receipt|List-Unsubscribe/iu);
  });

  it('lets a digest be ended in one click', async () => {
    const { headers } = await caught({ listUnsubscribe: 'https://jalon.example/fin/abc' });
    expect(headers).toContain('List-Unsubscribe: <https://jalon.example/fin/abc>');
    expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  });

  it('cannot smuggle a header in through a subject or a name', async () => {
    const { headers } = await caught({
      subject: 'Bonjour\r\nBcc: tous@ministere.example',
      replyTo: { name: 'A\r\nBcc: tous@ministere.example', email: 'a@ministere.example' },
    });
    expect(headers).not.toMatch(/^Bcc:/imu);
  });

  it.each(['REQUEST', 'CANCEL'] as const)(
    'carries an invitation whose method %s is the same in MIME and calendar',
    async (method) => {
      const part = invitation({
        uid: 'comite-1@jalon.example',
        sequence: 2,
        method,
        start: '2026-03-29T08:00:00.000Z',
        end: '2026-03-29T09:00:00.000Z',
        summary: 'Comité d’investissement',
        description: 'À bientôt',
        organizer: { name: 'Comités', email: 'comites@fabrique.example' },
        attendees: [{ name: 'Aïcha', email: 'aicha@ministere.example' }],
        now: NOW,
      });
      const mail = await caught({ calendar: part });
      const raw = (await database.captured.raw(mail.id)).toString('latin1');
      expect(raw).toContain(`Content-Type: text/calendar; charset=utf-8; method=${method}`);
      expect(new ICAL.Component(ICAL.parse(mail.calendar!)).getFirstPropertyValue('method')).toBe(method);
      expect(mail.attachments).toMatchObject([{ filename: 'invitation.ics', contentType: 'application/ics' }]);
    },
  );
});

describe('the catcher', () => {
  it('refuses for good a mail beyond its size, and stores nothing of it', async () => {
    const before = await database.captured.list();
    const huge = { filename: 'film.bin', contentType: 'application/octet-stream', content: Buffer.alloc(9_000_000) };
    const delivery = await mailerOn(database.source, { smtpUrl }).send(aMail({ key: newId(), attachments: [huge] }));
    expect(delivery.state).toBe('bounced');
    await expect(database.captured.list()).resolves.toHaveLength(before.length);
  });

  it('acknowledges nothing it could not store', async () => {
    const failing = new MailCatcher(
      Object.assign(Object.create(database.captured), {
        add: () => Promise.reject(new Error('disk full')),
      }),
      clock,
    );
    const url = await failing.listen();
    await expect(mailerOn(database.source, { smtpUrl: url }).send(aMail({ key: newId() }))).rejects.toBeInstanceOf(
      MailTemporarilyRefused,
    );
    await failing.close();
  });

  it('lists the latest first', async () => {
    const first = await caught();
    clock.set(addMilliseconds(NOW, 1000));
    const second = await caught();
    clock.set(NOW);
    const listed = await database.captured.list({ limit: 2 });
    expect(listed.map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  it('knows no mail it never took', async () => {
    await expect(database.captured.get(newId())).rejects.toBeInstanceOf(NotFound);
  });
});

describe('the tables of mail', () => {
  it('are what the rows say', async () => {
    const drift = await database.source.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
  });
});
