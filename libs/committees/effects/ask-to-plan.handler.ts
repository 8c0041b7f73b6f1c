import { Injectable } from '@nestjs/common';

import type { CalendarDate } from '#libs/kernel/index.js';
import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { askToPlanMail } from '../mails/duty.mail.js';
import { DutyRound } from './duty-round.js';

interface Params {
  readonly productId: string;
  readonly dueOn: CalendarDate;
}

/** Asks the incubator's leads for a committee while there is time to prepare it. */
@Injectable()
@HandlesEffect('duty.ask-to-plan')
export class AskToPlan implements EffectHandler<Params> {
  constructor(private readonly round: DutyRound) {}

  async handle(effect: OwedEffect<Params>): Promise<void> {
    await this.round.send(effect, ['incubator-lead'], (about) => askToPlanMail(about, effect.params.dueOn));
  }
}
