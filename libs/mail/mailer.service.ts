import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { Inject, Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { databaseUnavailable } from '#libs/persistence/index.js';

import { type Delivery, MailDeliveries } from './mail-deliveries.repository.js';
import { type MailMessage } from './mail-message.js';
import { type MailSettings } from './mail-settings.js';
import { MailBeingSent, MailTemporarilyRefused } from './mail.errors.js';
import { MAIL_SETTINGS } from './mail.module-definition.js';
import { MailTransport } from './mail.transport.js';
import { type SmtpOutcome } from './smtp-outcome.js';
import { composeMime, messageIdOf } from './mime-message.js';

/** How long, past the longest sending, an attempt is still presumed alive: time to write down what it came to. */
const GRACE = 30_000;

/** Waits before what became of a mail is written down again, the database being away; in milliseconds, within the grace. */
const AGAIN = [500, 2_000, 5_000, 10_000] as const;

/** Sends each mail at most once, however often, wherever and however concurrently it is asked to (ADR 0008). */
@Injectable()
export class Mailer {
  constructor(
    private readonly deliveries: MailDeliveries,
    private readonly transport: MailTransport,
    private readonly clock: Clock,
    @Inject(MAIL_SETTINGS) private readonly settings: MailSettings,
  ) {}

  /**
   * Sends a mail unless its key was sent already. Call it outside any transaction, from a job that is retried when it throws.
   * @returns what became of it: `sent`, `bounced` or `unknown`; the same again when asked again.
   * @throws MailTemporarilyRefused when the mail has certainly not left and should be tried again.
   * @throws MailBeingSent when another attempt holds it.
   */
  async send(message: MailMessage): Promise<Delivery> {
    const { key } = message;
    // Composed first: a message that cannot be built must not leave a reservation behind.
    const mime = await composeMime(message, this.settings, this.clock.now());
    const attemptId = randomUUID();
    const ours = await this.deliveries.reserve({
      key,
      attemptId,
      messageId: messageIdOf(key, this.settings.from),
      personId: message.personId ?? null,
      caseId: message.caseId ?? null,
      kind: message.kind ?? null,
      now: this.clock.now(),
      hold: this.transport.timeout + GRACE,
    });
    if (!ours) return this.#settled(key);

    const outcome = await this.transport.send(mime, async () => {
      if (!(await this.deliveries.markSending(key, attemptId))) throw new MailBeingSent();
    });
    await this.#settle(key, attemptId, outcome);
    if (outcome.state === 'refused') throw new MailTemporarilyRefused(outcome.reply);
    return this.#settled(key);
  }

  /** A restart of the database must not turn a mail that we know to be sent into one of unknown fate. */
  async #settle(key: string, attemptId: string, outcome: SmtpOutcome): Promise<void> {
    for (const wait of AGAIN) {
      try {
        return await this.deliveries.settle(key, attemptId, outcome, this.clock.now());
      } catch (error) {
        if (!databaseUnavailable(error)) throw error;
        await sleep(wait);
      }
    }
    await this.deliveries.settle(key, attemptId, outcome, this.clock.now());
  }

  async #settled(key: string): Promise<Delivery> {
    const delivery = await this.deliveries.find(key);
    if (!delivery) throw new MailTemporarilyRefused('the delivery is not on record');
    if (delivery.state === 'reserved' || delivery.state === 'sending') throw new MailBeingSent();
    if (delivery.state === 'refused') throw new MailTemporarilyRefused(delivery.smtpReply ?? '');
    return delivery;
  }
}
