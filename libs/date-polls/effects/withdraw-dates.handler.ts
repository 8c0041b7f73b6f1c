import { Injectable } from '@nestjs/common';

import { Committees, LetterFrames } from '#libs/committees/index.js';
import { type Addressed, PostLetters, type WritesLetters } from '#libs/mail/index.js';
import { HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { withdrawDatesMail } from '../date-poll.mail.js';
import { DatePolls } from '../date-polls.reader.js';

/** Tells the members that the dates proposed need not be kept. Of a cancelled committee they hear by its cancellation. */
@Injectable()
@HandlesEffect('poll.withdraw')
export class WithdrawDates implements WritesLetters<{ pollId: string }> {
  constructor(
    private readonly polls: DatePolls,
    private readonly committees: Committees,
    private readonly frames: LetterFrames,
    private readonly post: PostLetters,
    private readonly transactions: Transactions,
  ) {}

  async handle(effect: OwedEffect<{ pollId: string }>): Promise<void> {
    await this.post.execute(effect, await this.letters(effect));
  }

  async letters(effect: OwedEffect<{ pollId: string }>): Promise<readonly Addressed[]> {
    const poll = await this.polls.byId(effect.params.pollId);
    const committee = poll && (await this.committees.byId(poll.committeeId));
    if (!poll || !committee || (committee.state === 'cancelled' && committee.context.sequence > 0)) return [];
    const frame = await this.frames.of(committee);
    const reason = await this.#reason(effect.id);
    return committee.members.map(({ person }) => ({
      person,
      kind: 'date-poll',
      letter: () => withdrawDatesMail({ frame, committee, poll }, reason),
    }));
  }

  async #reason(effectId: string): Promise<string> {
    const [cause] = await this.transactions.outside.query<{ reason: string }[]>(
      `select e.payload->>'reason' as reason from outbox o
         join case_events e on e.case_id = o.case_id and e.revision = o.revision where o.id = $1`,
      [effectId],
    );
    return cause?.reason ?? '';
  }
}
