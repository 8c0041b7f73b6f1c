import { Injectable } from '@nestjs/common';

import { type Addressed, PostLetters, type WritesLetters } from '#libs/mail/index.js';
import { HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { PollRound } from './poll-round.js';

/** Asks again those who have not answered. */
@Injectable()
@HandlesEffect('poll.remind')
export class RemindDates implements WritesLetters<{ pollId: string }> {
  constructor(
    private readonly round: PollRound,
    private readonly post: PostLetters,
  ) {}

  async handle(effect: OwedEffect<{ pollId: string }>): Promise<void> {
    await this.post.execute(effect, await this.letters(effect));
  }

  async letters(effect: OwedEffect<{ pollId: string }>): Promise<readonly Addressed[]> {
    return this.round.letters(effect, ({ id }, poll) => poll.state === 'open' && !poll.answered.has(id), true);
  }
}
