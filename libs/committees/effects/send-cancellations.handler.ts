import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { Committees } from '../committees.reader.js';
import { cancellationMail } from '../mails/cancellation.mail.js';
import { EffectCause } from './effect-cause.reader.js';
import { MailRound } from './mail-round.js';

interface Params {
  readonly committeeId: string;
  readonly sequence: number;
  readonly postponed: boolean;
}

/** Takes a cancelled or postponed committee out of everybody's calendar, and says why. */
@Injectable()
@HandlesEffect('cancellations.send')
export class SendCancellations implements EffectHandler<Params> {
  constructor(
    private readonly committees: Committees,
    private readonly cause: EffectCause,
    private readonly round: MailRound,
  ) {}

  async handle(effect: OwedEffect<Params>): Promise<void> {
    const { committeeId, sequence, postponed } = effect.params;
    const committee = await this.committees.byId(committeeId);
    // It found a new date before anybody was told that it had lost the former: the invitation that follows says so.
    if (!committee || committee.context.sequence > sequence) return;
    const event = await this.cause.of(effect.id);
    const reason = 'reason' in event ? (event.reason ?? '') : '';
    const cause = { kind: postponed ? 'postponed' : 'cancelled', reason } as const;
    const frame = await this.round.frameOf(committee);
    await this.round.send(
      effect,
      committee.members.map((member) => ({
        person: member.person,
        letter: () => cancellationMail(frame, committee, member, { cause, sequence }),
      })),
    );
  }
}
