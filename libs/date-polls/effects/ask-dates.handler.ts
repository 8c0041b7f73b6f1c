import { Injectable } from '@nestjs/common';

import { type Addressed, PostLetters, type WritesLetters } from '#libs/mail/index.js';
import { HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { PollRound } from './poll-round.js';

/** Asks every member which dates suit them. */
@Injectable()
@HandlesEffect('poll.ask')
export class AskDates implements WritesLetters<{ pollId: string }> {
  constructor(
    private readonly round: PollRound,
    private readonly post: PostLetters,
  ) {}

  async handle(effect: OwedEffect<{ pollId: string }>): Promise<void> {
    await this.post.execute(effect, await this.letters(effect));
  }

  /** Who has answered meanwhile is not asked any more. */
  async letters(effect: OwedEffect<{ pollId: string }>): Promise<readonly Addressed[]> {
    return this.round.letters(effect, ({ id }, poll) => !poll.answered.has(id), false);
  }
}
