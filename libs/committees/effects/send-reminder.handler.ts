import { Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import { type Rung } from '#workflows/committee/index.js';

import { Committees } from '../committees.reader.js';
import { reminderMail } from '../mails/reminder.mail.js';
import { recipientsOf } from '../reminder-recipients.js';
import { MailRound } from './mail-round.js';

interface Params {
  readonly committeeId: string;
  readonly rung: Rung;
  readonly awaited: readonly string[];
}

/** Tells the right people what a rung of the preparation is about. */
@Injectable()
@HandlesEffect('reminder.send')
export class SendReminder implements EffectHandler<Params> {
  constructor(
    private readonly committees: Committees,
    private readonly round: MailRound,
    private readonly clock: Clock,
  ) {}

  async handle(effect: OwedEffect<Params>): Promise<void> {
    const { committeeId, rung, awaited } = effect.params;
    const committee = await this.committees.byId(committeeId);
    // Cancelled, postponed, begun or past since: there is nothing left to prepare.
    if (!committee || !['convened', 'preparing'].includes(committee.state)) return;
    if (committee.startsAt <= this.clock.now()) return;
    // Moved since: the rung is left behind, or will be climbed again, and told, for the new date.
    if (committee.context.rungs[rung] !== 'done') return;
    const stillAwaited = committee.context.products
      .filter(({ productId, dossier }) => awaited.includes(productId) && dossier === 'awaited')
      .map(({ productId }) => productId);
    const frame = await this.round.frameOf(committee);
    await this.round.send(
      effect,
      recipientsOf(rung, committee, stillAwaited).map((recipient) => ({
        person: recipient.member.person,
        letter: () => reminderMail(frame, committee, recipient),
      })),
    );
  }
}
