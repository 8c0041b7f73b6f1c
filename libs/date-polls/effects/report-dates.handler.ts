import { Injectable } from '@nestjs/common';

import { LetterFrames } from '#libs/committees/index.js';
import { People } from '#libs/identity/index.js';
import { type Addressed, PostLetters, type WritesLetters } from '#libs/mail/index.js';
import { HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import { reportDatesMail } from '../date-poll.mail.js';
import { PollRound } from './poll-round.js';

/** Tells the person who proposed the dates that it is time to choose. */
@Injectable()
@HandlesEffect('poll.report')
export class ReportDates implements WritesLetters<{ pollId: string }> {
  constructor(
    private readonly polls: PollRound,
    private readonly people: People,
    private readonly frames: LetterFrames,
    private readonly post: PostLetters,
  ) {}

  async handle(effect: OwedEffect<{ pollId: string }>): Promise<void> {
    await this.post.execute(effect, await this.letters(effect));
  }

  async letters(effect: OwedEffect<{ pollId: string }>): Promise<readonly Addressed[]> {
    const found = await this.polls.running(effect);
    const person = found && (await this.people.byId(found.poll.createdBy));
    if (!found || !person) return [];
    const frame = await this.frames.of(found.committee);
    return [{ person, kind: 'date-poll', letter: () => reportDatesMail({ frame, ...found }) }];
  }
}
