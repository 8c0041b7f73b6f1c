import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';

import { DEFAULT_TIMEOUT, type MailSettings } from './mail-settings.js';
import { MAIL_SETTINGS } from './mail.module-definition.js';
import { type MimeMessage } from './mime-message.js';
import { type Conversation, SmtpLine } from './smtp-line.js';
import { type SmtpOutcome } from './smtp-outcome.js';

/** How long a line waits for another mail before we hang up, in milliseconds: mails come in bursts, one committee at a time. */
const WAITING = 2_000;

/** SMTP conversations, and an exact account of how each ended. */
@Injectable()
export class MailTransport implements OnModuleDestroy {
  readonly #waiting = new Map<SmtpLine, NodeJS.Timeout>();

  constructor(@Inject(MAIL_SETTINGS) private readonly settings: MailSettings) {}

  get timeout(): number {
    return this.settings.timeout ?? DEFAULT_TIMEOUT;
  }

  /**
   * Hands a message to the SMTP server, on a line that a former mail left open if there is one: greeting, encryption and login
   * are paid once a burst. Never throws on what the server or the network does: that is the outcome.
   * @param beforeBody runs once the server is ready for the text and before any of it leaves; when it throws, nothing leaves.
   */
  async send(message: MimeMessage, beforeBody: () => Promise<void>): Promise<SmtpOutcome> {
    const { smtpUrl: url } = this.settings;
    const left = this.#take(url);
    if (left) {
      const conversation = await left.converse(message, beforeBody);
      if (!wasHungUp(conversation)) return this.#end(left, conversation);
    }
    const line = new SmtpLine(url, this.timeout);
    return this.#end(line, await line.converse(message, beforeBody));
  }

  onModuleDestroy(): void {
    for (const line of this.#waiting.keys()) this.#hangUp(line);
  }

  #end(line: SmtpLine, { outcome }: Conversation): SmtpOutcome {
    if (line.isOpen)
      this.#waiting.set(
        line,
        setTimeout(() => this.#hangUp(line), WAITING),
      );
    return outcome;
  }

  #take(url: string): SmtpLine | undefined {
    for (const [line, timer] of this.#waiting) {
      clearTimeout(timer);
      this.#waiting.delete(line);
      if (line.isOpen && line.url === url) return line;
      line.close();
    }
    return undefined;
  }

  #hangUp(line: SmtpLine): void {
    clearTimeout(this.#waiting.get(line));
    this.#waiting.delete(line);
    line.close();
  }
}

/** A server may end a line that waited, at any moment: of a mail whose text had not begun to leave, another line may take charge. */
function wasHungUp({ outcome, begun }: Conversation): boolean {
  return !begun && outcome.state === 'refused' && (outcome.code === undefined || outcome.code === 421);
}
