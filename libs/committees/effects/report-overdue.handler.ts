import { Injectable } from '@nestjs/common';

import { type Addressed, PostLetters, type WritesLetters } from '#libs/mail/index.js';
import { HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import type { ReportOverdue as Report } from '#workflows/half-year-duty/index.js';

import { overdueMail } from '../mails/duty.mail.js';
import { DutyRound } from './duty-round.js';

/** Tells the leads and the portfolio managers, of the incubator and of the DINUM, that a committee is late; every month anew. */
@Injectable()
@HandlesEffect('duty.report-overdue')
export class ReportOverdue implements WritesLetters<Report> {
  constructor(
    private readonly round: DutyRound,
    private readonly post: PostLetters,
  ) {}

  async handle(effect: OwedEffect<Report>): Promise<void> {
    await this.post.execute(effect, await this.letters(effect));
  }

  async letters({ params: { productId, dueOn } }: OwedEffect<Report>): Promise<readonly Addressed[]> {
    return this.round.whileUnplanned(
      productId,
      'overdue',
      ['incubator-lead', 'portfolio-manager', 'dinum-portfolio-manager'],
      (about) => overdueMail(about, dueOn),
    );
  }
}
