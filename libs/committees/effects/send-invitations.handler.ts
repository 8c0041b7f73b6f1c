import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';

import type { CommitteeMember, CommitteeView } from '../committee-view.js';
import { Committees } from '../committees.reader.js';
import { InvitationLinks } from '../invitation-links.repository.js';
import { cancellationMail } from '../mails/cancellation.mail.js';
import { type InvitationCause, invitationMail } from '../mails/invitation.mail.js';
import { MemberChanges } from '../member-changes.reader.js';
import { EffectCause } from './effect-cause.reader.js';
import { MailRound } from './mail-round.js';

/**
 * Invites everybody when a committee is convened or moved, and only those concerned when its members change:
 * who came in is invited, who was taken out has it taken out of their calendar.
 */
@Injectable()
@HandlesEffect('invitations.send')
export class SendInvitations implements EffectHandler<{ committeeId: string; sequence: number }> {
  constructor(
    private readonly committees: Committees,
    private readonly changes: MemberChanges,
    private readonly links: InvitationLinks,
    private readonly cause: EffectCause,
    private readonly round: MailRound,
  ) {}

  async handle(effect: OwedEffect<{ committeeId: string; sequence: number }>): Promise<void> {
    const { committeeId, sequence } = effect.params;
    const committee = await this.committees.byId(committeeId);
    if (!committee) return;
    // Cancelled, postponed or over since: what is sent about that says all there is to say, but not to who had left before.
    const takesPlace = ['convened', 'preparing'].includes(committee.state);
    const event = await this.cause.of(effect.id);
    const frame = await this.round.frameOf(committee);
    const cause = causeOf(event);
    const invited = takesPlace ? await this.#invited(committee, cause, sequence) : [];
    const removed = await this.changes.removedAt(committeeId, sequence);
    await this.round.send(effect, [
      ...invited.map((member) => ({
        person: member.person,
        letter: async () =>
          // What is said is the committee as it stands: under an older number calendars would take it for what it was.
          invitationMail(frame, committee, member, {
            cause,
            sequence: committee.context.sequence,
            secret: await this.links.issue(member.id),
          }),
      })),
      ...removed.map((member) => ({
        person: member.person,
        letter: () => cancellationMail(frame, committee, member, { cause: { kind: 'removed', takesPlace }, sequence }),
      })),
    ]);
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

function causeOf(event: { readonly type: string; readonly reason?: string | null }): InvitationCause {
  if (event.type === 'committee.moved') return { kind: 'moved', reason: event.reason ?? '' };
  return { kind: event.type === 'members.changed' ? 'added' : 'convened' };
}
