import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import type { ReportOverdue as Report } from '#workflows/half-year-duty/index.js';

import { overdueMail } from '../mails/duty.mail.js';
import { DutyRound } from './duty-round.js';

/** Tells the leads and the portfolio managers, of the incubator and of the DINUM, that a committee is late; every month anew. */
@Injectable()
@HandlesEffect('duty.report-overdue')
export class ReportOverdue implements EffectHandler<Report> {
  constructor(private readonly round: DutyRound) {}

  async handle(effect: OwedEffect<Report>): Promise<void> {
    await this.round.send(effect, ['incubator-lead', 'portfolio-manager', 'dinum-portfolio-manager'], (about) =>
      overdueMail(about, effect.params.dueOn),
    );
  }
}
