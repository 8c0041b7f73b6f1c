import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

import { Clock, newId } from '#libs/kernel/index.js';

import { type CapturedMail, CapturedMails } from './captured-mails.repository.js';
import { cleanText } from './typeset.js';

const SIZE_LIMIT = 10 * 1024 * 1024;

/** An SMTP reply: smtp-server answers with the code it finds on the error. */
class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** How long a client may take to hear the last answer before its line is ended, in milliseconds. */
const LAST_WORDS = 100;

/** The mail server of embedded mode: keeps every mail in the trial mailbox and delivers none. Listens on 127.0.0.1 only. */
@Injectable()
export class MailCatcher implements OnApplicationShutdown {
  #server: SMTPServer | undefined;
  #handOver: { readonly address: string; readonly take: (raw: Buffer) => Promise<unknown> } | undefined;
  readonly #capturing = new Set<Promise<void>>();

  constructor(
    private readonly mails: CapturedMails,
    private readonly clock: Clock,
  ) {}

  /** Has what is written to one address handed over too, as the mail server of an organisation would. */
  handOver(address: string, take: (raw: Buffer) => Promise<unknown>): void {
    this.#handOver = { address: address.toLowerCase(), take };
  }

  /** Starts listening, on a free port unless told one, and says the URL to send to: `smtp://127.0.0.1:2525`. */
  async listen(port = 0): Promise<string> {
    const server = new SMTPServer({
      name: 'localhost',
      banner: 'Jalon mail catcher',
      size: SIZE_LIMIT,
      // Nothing leaves the machine: neither passwords nor encryption nor a reverse DNS lookup is called for.
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      closeTimeout: LAST_WORDS,
      onData: (stream, session, callback) => {
        const capture = this.#capture(stream, session).then(
          () => callback(null, 'captured'),
          (error: unknown) =>
            callback(error instanceof SmtpRefusal ? error : new SmtpRefusal(451, 'the mail could not be stored')),
        );
        this.#capturing.add(capture);
        void capture.finally(() => this.#capturing.delete(capture));
      },
    });
    // A client that breaks off is its own problem, never the process's.
    server.on('error', () => {});
    const listening = server.listen(port, '127.0.0.1');
    await once(listening, 'listening');
    this.#server = server;
    return `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  }

  /** Stops listening; mails being taken are taken, and lines that only wait for another one are ended. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await Promise.all(this.#capturing);
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  /** Resolves once the mail is committed, and not before: an acknowledged mail is never lost. */
  async #capture(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
    const raw = await buffer(stream);
    if (stream.sizeExceeded) throw new SmtpRefusal(552, 'message too large');
    const parsed = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
    const recipients = envelope.rcptTo.map(({ address }) => address.toLowerCase());
    const handed = recipients.includes(this.#handOver?.address ?? '') ? this.#handOver : undefined;
    await this.mails.add({ ...contentOf(parsed), id: newId(), receivedAt: this.clock.now(), recipients, raw });
    await handed?.take(raw);
  }
}

function contentOf(mail: ParsedMail): Omit<CapturedMail, 'id' | 'receivedAt' | 'recipients'> {
  const calendar = mail.attachments.find(({ contentType }) => contentType === 'text/calendar');
  return {
    sender: cleanText(mail.from?.text ?? ''),
    subject: cleanText(mail.subject ?? ''),
    text: cleanText(mail.text ?? ''),
    html: cleanText(mail.html || ''),
    calendar: calendar ? calendar.content.toString('utf8').replaceAll('\0', '') : null,
    attachments: mail.attachments
      .filter((file) => file !== calendar)
      .map((file) => ({
        filename: cleanText(file.filename ?? 'sans-nom'),
        contentType: file.contentType,
        size: file.size,
      })),
  };
}
