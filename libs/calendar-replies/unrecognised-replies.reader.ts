import { Injectable } from '@nestjs/common';

import type { Instant } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { CalendarReplyRow } from './calendar-reply.row.js';

export interface UnrecognisedReply {
  readonly id: string;
  /** Address; empty when the mail had none, or several. */
  readonly sender: string;
  /** `ACCEPTED`, `DECLINED`, `TENTATIVE`, or another word of theirs. */
  readonly answer: string;
  readonly receivedAt: Instant;
}

const SHOWN = 10;

/** Answers that somebody should look at: they came from a calendar, and could not be told whose they are. */
@Injectable()
export class UnrecognisedReplies {
  constructor(private readonly transactions: Transactions) {}

  /** Latest first, ten at most. */
  async ofCommittee(committeeId: string): Promise<readonly UnrecognisedReply[]> {
    const rows = await this.transactions.outside.getRepository(CalendarReplyRow).find({
      where: { committeeId, verdict: 'unrecognised' },
      order: { receivedAt: 'desc', id: 'desc' },
      take: SHOWN,
    });
    return rows.map(({ id, sender, answer, receivedAt }) => ({ id, sender, answer, receivedAt }));
  }
}
