import { Injectable } from '@nestjs/common';

import { MailRound } from '#libs/committees/index.js';
import { People } from '#libs/identity/index.js';
import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { reportDatesMail } from '../date-poll.mail.js';
import { PollRound } from './poll-round.js';

/** Tells the person who proposed the dates that it is time to choose. */
@Injectable()
@HandlesEffect('poll.report')
export class ReportDates implements EffectHandler<{ pollId: string }> {
  constructor(
    private readonly polls: PollRound,
    private readonly people: People,
    private readonly round: MailRound,
  ) {}

  async handle(effect: OwedEffect<{ pollId: string }>): Promise<void> {
    const found = await this.polls.running(effect);
    const person = found && (await this.people.byId(found.poll.createdBy));
    if (!found || !person) return;
    const frame = await this.round.frameOf(found.committee);
    await this.round.send(effect, [{ person, letter: () => reportDatesMail({ frame, ...found }) }]);
  }
}
