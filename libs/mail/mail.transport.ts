import { Readable } from 'node:stream';

import { Inject, Injectable } from '@nestjs/common';
import { type NodemailerError, type SMTPConnectionOptions } from 'nodemailer';
import { type ConnectionUrlOptions, parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

import { DEFAULT_TIMEOUT, type MailSettings } from './mail-settings.js';
import { MAIL_SETTINGS } from './mail.module-definition.js';
import { type MimeMessage } from './mime-message.js';
import { outcomeOf, type SmtpOutcome, withoutAddresses } from './smtp-outcome.js';

const PIECE = 64 * 1024;

/** One SMTP conversation per mail, and an exact account of how it ended. */
@Injectable()
export class MailTransport {
  constructor(@Inject(MAIL_SETTINGS) private readonly settings: MailSettings) {}

  get timeout(): number {
    return this.settings.timeout ?? DEFAULT_TIMEOUT;
  }

  /**
   * Hands a message to the SMTP server. Never throws on what the server or the network does: that is the outcome.
   * @param beforeBody runs once the server is ready for the text and before any of it leaves; when it throws, nothing leaves.
   */
  send(message: MimeMessage, beforeBody: () => Promise<void>): Promise<SmtpOutcome> {
    return new Promise((resolve) => {
      let handedOver = false;
      const connection = new SMTPConnection(this.#options());
      const settle = (outcome: SmtpOutcome): void => {
        clearTimeout(timer);
        // Closed before the outcome is told: what has not left by now never will.
        connection.close();
        resolve(outcome);
      };
      const fail = (error: NodemailerError): void => settle(outcomeOf(error, handedOver));
      const timer = setTimeout(() => fail(new Error('the sending took too long')), this.timeout);

      // Read by the connection only after the server's 354; the final dot follows the end of this stream, not before.
      // In pieces, so that a connection lost half-way is known to have been lost half-way.
      async function* body(): AsyncGenerator<Buffer> {
        await beforeBody();
        for (let start = 0; start < message.raw.length; start += PIECE)
          yield message.raw.subarray(start, start + PIECE);
        handedOver = true;
      }
      const submit = (): void =>
        connection.send(
          { from: message.from, to: [message.to], size: message.raw.length },
          Readable.from(body()),
          (error, info) => {
            if (error) return fail(error);
            settle({
              state: 'accepted',
              code: Number(info.response.slice(0, 3)),
              reply: withoutAddresses(info.response),
            });
          },
        );

      // Listened to for good: an error event nobody hears would end the process.
      connection.on('error', fail);
      connection.connect((error) => {
        if (error) return fail(error);
        const { auth } = this.#options();
        if (!auth) return submit();
        connection.login(auth, (refused) => (refused ? fail(refused) : submit()));
      });
    });
  }

  #options(): SMTPConnectionOptions & ConnectionUrlOptions {
    return {
      connectionTimeout: this.timeout / 3,
      greetingTimeout: this.timeout / 3,
      socketTimeout: this.timeout,
      ...parseConnectionUrl(this.settings.smtpUrl),
    };
  }
}
