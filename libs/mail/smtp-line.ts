import { Readable } from 'node:stream';

import { type NodemailerError, type SMTPConnectionOptions } from 'nodemailer';
import { type ConnectionUrlOptions, parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

import { type MimeMessage } from './mime-message.js';
import { outcomeOf, type SmtpOutcome, withoutAddresses } from './smtp-outcome.js';

const PIECE = 64 * 1024;

/** How one mail went, and whether any of its text may have left. */
export interface Conversation {
  readonly outcome: SmtpOutcome;
  readonly begun: boolean;
}

/** A connection to an SMTP server, which takes mails one after the other. */
export class SmtpLine {
  readonly #connection: SMTPConnection;
  readonly #options: SMTPConnectionOptions & ConnectionUrlOptions;
  #isOpen = false;
  #fail: (error: NodemailerError) => void = () => {};

  /** @param timeout milliseconds one mail may take, connecting included. */
  constructor(
    readonly url: string,
    private readonly timeout: number,
  ) {
    this.#options = {
      connectionTimeout: timeout / 3,
      greetingTimeout: timeout / 3,
      socketTimeout: timeout,
      ...parseConnectionUrl(url),
    };
    this.#connection = new SMTPConnection(this.#options);
    // Listened to for good: an error event nobody hears would end the process.
    this.#connection.on('error', (error: NodemailerError) => this.#fail(error));
    this.#connection.on('end', () => (this.#isOpen = false));
  }

  /** False before the first mail, and once either side has hung up. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  close(): void {
    this.#isOpen = false;
    this.#connection.close();
  }

  /**
   * Hands a mail over, connecting first when need be; hangs up unless the server took it. Never throws on what the server or
   * the network does: that is the outcome. One mail at a time.
   * @param beforeBody runs once the server is ready for the text and before any of it leaves; when it throws, nothing leaves.
   */
  converse(message: MimeMessage, beforeBody: () => Promise<void>): Promise<Conversation> {
    return new Promise((resolve) => {
      let begun = false;
      let handedOver = false;
      const settle = (outcome: SmtpOutcome): void => {
        clearTimeout(timer);
        this.#fail = () => {};
        // Closed before the outcome is told: what has not left by now never will.
        if (outcome.state !== 'accepted') this.close();
        resolve({ outcome, begun });
      };
      const fail = (error: NodemailerError): void => settle(outcomeOf(error, handedOver));
      const timer = setTimeout(() => fail(new Error('the sending took too long')), this.timeout);
      this.#fail = fail;

      // Read by the connection only after the server's 354; the final dot follows the end of this stream, not before.
      // In pieces, so that a connection lost half-way is known to have been lost half-way.
      async function* body(): AsyncGenerator<Buffer> {
        begun = true;
        await beforeBody();
        for (let start = 0; start < message.raw.length; start += PIECE)
          yield message.raw.subarray(start, start + PIECE);
        handedOver = true;
      }
      const submit = (): void =>
        this.#connection.send(
          { from: message.from, to: [message.to], size: message.raw.length },
          Readable.from(body()),
          (error, info) => {
            if (error) return fail(error);
            const { response } = info;
            settle({ state: 'accepted', code: Number(response.slice(0, 3)), reply: withoutAddresses(response) });
          },
        );
      if (this.#isOpen) submit();
      else this.#open(submit, fail);
    });
  }

  #open(opened: () => void, fail: (error: NodemailerError) => void): void {
    const ready = (): void => {
      this.#isOpen = true;
      opened();
    };
    this.#connection.connect((error) => {
      if (error) return fail(error);
      const { auth } = this.#options;
      if (!auth) return ready();
      this.#connection.login(auth, (refused) => (refused ? fail(refused) : ready()));
    });
  }
}
