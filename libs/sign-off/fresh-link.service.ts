import { Injectable } from '@nestjs/common';

import { RateLimits } from '#libs/identity/index.js';
import { Clock, derivedId, DomainError, NotFound } from '#libs/kernel/index.js';

import { deathOf } from './link-life.js';
import type { SeenOrigin } from './origin.js';
import { type AskedSignatory, SignOffFacts } from './sign-off-facts.reader.js';
import { SignOffLinks } from './sign-off-links.repository.js';
import { SignOffPost } from './sign-off-post.service.js';

/** The address of the signatory does not take mail: the links they have stay as they are. */
export class MailBounced extends DomainError {
  readonly code = 'MAIL_BOUNCED';

  constructor() {
    super('Le serveur de messagerie a refusé ce message pour cette adresse. Vérifiez-la auprès de la personne.');
  }
}

/** A new link in a new mail, to the address that already had one and to no other. */
@Injectable()
export class FreshLink {
  constructor(
    private readonly links: SignOffLinks,
    private readonly facts: SignOffFacts,
    private readonly post: SignOffPost,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {}

  /** True when whoever holds that dead link may be mailed a new one. Changes nothing. */
  async isOffered(secret: string): Promise<boolean> {
    return (await this.#askedBehind(secret)) !== undefined;
  }

  /**
   * For whoever holds a dead link. It ends no other: a robot that sends this form must not spoil the link that a person
   * has at hand.
   * @throws TooManyRequests, MailTemporarilyRefused, MailBounced; NotFound for a link that lives or never was, or when no
   * answer is awaited.
   */
  async execute(command: {
    readonly secret: string;
    readonly idempotencyKey: string;
    readonly from: SeenOrigin;
  }): Promise<void> {
    const asked = await this.#askedBehind(command.secret);
    if (!asked) throw new NotFound('Aucun nouveau lien ne peut être envoyé\u00A0: ce relevé n’attend pas de réponse.');
    await this.limits.count('sign-off-mail', asked.signatory.signatoryId);
    await this.limits.count('login-ask', command.from.ip ?? '');
    await this.#mail(asked, `asked:${command.idempotencyKey}`, 'fresh');
  }

  /**
   * Mails a link in place of all the former ones, which die once it may have left, not before.
   * @param cause what tells this demand from another: the same one mails once.
   * @throws MailTemporarilyRefused, MailBeingSent, MailBounced
   */
  async replace(asked: AskedSignatory, cause: string): Promise<void> {
    const key = await this.#mail(asked, cause, 'resent');
    await this.links.endReplaced(asked.record.id, asked.signatory.signatoryId, key);
  }

  /** @returns the key of the mail. */
  async #mail(asked: AskedSignatory, cause: string, kind: 'fresh' | 'resent'): Promise<string> {
    const key = `sign-off:${derivedId('fresh-link', asked.record.id, asked.signatory.signatoryId, cause)}`;
    const { state } = await this.post.ask(asked, key, kind);
    if (state === 'bounced') throw new MailBounced();
    return key;
  }

  async #askedBehind(secret: string): Promise<AskedSignatory | undefined> {
    const link = await this.links.find(secret);
    const asked = link && (await this.facts.askedPerson(link.recordId, link.personId, link.signatoryId));
    if (!link || !asked) return undefined;
    return deathOf(link, asked.record, this.clock.now()) === null ? undefined : asked;
  }
}
