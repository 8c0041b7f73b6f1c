import { Injectable } from '@nestjs/common';

import { Clock, hashSecret, newId, newSecret } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { CommitteeInvitationRow } from './committee-invitation.row.js';
import { CommitteeMemberRow } from './committee-member.row.js';

/** The secret links by which members answer without an account. */
@Injectable()
export class InvitationLinks {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** A new secret for that member: for the mail, and nowhere else. */
  async issue(memberId: string): Promise<string> {
    const secret = newSecret();
    await this.transactions.outside
      .getRepository(CommitteeInvitationRow)
      .insert({ id: newId(), memberId, secretHash: hashSecret(secret), createdAt: this.clock.now() });
    return secret;
  }

  /** The member a secret belongs to, unless they were taken out. */
  async memberOf(
    secret: string,
    tx: Tx = this.transactions.outside,
  ): Promise<{ readonly memberId: string; readonly committeeId: string } | undefined> {
    const link = await tx.getRepository(CommitteeInvitationRow).findOneBy({ secretHash: hashSecret(secret) });
    if (!link) return undefined;
    const member = await tx.getRepository(CommitteeMemberRow).findOneBy({ id: link.memberId });
    if (!member || member.removedSequence !== null) return undefined;
    return { memberId: member.id, committeeId: member.committeeId };
  }
}
