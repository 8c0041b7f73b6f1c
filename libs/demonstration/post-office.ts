import { type Clock, newId } from '#libs/kernel/index.js';
import {
  type Addressed,
  type Delivery,
  letterKey,
  type MailDeliveries,
  MailDeliveryRow,
  type Mailer,
  type MailMessage,
  type PostLetters,
} from '#libs/mail/index.js';
import type { OwedEffect } from '#libs/messaging/index.js';
import type { Transactions } from '#libs/persistence/index.js';

/**
 * The mails of a past that was never lived: written as ever and on record, read by those who sign, delivered to nobody. A
 * trial mailbox with six months of reminders would hide the few mails that matter to who looks around.
 */
export class PostOffice implements Pick<Mailer, 'send'>, Pick<MailDeliveries, 'find'>, Pick<PostLetters, 'execute'> {
  readonly #letters: MailMessage[] = [];
  readonly #deliveries = new Map<string, Delivery>();

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async send(message: MailMessage): Promise<Delivery> {
    const { key, personId = null, caseId = null, kind = null } = message;
    const now = this.clock.now();
    const delivery: Delivery = {
      key,
      state: 'sent',
      personId,
      caseId,
      kind,
      messageId: `<${newId()}@fabrique.example>`,
      attempts: 1,
      smtpCode: null,
      smtpReply: null,
      createdAt: now,
      settledAt: now,
    };
    await this.transactions.outside
      .getRepository(MailDeliveryRow)
      .insert({ ...delivery, id: newId(), attemptId: newId(), heldUntil: now });
    this.#letters.push(message);
    this.#deliveries.set(key, delivery);
    return delivery;
  }

  /** Nothing waits in a past that is over in a moment. */
  async execute({ id, caseId }: Pick<OwedEffect, 'id' | 'caseId'>, addressed: readonly Addressed[]): Promise<void> {
    for (const one of addressed) {
      const { person, kind } = one;
      const letter = await one.letter();
      await this.send({ ...letter, key: letterKey(id, one), to: person, personId: person.id, caseId, kind });
    }
  }

  async find(key: string): Promise<Delivery | undefined> {
    return Promise.resolve(this.#deliveries.get(key));
  }

  /** The last mail to somebody that holds a code to copy: the code, and the address of its button. */
  lastWithCode(email: string): { readonly href: string; readonly code: string } {
    for (const { to, blocks } of this.#letters.toReversed()) {
      if (to.email !== email) continue;
      const code = blocks.find((block) => block.type === 'code');
      const button = blocks.find((block) => block.type === 'button');
      if (code && button) return { href: button.href, code: code.code };
    }
    throw new Error('nobody wrote a code to that person');
  }
}
