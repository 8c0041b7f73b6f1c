import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';

import { People } from '#libs/identity/index.js';
import { newId } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { CommitteeContext } from '#workflows/committee/index.js';

import { CommitteeAccess } from './committee-access.js';
import { CommitteeMemberRow } from './committee-member.row.js';
import type { Guest } from './plan-committee.service.js';

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
    private readonly people: People,
    private readonly access: CommitteeAccess,
  ) {}

  /** @throws InvalidInput, NotFound, Forbidden, EventRefused once the sitting has begun. */
  async execute(command: ChangeMembersCommand): Promise<void> {
    const { committeeId, personId, idempotencyKey, add = [], remove = [] } = command;
    const { state } = await this.access.managed(personId, committeeId);
    if (add.length === 0 && remove.length === 0) return;
    await this.transactions.run(async (tx) => {
      // Nobody was invited to a committee that is only planned: there is nobody to tell, and the case takes no such event.
      if (state === 'planned') return this.#change(committeeId, add, remove, null, tx);
      const answer = await this.runtime.dispatch(
        'committee',
        committeeId,
        { type: 'members.changed' },
        { actor: `person:${personId}`, idempotencyKey },
        tx,
      );
      if (answer.repeated) return;
      const moved = await this.runtime.read('committee', committeeId, tx);
      const context = moved?.snapshot.context as unknown as CommitteeContext | undefined;
      await this.#change(committeeId, add, remove, context?.sequence ?? null, tx);
    });
  }

  async #change(
    committeeId: string,
    add: readonly Guest[],
    remove: readonly string[],
    sequence: number | null,
    tx: Tx,
  ): Promise<void> {
    const members = tx.getRepository(CommitteeMemberRow);
    const leaving = { committeeId, id: In([...remove]), removedSequence: IsNull() };
    if (sequence === null) await members.delete(leaving);
    else await members.update(leaving, { removedSequence: sequence });
    for (const one of add) {
      const person = await this.people.findOrCreate(one, tx);
      const known = await members.findOneBy({ committeeId, personId: person.id });
      const joining = {
        capacity: one.capacity ?? 'guest',
        productId: one.productId ?? null,
        addedSequence: sequence,
        removedSequence: null,
      };
      if (!known)
        await members.insert({ id: newId(), committeeId, personId: person.id, response: 'awaited', ...joining });
      else if (known.removedSequence !== null) await members.update(known.id, { ...joining, response: 'awaited' });
    }
  }
}
