import { Injectable } from '@nestjs/common';

import type { Role } from '#libs/identity/index.js';
import { type Addressed, PostLetters, type WritesLetters } from '#libs/mail/index.js';
import { HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import type { Escalate as Params, EscalationStep } from '#workflows/half-year-duty/index.js';

import { escalationMail } from '../mails/escalation.mail.js';
import { DutyRound } from './duty-round.js';

/** Who holds a step of the escalation. */
const HOLDERS: Readonly<Record<EscalationStep, readonly Role[]>> = {
  team: ['intrapreneur', 'coach', 'team-member'],
  'portfolio-manager': ['portfolio-manager'],
  'incubator-lead': ['incubator-lead'],
  'dinum-portfolio-manager': ['dinum-portfolio-manager'],
};

/** Tells the next step of the escalation that a committee is late (ADR 0025). */
@Injectable()
@HandlesEffect('duty.escalate')
export class Escalate implements WritesLetters<Params> {
  constructor(
    private readonly round: DutyRound,
    private readonly post: PostLetters,
  ) {}

  async handle(effect: OwedEffect<Params>): Promise<void> {
    await this.post.execute(effect, await this.letters(effect));
  }

  async letters({ params }: OwedEffect<Params>): Promise<readonly Addressed[]> {
    const { productId, step } = params;
    return this.round.whileUnplanned(productId, 'overdue', HOLDERS[step], (about) => escalationMail(about, params));
  }
}
