import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import type { RemindToPlan as Reminder } from '#workflows/half-year-duty/index.js';

import { planAwaitedMail, remindToPlanMail } from '../mails/duty.mail.js';
import { DutyRound } from './duty-round.js';

/** Reminds the incubator's leads of a committee that they were asked to plan; then tells its portfolio managers as well. */
@Injectable()
@HandlesEffect('duty.remind-to-plan')
export class RemindToPlan implements EffectHandler<Reminder> {
  constructor(private readonly round: DutyRound) {}

  async handle(effect: OwedEffect<Reminder>): Promise<void> {
    if (effect.params.followUp === 'reminder')
      await this.round.send(effect, ['incubator-lead'], (about) => remindToPlanMail(about, effect.params));
    else
      await this.round.send(effect, ['incubator-lead', 'portfolio-manager'], (about) =>
        planAwaitedMail(about, effect.params),
      );
  }
}
