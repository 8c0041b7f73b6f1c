import { Injectable } from '@nestjs/common';

import { Transactions, type Tx } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { CommitteeAccess } from './committee-access.js';
import { type Guest, Membership } from './membership.js';

export interface ChangeMembersCommand {
  readonly committeeId: string;
  readonly add?: readonly Guest[];
  /** Ids of members. */
  readonly remove?: readonly string[];
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Brings people in and takes others out. Once the committee is convened, those concerned are told by the calendar. */
@Injectable()
export class ChangeMembers {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly membership: Membership,
    private readonly access: CommitteeAccess,
  ) {}

  /** @throws InvalidInput, NotFound, Forbidden, EventRefused once the sitting has begun. */
  async execute(command: ChangeMembersCommand): Promise<void> {
    const { committeeId, personId, idempotencyKey, add = [], remove = [] } = command;
    const { state } = await this.access.managed(personId, committeeId);
    if (add.length === 0 && remove.length === 0) return;
    await this.transactions.run(async (tx) => {
      // Nobody was invited to a committee that is only planned: there is nobody to tell, and the case takes no such event.
      if (state === 'planned') return this.#change(command, null, tx);
      const answer = await this.runtime.dispatch(
        'committee',
        committeeId,
        { type: 'members.changed' },
        { actor: `person:${personId}`, idempotencyKey },
        tx,
      );
      if (!answer.repeated) await this.#change(command, await this.membership.sequenceOf(committeeId, tx), tx);
    });
  }

  async #change(
    { committeeId, add = [], remove = [] }: ChangeMembersCommand,
    sequence: number | null,
    tx: Tx,
  ): Promise<void> {
    await this.membership.leave(committeeId, remove, sequence, tx);
    for (const guest of add) await this.membership.join(committeeId, guest, sequence, tx);
  }
}
