import { Injectable } from '@nestjs/common';

import { PostLetters } from '#libs/mail/index.js';
import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { Committees } from '../committees.reader.js';
import { cancellationMail } from '../mails/cancellation.mail.js';
import { EffectCause } from './effect-cause.reader.js';
import { LetterFrames } from './letter-frames.js';

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
    private readonly frames: LetterFrames,
    private readonly post: PostLetters,
  ) {}

  async handle(effect: OwedEffect<Params>): Promise<void> {
    const { committeeId, sequence, postponed } = effect.params;
    const committee = await this.committees.byId(committeeId);
    // It found a new date before anybody was told that it had lost the former: the invitation that follows says so.
    if (!committee || committee.context.sequence > sequence) return;
    const { event } = await this.cause.of(effect.id);
    const reason = 'reason' in event ? (event.reason ?? '') : '';
    const cause = { kind: postponed ? 'postponed' : 'cancelled', reason } as const;
    const frame = await this.frames.of(committee);
    await this.post.execute(
      effect,
      committee.members.map((member) => ({
        person: member.person,
        kind: 'cancellation',
        letter: () => cancellationMail(frame, committee, member, { cause, sequence }),
      })),
    );
  }
}
