import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { PollRound } from './poll-round.js';

/** Asks every member which dates suit them. */
@Injectable()
@HandlesEffect('poll.ask')
export class AskDates implements EffectHandler<{ pollId: string }> {
  constructor(private readonly round: PollRound) {}

  async handle(effect: OwedEffect<{ pollId: string }>): Promise<void> {
    await this.round.ask(effect, () => true, false);
  }
}
