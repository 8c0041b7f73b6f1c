import { Injectable } from '@nestjs/common';

import { type CommitteeMember, Committees, type CommitteeView, LetterFrames } from '#libs/committees/index.js';
import { Clock, hashSecret, newId, newSecret } from '#libs/kernel/index.js';
import type { Addressed } from '#libs/mail/index.js';
import type { OwedEffect } from '#libs/messaging/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { askDatesMail } from '../date-poll.mail.js';
import { DatePollLinkRow } from '../date-poll-link.row.js';
import { type DatePollView, isRunning } from '../date-poll-view.js';
import { DatePolls } from '../date-polls.reader.js';
import { DATE_IS_OPEN } from '../open-date-poll.service.js';

/** Asks members for their dates, and sees whether there is still something to ask. */
@Injectable()
export class PollRound {
  constructor(
    private readonly polls: DatePolls,
    private readonly committees: Committees,
    private readonly frames: LetterFrames,
    private readonly runtime: WorkflowRuntime,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * The poll and its committee while a date may still be chosen. A poll whose committee was cancelled or has begun ends here:
   * nothing tells it before.
   */
  async running(
    effect: OwedEffect<{ pollId: string }>,
  ): Promise<{ readonly poll: DatePollView; readonly committee: CommitteeView } | undefined> {
    const { pollId } = effect.params;
    const poll = await this.polls.byId(pollId);
    const committee = poll && (await this.committees.byId(poll.committeeId));
    if (!poll || !committee || !isRunning(poll)) return undefined;
    if (DATE_IS_OPEN.includes(committee.state)) return { poll, committee };
    await this.runtime.dispatch(
      'date-poll',
      pollId,
      { type: 'poll.abandoned', reason: 'Le comité n’attend plus de date.' },
      { actor: 'system:polls', idempotencyKey: `${effect.id}:abandon` },
    );
    return undefined;
  }

  /** Letters to some members, each with a link of their own. */
  async letters(
    effect: OwedEffect<{ pollId: string }>,
    whom: (member: CommitteeMember, poll: DatePollView) => boolean,
    again: boolean,
  ): Promise<readonly Addressed[]> {
    const found = await this.running(effect);
    if (!found) return [];
    const { poll, committee } = found;
    const frame = await this.frames.of(committee);
    return committee.members
      .filter((member) => whom(member, poll))
      .map((member) => ({
        person: member.person,
        kind: 'date-poll',
        letter: async () =>
          askDatesMail({ frame, committee, poll }, member, await this.#issue(poll.id, member.id), again),
      }));
  }

  async #issue(pollId: string, memberId: string): Promise<string> {
    const secret = newSecret();
    await this.transactions.outside
      .getRepository(DatePollLinkRow)
      .insert({ id: newId(), pollId, memberId, secretHash: hashSecret(secret), createdAt: this.clock.now() });
    return secret;
  }
}
