import { Injectable, Logger } from '@nestjs/common';

import {
  committeeIdOf,
  Committees,
  type InvitationAnswer,
  isAwaitingAnswers,
  RecordAnswer,
} from '#libs/committees/index.js';
import { Clock, DomainError, hashSecret, newId } from '#libs/kernel/index.js';
import { type CalendarReply, MailDeliveries, readInboundMail } from '#libs/mail/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { CalendarReplyRow, type ReplyVerdict } from './calendar-reply.row.js';

const ANSWERS: Readonly<Record<string, InvitationAnswer['response']>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
};

/** Unrecognised answers kept for one committee: whoever writes more is no member. */
const MOST_KEPT = 50;

/** Looks at a mail that came to the inbound address: an answer of a calendar, a mail of ours that came back, or nothing. */
@Injectable()
export class TakeInboundMail {
  readonly #logger = new Logger('inbound');

  constructor(
    private readonly transactions: Transactions,
    private readonly committees: Committees,
    private readonly record: RecordAnswer,
    private readonly deliveries: MailDeliveries,
    private readonly clock: Clock,
  ) {}

  /** Whatever it holds it is dealt with, once. @throws only when the database cannot be asked: the mail must come again. */
  async execute(raw: Buffer): Promise<ReplyVerdict | 'returned' | 'ignored'> {
    const { from, reply, returned } = await readInboundMail(raw);
    const outcome = reply ? await this.#answer(from ?? '', reply) : returned ? await this.#return(returned) : 'ignored';
    this.#logger.log(`a mail came: ${outcome}`);
    return outcome;
  }

  async #return(returned: { readonly messageId: string; readonly reason: string }): Promise<'returned' | 'ignored'> {
    const isOurs = await this.deliveries.returned(returned.messageId, returned.reason, this.clock.now());
    return isOurs ? 'returned' : 'ignored';
  }

  async #answer(from: string, reply: CalendarReply): Promise<ReplyVerdict | 'ignored'> {
    const committeeId = committeeIdOf(reply.uid);
    if (committeeId === undefined || !(await this.committees.byId(committeeId))) return 'ignored';
    const { uid, sequence, stamp, attendee, status } = reply;
    const fingerprint = hashSecret([uid, sequence, stamp, attendee, from, status].join('\n'));
    const replies = this.transactions.outside.getRepository(CalendarReplyRow);
    const known = await replies.findOneBy({ fingerprint });
    if (known) return known.verdict;
    const verdict = await this.#judge(committeeId, from, reply, fingerprint);
    if (verdict === 'unrecognised' && (await replies.countBy({ committeeId, verdict })) >= MOST_KEPT) return verdict;
    await replies
      .createQueryBuilder()
      .insert()
      .values({
        id: newId(),
        committeeId,
        fingerprint,
        verdict,
        sender: from,
        answer: status,
        receivedAt: this.clock.now(),
      })
      .orIgnore()
      .execute();
    return verdict;
  }

  async #judge(
    committeeId: string,
    from: string,
    { sequence, stamp, attendee, status, comment }: CalendarReply,
    fingerprint: string,
  ): Promise<ReplyVerdict> {
    const committee = await this.committees.byId(committeeId);
    const member = committee?.members.find(({ person }) => person.email === attendee);
    const response = ANSWERS[status];
    // Who writes must be who is spoken for, and must have been invited under that number.
    if (!committee || !member || !response || from !== attendee || sequence > committee.context.sequence)
      return 'unrecognised';
    const now = this.clock.now();
    if (!isAwaitingAnswers(committee, now) || sequence < (await this.#datedSequence(committeeId))) return 'outdated';
    // Mails overtake one another: what was answered last counts, by link or by calendar.
    if (member.respondedAt !== null && stamp < member.respondedAt) return 'outdated';
    try {
      await this.record.execute({
        committeeId,
        memberId: member.id,
        response,
        reason: comment,
        at: stamp < now ? stamp : now,
        idempotencyKey: `calendar-reply:${fingerprint}`,
      });
      return 'applied';
    } catch (error) {
      // Taken out of the committee, or the sitting began, in the meantime.
      if (error instanceof DomainError && error.status < 500) return 'outdated';
      throw error;
    }
  }

  /** An answer to a number below this one was to another date. */
  async #datedSequence(committeeId: string): Promise<number> {
    const [row] = await this.transactions.outside.query<{ dated_sequence: number }[]>(
      'select dated_sequence from committees where id = $1',
      [committeeId],
    );
    return row?.dated_sequence ?? 0;
  }
}
