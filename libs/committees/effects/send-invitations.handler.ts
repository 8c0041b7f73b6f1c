import { Injectable } from '@nestjs/common';

import { type Addressed, PostLetters, type WritesLetters } from '#libs/mail/index.js';
import { HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import type { CommitteeMember, CommitteeView } from '../committee-view.js';
import { Committees } from '../committees.reader.js';
import { InvitationLinks } from '../invitation-links.repository.js';
import { leftBehind, missed } from '../left-behind.js';
import { cancellationMail } from '../mails/cancellation.mail.js';
import { catchUpMail } from '../mails/catch-up.mail.js';
import { type InvitationCause, invitationMail } from '../mails/invitation.mail.js';
import type { MailFrame } from '../mails/parts.js';
import { MemberChanges } from '../member-changes.reader.js';
import { catchingUp } from '../reminder-recipients.js';
import { type Cause, EffectCause } from './effect-cause.reader.js';
import { LetterFrames } from './letter-frames.js';

interface Params {
  readonly committeeId: string;
  readonly sequence: number;
}

/**
 * Invites everybody when a committee is convened or moved, and only those concerned when its members change:
 * who came in is invited, who was taken out has it taken out of their calendar. Who is invited late, and has work to do that
 * should have begun, is told so apart: calendars show little of an invitation.
 */
@Injectable()
@HandlesEffect('invitations.send')
export class SendInvitations implements WritesLetters<Params> {
  constructor(
    private readonly committees: Committees,
    private readonly changes: MemberChanges,
    private readonly links: InvitationLinks,
    private readonly cause: EffectCause,
    private readonly frames: LetterFrames,
    private readonly post: PostLetters,
  ) {}

  async handle(effect: OwedEffect<Params>): Promise<void> {
    await this.post.execute(effect, await this.letters(effect));
  }

  async letters(effect: OwedEffect<Params>): Promise<readonly Addressed[]> {
    const { committeeId, sequence } = effect.params;
    const committee = await this.committees.byId(committeeId);
    if (!committee) return [];
    // Cancelled, postponed or over since: what is sent about that says all there is to say, but not to who had left before.
    const takesPlace = ['convened', 'preparing'].includes(committee.state);
    const cause = await this.cause.of(effect.id);
    const frame = await this.frames.of(committee);
    const why = causeOf(cause);
    const invited = takesPlace ? await this.#invited(committee, why, sequence) : [];
    const removed = await this.changes.removedAt(committeeId, sequence);
    return [
      ...invited.map((member) => ({
        person: member.person,
        kind: 'invitation' as const,
        letter: async () =>
          // What is said is the committee as it stands: under an older number calendars would take it for what it was.
          invitationMail(frame, committee, member, {
            cause: why,
            sequence: committee.context.sequence,
            secret: await this.links.issue(member.id),
          }),
      })),
      ...removed.map((member) => ({
        person: member.person,
        kind: 'cancellation' as const,
        letter: () => cancellationMail(frame, committee, member, { cause: { kind: 'removed', takesPlace }, sequence }),
      })),
      ...companions(frame, committee, cause, invited),
    ];
  }

  async #invited(
    committee: CommitteeView,
    cause: InvitationCause,
    sequence: number,
  ): Promise<readonly CommitteeMember[]> {
    if (cause.kind !== 'added') return committee.members;
    const added = await this.changes.addedAt(committee.id, sequence);
    return committee.members.filter((member) => added.has(member.id));
  }
}

/** What the invited have to catch up with, unless the reminder that comes with the invitations tells it. */
function companions(
  frame: MailFrame,
  committee: CommitteeView,
  cause: Cause,
  invited: readonly CommitteeMember[],
): readonly Addressed[] {
  if (cause.ordered.includes('reminder.send') || committee.startsAt <= frame.now) return [];
  const rungs = cause.event.type === 'members.changed' ? missed(committee) : leftBehind(committee, cause);
  return catchingUp(rungs, committee)
    .filter(({ member }) => invited.some(({ id }) => id === member.id))
    .map((recipient) => ({
      person: recipient.member.person,
      kind: 'catch-up',
      apart: 'catch-up',
      letter: () => catchUpMail(frame, committee, recipient),
    }));
}

function causeOf({ event }: Cause): InvitationCause {
  if (event.type === 'committee.moved' || event.type === 'sitting.adjourned')
    return { kind: 'moved', reason: event.reason ?? '' };
  return { kind: event.type === 'members.changed' ? 'added' : 'convened' };
}
