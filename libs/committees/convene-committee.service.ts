import { Injectable } from '@nestjs/common';

import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { CommitteeAccess } from './committee-access.js';
import { CommitteeWithoutMembers } from './committee.errors.js';

/** Sends the invitations and arms the ladder of preparation. */
@Injectable()
export class ConveneCommittee {
  constructor(
    private readonly runtime: WorkflowRuntime,
    private readonly access: CommitteeAccess,
  ) {}

  /**
   * Goes on even when somebody who must be there is missing, and keeps it on the record.
   * @throws NotFound, Forbidden, CommitteeWithoutMembers, EventRefused
   */
  async execute(command: {
    readonly committeeId: string;
    readonly personId: string;
    readonly idempotencyKey: string;
  }): Promise<void> {
    const { committeeId, personId, idempotencyKey } = command;
    const committee = await this.access.managed(personId, committeeId);
    if (committee.members.length === 0) throw new CommitteeWithoutMembers();
    const missing = committee.missing.flatMap(({ productId, roles }) => roles.map((role) => `${role}:${productId}`));
    await this.runtime.dispatch(
      'committee',
      committeeId,
      { type: 'committee.convened', missing },
      { actor: `person:${personId}`, idempotencyKey },
    );
  }
}
