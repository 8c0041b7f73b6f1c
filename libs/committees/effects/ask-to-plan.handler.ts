import { Injectable } from '@nestjs/common';

import { type Addressed, PostLetters, type WritesLetters } from '#libs/mail/index.js';
import { HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import type { AskToPlan as Ask } from '#workflows/half-year-duty/index.js';

import { askToPlanMail } from '../mails/duty.mail.js';
import { DutyRound } from './duty-round.js';

/** The first version of the duty asked by the due date alone; what it ordered may still be owed. */
type Params = Pick<Ask, 'productId' | 'dueOn'> & Partial<Ask>;

/** Asks the incubator's leads for a committee while there is time to prepare it. */
@Injectable()
@HandlesEffect('duty.ask-to-plan')
export class AskToPlan implements WritesLetters<Params> {
  constructor(
    private readonly round: DutyRound,
    private readonly post: PostLetters,
  ) {}

  async handle(effect: OwedEffect<Params>): Promise<void> {
    await this.post.execute(effect, await this.letters(effect));
  }

  async letters({ params }: OwedEffect<Params>): Promise<readonly Addressed[]> {
    const { productId, dueOn, wantedOn = dueOn, advanced = false, after = null } = params;
    return this.round.whileUnplanned(productId, 'planning', ['incubator-lead'], (about) =>
      askToPlanMail(about, { dueOn, wantedOn, advanced, after }),
    );
  }
}
