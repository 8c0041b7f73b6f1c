import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';

import { CommitteeMemberRow } from './committee-member.row.js';
import { CommitteeRow } from './committee.row.js';
import { Membership } from './membership.js';
import type { WhereAndWhen } from './where-and-when.js';

/** Writes when and where a committee sits, in the transaction of the event that moved it. */
@Injectable()
export class CommitteeDates {
  constructor(private readonly membership: Membership) {}

  /** @param from the date it had: yes to one day is not yes to another; a new room for the same hour asks nothing again. */
  async move(committeeId: string, from: Instant, where: Partial<WhereAndWhen>, tx: Tx): Promise<void> {
    const committees = tx.getRepository(CommitteeRow);
    await committees.update(committeeId, where);
    if (where.startsAt === undefined || where.startsAt === from) return;
    await committees.update(committeeId, { datedSequence: await this.membership.sequenceOf(committeeId, tx) });
    // Who sends somebody has somebody for the new date too, unless one of the two says otherwise.
    await tx
      .getRepository(CommitteeMemberRow)
      .update(
        { committeeId, response: Not('represented') },
        { response: 'awaited', respondedAt: null, responseReason: null },
      );
  }
}
