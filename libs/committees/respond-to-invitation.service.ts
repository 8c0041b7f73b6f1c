import { Injectable } from '@nestjs/common';

import { RateLimits } from '#libs/identity/index.js';
import { Clock, type Instant } from '#libs/kernel/index.js';

import { InvitationClosed, invitationNotFound } from './committee.errors.js';
import type { CommitteeMember, CommitteeView } from './committee-view.js';
import { Committees } from './committees.reader.js';
import { InvitationLinks } from './invitation-links.repository.js';
import { type InvitationAnswer, RecordAnswer } from './record-answer.service.js';

/** What a response link shows. */
export interface Invitation {
  readonly committee: CommitteeView;
  readonly member: CommitteeMember;
  /** False once the sitting has begun, or when there will be none. */
  readonly isOpen: boolean;
}

/** True until the sitting, while there is to be one. */
export const isAwaitingAnswers = ({ state, startsAt }: CommitteeView, now: Instant): boolean =>
  (state === 'convened' || state === 'preparing') && startsAt > now;

export interface RespondCommand extends InvitationAnswer {
  readonly secret: string;
  readonly idempotencyKey: string;
}

/** Answers an invitation from the link of its mail, as often as one changes one's mind. */
@Injectable()
export class RespondToInvitation {
  constructor(
    private readonly links: InvitationLinks,
    private readonly committees: Committees,
    private readonly record: RecordAnswer,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {}

  /** What the link is about; changes nothing. @throws NotFound */
  async read(secret: string): Promise<Invitation> {
    const found = await this.links.memberOf(secret);
    const committee = found && (await this.committees.byId(found.committeeId));
    const member = committee?.members.find((one) => one.id === found?.memberId);
    if (!committee || !member) throw invitationNotFound();
    return { committee, member, isOpen: isAwaitingAnswers(committee, this.clock.now()) };
  }

  /** @throws NotFound, InvitationClosed, InvalidInput tied to `representativeEmail`, TooManyRequests */
  async execute({ secret, idempotencyKey, ...answer }: RespondCommand): Promise<void> {
    const { committee, member, isOpen } = await this.read(secret);
    if (!isOpen) throw new InvitationClosed();
    // Anybody who holds the link has us write to an address of their choice: not many times.
    if (answer.response === 'represented') await this.limits.count('representative', member.id);
    await this.record.execute({
      ...answer,
      committeeId: committee.id,
      memberId: member.id,
      at: this.clock.now(),
      idempotencyKey,
    });
  }
}
