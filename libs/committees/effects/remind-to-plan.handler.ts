import { Injectable } from '@nestjs/common';

import { type Addressed, PostLetters, type WritesLetters } from '#libs/mail/index.js';
import { HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import type { RemindToPlan as Reminder } from '#workflows/half-year-duty/index.js';

import { planAwaitedMail, remindToPlanMail } from '../mails/duty.mail.js';
import { DutyRound } from './duty-round.js';

/** Reminds the incubator's leads of a committee that they were asked to plan; then tells its portfolio managers as well. */
@Injectable()
@HandlesEffect('duty.remind-to-plan')
export class RemindToPlan implements WritesLetters<Reminder> {
  constructor(
    private readonly round: DutyRound,
    private readonly post: PostLetters,
  ) {}

  async handle(effect: OwedEffect<Reminder>): Promise<void> {
    await this.post.execute(effect, await this.letters(effect));
  }

  async letters({ params }: OwedEffect<Reminder>): Promise<readonly Addressed[]> {
    const { productId, followUp } = params;
    if (followUp === 'reminder')
      return this.round.whileUnplanned(productId, 'planning', ['incubator-lead'], (about) =>
        remindToPlanMail(about, params),
      );
    return this.round.whileUnplanned(productId, 'overdue', ['incubator-lead', 'portfolio-manager'], (about) =>
      planAwaitedMail(about, params),
    );
  }
}
