import { Injectable } from '@nestjs/common';

import { RateLimits } from '#libs/identity/index.js';
import { derivedId, DomainError, NotFound } from '#libs/kernel/index.js';

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
  ) {}

  /** True when whoever holds that link may be mailed a new one. Changes nothing. */
  async isOffered(secret: string): Promise<boolean> {
    const link = await this.links.find(secret);
    return link !== undefined && (await this.facts.askedPerson(link.recordId, link.personId)) !== undefined;
  }

  /**
   * For whoever holds a dead link, and says nothing to them of what became of the mail.
   * @throws TooManyRequests; NotFound for a link that never was, or when no answer is awaited.
   */
  async execute(command: {
    readonly secret: string;
    readonly idempotencyKey: string;
    readonly from: SeenOrigin;
  }): Promise<void> {
    const link = await this.links.find(command.secret);
    const asked = link && (await this.facts.askedPerson(link.recordId, link.personId));
    if (!asked) throw new NotFound('Aucun nouveau lien ne peut être envoyé\u00A0: ce relevé n’attend pas de réponse.');
    await this.limits.count('sign-off-mail', asked.signatory.signatoryId);
    await this.limits.count('login-ask', command.from.ip ?? '');
    await this.mail(asked, `asked:${link.id}:${command.idempotencyKey}`);
  }

  /**
   * Mails a fresh link; the former ones die once it may have left, not before.
   * @param cause what tells this demand from another: the same one mails once.
   * @throws MailTemporarilyRefused, MailBeingSent, MailBounced
   */
  async mail(asked: AskedSignatory, cause: string): Promise<void> {
    const { record, signatory } = asked;
    const { signatoryId, personId } = signatory;
    const key = `sign-off:${derivedId('fresh-link', record.id, signatoryId, cause)}`;
    const { state } = await this.post.ask(asked, key, 'again');
    if (state === 'bounced') throw new MailBounced();
    await this.links.endReplaced({ recordId: record.id, version: record.context.version, signatoryId, personId }, key);
  }
}
