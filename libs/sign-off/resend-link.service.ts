import { Injectable } from '@nestjs/common';

import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { DomainError, NotFound } from '#libs/kernel/index.js';
import { Records } from '#libs/records/index.js';

import { FreshLink } from './fresh-link.service.js';
import { SignOffFacts } from './sign-off-facts.reader.js';

export interface ResendLinkCommand {
  readonly recordId: string;
  readonly signatoryId: string;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** The signatory has answered, or the record waits for nobody any more. */
export class NothingToResend extends DomainError {
  readonly code = 'NOTHING_TO_RESEND';

  constructor() {
    super('Cette personne a déjà répondu, ou le relevé n’attend plus de réponse.');
  }
}

/** A lead has a signatory mailed anew; the former links die. */
@Injectable()
export class ResendLink {
  constructor(
    private readonly records: Records,
    private readonly access: Access,
    private readonly facts: SignOffFacts,
    private readonly fresh: FreshLink,
  ) {}

  /** @throws NotFound, Forbidden, NothingToResend, MailTemporarilyRefused, MailBounced */
  async execute({ recordId, signatoryId, personId, idempotencyKey }: ResendLinkCommand): Promise<void> {
    const record = await this.records.byId(recordId);
    if (!record) throw new NotFound('Ce relevé n’existe pas, ou vous n’y avez pas accès.');
    await this.access.ensureIncubator(personId, record.incubatorId, MANAGING_ROLES);
    const asked = await this.facts.asked({ recordId, version: record.context.version, signatoryId });
    if (!asked) throw new NothingToResend();
    await this.fresh.replace(asked, `${personId}:${idempotencyKey}`);
  }
}
