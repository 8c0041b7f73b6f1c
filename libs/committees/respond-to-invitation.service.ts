import { Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { CommitteeMemberRow, type Response } from './committee-member.row.js';
import { InvitationClosed, invitationNotFound } from './committee.errors.js';
import type { CommitteeMember, CommitteeView } from './committee-view.js';
import { Committees } from './committees.reader.js';
import { InvitationLinks } from './invitation-links.repository.js';

/** What a response link shows. */
export interface Invitation {
  readonly committee: CommitteeView;
  readonly member: CommitteeMember;
  /** False once the sitting has begun, or when there will be none. */
  readonly isOpen: boolean;
}

/** Answers an invitation from the link of its mail, as often as one changes one's mind. */
@Injectable()
export class RespondToInvitation {
  constructor(
    private readonly links: InvitationLinks,
    private readonly committees: Committees,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** What the link is about; changes nothing. @throws NotFound */
  async read(secret: string): Promise<Invitation> {
    const found = await this.links.memberOf(secret);
    const committee = found && (await this.committees.byId(found.committeeId));
    const member = committee?.members.find((one) => one.id === found?.memberId);
    if (!committee || !member) throw invitationNotFound();
    const isAwaited = committee.state === 'convened' || committee.state === 'preparing';
    return { committee, member, isOpen: isAwaited && committee.startsAt > this.clock.now() };
  }

  /** @throws NotFound, InvitationClosed */
  async execute(command: { readonly secret: string; readonly response: Exclude<Response, 'awaited'> }): Promise<void> {
    const { member, isOpen } = await this.read(command.secret);
    if (!isOpen) throw new InvitationClosed();
    await this.transactions.outside.getRepository(CommitteeMemberRow).update(member.id, { response: command.response });
  }
}
