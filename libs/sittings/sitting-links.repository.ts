import { Injectable } from '@nestjs/common';

import { CommitteeAccess } from '#libs/committees/index.js';
import { Clock, newSecret, NotFound } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { SittingLinkRow } from './sitting-link.row.js';

/** The secret address of the screens of a sitting: the one of the room, and everybody's telephone. */
@Injectable()
export class SittingLinks {
  constructor(
    private readonly access: CommitteeAccess,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The secret of a committee's screens; null while nobody has asked for them. */
  async of(committeeId: string): Promise<string | null> {
    const link = await this.#links.findOneBy({ committeeId });
    return link?.secret ?? null;
  }

  /** A new address, which makes the former one worthless. @throws NotFound, Forbidden */
  async renew(command: { readonly committeeId: string; readonly personId: string }): Promise<void> {
    const { committeeId, personId } = command;
    await this.access.managed(personId, committeeId);
    const link = { committeeId, secret: newSecret().slice(0, 22), createdAt: this.clock.now(), createdBy: personId };
    await this.#links.upsert(link, ['committeeId']);
  }

  /** The committee that a secret leads to. @throws NotFound */
  async committeeOf(secret: string): Promise<string> {
    const link = await this.#links.findOneBy({ secret });
    if (!link)
      throw new NotFound('Ce lien n’est pas ou n’est plus valable. Demandez-le à la personne qui anime la séance.');
    return link.committeeId;
  }

  get #links() {
    return this.transactions.outside.getRepository(SittingLinkRow);
  }
}
