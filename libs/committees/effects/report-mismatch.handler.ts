import { Injectable } from '@nestjs/common';

import { type Addressed, PostLetters, type WritesLetters } from '#libs/mail/index.js';
import { HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import type { PhaseDecision } from '#workflows/contract/index.js';

import { mismatchMail } from '../mails/duty.mail.js';
import { DutyRound } from './duty-round.js';

interface Params {
  readonly productId: string;
  readonly recordId: string;
  readonly phase: PhaseDecision;
}

/** Tells the leads that a decision took effect which the product's phase could not follow. */
@Injectable()
@HandlesEffect('lifecycle.report-mismatch')
export class ReportMismatch implements WritesLetters<Params> {
  constructor(
    private readonly round: DutyRound,
    private readonly post: PostLetters,
  ) {}

  async handle(effect: OwedEffect<Params>): Promise<void> {
    await this.post.execute(effect, await this.letters(effect));
  }

  async letters({ params }: OwedEffect<Params>): Promise<readonly Addressed[]> {
    return this.round.letters(params.productId, 'phase', ['incubator-lead'], (about) =>
      mismatchMail(about, params.phase, about.product.phase),
    );
  }
}
