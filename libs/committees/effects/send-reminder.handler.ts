import { Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { type Addressed, type MailKind, PostLetters, type WritesLetters } from '#libs/mail/index.js';
import { HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import { type Rung } from '#workflows/committee/index.js';

import { Committees } from '../committees.reader.js';
import { Enclosures } from '../enclosures.js';
import { leftBehind } from '../left-behind.js';
import { catchUpMail } from '../mails/catch-up.mail.js';
import { reminderMail } from '../mails/reminder.mail.js';
import { catchingUp, recipientsOf } from '../reminder-recipients.js';
import { EffectCause } from './effect-cause.reader.js';
import { LetterFrames } from './letter-frames.js';

interface Params {
  readonly committeeId: string;
  readonly rung: Rung;
  readonly awaited: readonly string[];
}

/** The eve does not wait for a morning, nor does what a team failed to do. */
const KINDS: Readonly<Partial<Record<Rung, MailKind>>> = { 'D-1': 'eve', late: 'missing-dossier' };

/**
 * Tells the right people what a rung of the preparation is about. A committee convened or moved late has left rungs behind:
 * they are told with this one, in one letter a person.
 */
@Injectable()
@HandlesEffect('reminder.send')
export class SendReminder implements WritesLetters<Params> {
  constructor(
    private readonly committees: Committees,
    private readonly cause: EffectCause,
    private readonly frames: LetterFrames,
    private readonly enclosures: Enclosures,
    private readonly post: PostLetters,
    private readonly clock: Clock,
  ) {}

  async handle(effect: OwedEffect<Params>): Promise<void> {
    await this.post.execute(effect, await this.letters(effect));
  }

  async letters(effect: OwedEffect<Params>): Promise<readonly Addressed[]> {
    const { committeeId, rung, awaited } = effect.params;
    const committee = await this.committees.byId(committeeId);
    // Cancelled, postponed, begun or past since: there is nothing left to prepare.
    if (!committee || !['convened', 'preparing'].includes(committee.state)) return [];
    if (committee.startsAt <= this.clock.now()) return [];
    // Moved since: the rung is left behind, or will be climbed again, and told, for the new date.
    if (committee.context.rungs[rung] !== 'done') return [];
    const frame = await this.frames.of(committee);
    const behind = leftBehind(committee, await this.cause.of(effect.id));
    if (behind.length > 0)
      return catchingUp([...behind, rung], committee).map((recipient) => ({
        person: recipient.member.person,
        kind: 'catch-up',
        letter: () => catchUpMail(frame, committee, recipient),
      }));
    const stillAwaited = committee.context.products
      .filter(({ productId, dossier }) => awaited.includes(productId) && dossier === 'awaited')
      .map(({ productId }) => productId);
    return recipientsOf(rung, committee, stillAwaited).map((recipient) => ({
      person: recipient.member.person,
      kind: KINDS[rung] ?? 'preparation',
      letter: async () => {
        // The eve too: a dossier that came late, or again, is read by nobody who is not told.
        const about = recipient.parts.flatMap(({ kind, productIds }) =>
          kind === 'dossier-received' || kind === 'tomorrow' ? productIds : [],
        );
        return reminderMail(frame, committee, recipient, await this.enclosures.of(committee, recipient.member, about));
      },
    }));
  }
}
