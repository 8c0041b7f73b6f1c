import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
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
export class ReportMismatch implements EffectHandler<Params> {
  constructor(private readonly round: DutyRound) {}

  async handle(effect: OwedEffect<Params>): Promise<void> {
    await this.round.send(effect, ['incubator-lead'], (about) =>
      mismatchMail(about, effect.params.phase, about.product.phase),
    );
  }
}
