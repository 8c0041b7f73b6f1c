import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { PollRound } from './poll-round.js';

/** Asks again those who have not answered. */
@Injectable()
@HandlesEffect('poll.remind')
export class RemindDates implements EffectHandler<{ pollId: string }> {
  constructor(private readonly round: PollRound) {}

  async handle(effect: OwedEffect<{ pollId: string }>): Promise<void> {
    await this.round.ask(effect, ({ id }, poll) => poll.state === 'open' && !poll.answered.has(id), true);
  }
}
