import { Injectable } from '@nestjs/common';

import type { CalendarDate } from '#libs/kernel/index.js';
import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { overdueMail } from '../mails/duty.mail.js';
import { DutyRound } from './duty-round.js';

interface Params {
  readonly productId: string;
  readonly dueOn: CalendarDate;
}

/** Tells the leads and the portfolio managers, of the incubator and of the DINUM, that a committee is late. */
@Injectable()
@HandlesEffect('duty.report-overdue')
export class ReportOverdue implements EffectHandler<Params> {
  constructor(private readonly round: DutyRound) {}

  async handle(effect: OwedEffect<Params>): Promise<void> {
    await this.round.send(effect, ['incubator-lead', 'portfolio-manager', 'dinum-portfolio-manager'], (about) =>
      overdueMail(about, effect.params.dueOn),
    );
  }
}
