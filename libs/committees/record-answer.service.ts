import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { People } from '#libs/identity/index.js';
import { type Instant, InvalidInput } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { CommitteeMemberRow, type Response } from './committee-member.row.js';
import { invitationNotFound } from './committee.errors.js';
import { type Guest, Membership } from './membership.js';

/** What a member answers to their invitation. */
export interface InvitationAnswer {
  readonly response: Exclude<Response, 'awaited'>;
  readonly reason?: string | null;
  /** Who comes in their stead; for `represented`, and then needed. */
  readonly representative?: Pick<Guest, 'name' | 'email'> | null;
}

export interface RecordAnswerCommand extends InvitationAnswer {
  readonly committeeId: string;
  readonly memberId: string;
  /** When it was given. */
  readonly at: Instant;
  readonly idempotencyKey: string;
}

/** Writes an answer down, however it came. Who represents is invited, and who no longer does has it taken back. */
@Injectable()
export class RecordAnswer {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly people: People,
    private readonly membership: Membership,
  ) {}

  /** @throws NotFound, InvalidInput tied to `representativeEmail`, EventRefused once the sitting has begun. */
  async execute(command: RecordAnswerCommand): Promise<void> {
    const { committeeId, memberId, response, at, idempotencyKey } = command;
    const guest = response === 'represented' ? command.representative : null;
    const answer = { response, respondedAt: at, responseReason: command.reason?.trim() || null };
    await this.transactions.run(async (tx) => {
      const before = await this.#member(committeeId, memberId, tx);
      const stays = await this.#represents(before, guest, tx);
      const changesMembers = (guest && !stays) || (await this.#leaving(before, stays, tx)).length > 0;
      if (!changesMembers) {
        await this.#write(before.id, { ...answer, ...(stays ? {} : { representativeId: null }) }, tx);
        return;
      }
      const told = await this.runtime.dispatch(
        'committee',
        committeeId,
        { type: 'members.changed' },
        { actor: `person:${before.personId}`, idempotencyKey },
        tx,
      );
      if (told.repeated) return;
      // Read again: the case is now ours alone, and what was read before may have changed under two answers at once.
      const member = await this.#member(committeeId, memberId, tx);
      const sequence = await this.membership.sequenceOf(committeeId, tx);
      const leaving = await this.#leaving(member, stays, tx);
      const representativeId =
        guest && !stays
          ? await this.membership.standIn(committeeId, guest, sequence, tx)
          : (stays && member.representativeId) || null;
      await this.#write(memberId, { ...answer, representativeId }, tx);
      const gone = leaving.filter((id) => id !== representativeId);
      await this.membership.leave(committeeId, gone, sequence, tx);
    });
  }

  async #member(committeeId: string, id: string, tx: Tx): Promise<CommitteeMemberRow> {
    const row = await tx.getRepository(CommitteeMemberRow).findOneBy({ committeeId, id, removedSequence: IsNull() });
    if (!row) throw invitationNotFound();
    return row;
  }

  /** True when the person named represents them already. */
  async #represents(member: CommitteeMemberRow, guest: InvitationAnswer['representative'], tx: Tx): Promise<boolean> {
    if (!guest) return false;
    if (member.standsIn)
      throw new InvalidInput('Vous représentez déjà quelqu’un.', {
        response: 'Vous représentez déjà quelqu’un\u00A0: déclinez, pour qu’une autre personne soit désignée.',
      });
    const known = await this.people.byEmail(guest.email, tx);
    if (known?.id === member.personId)
      throw new InvalidInput('On ne se représente pas soi-même.', {
        representativeEmail: 'C’est votre propre adresse\u00A0: saisissez celle de la personne qui vous représentera.',
      });
    if (!known || member.representativeId === null) return false;
    const current = await tx.getRepository(CommitteeMemberRow).findOneBy({ id: member.representativeId });
    return current?.personId === known.id && current.removedSequence === null;
  }

  async #leaving(member: CommitteeMemberRow, stays: boolean, tx: Tx): Promise<readonly string[]> {
    if (stays || member.representativeId === null) return [];
    return this.membership.idleWithout(member.committeeId, [member], tx);
  }

  async #write(id: string, answer: Partial<CommitteeMemberRow>, tx: Tx): Promise<void> {
    await tx.getRepository(CommitteeMemberRow).update(id, answer);
  }
}
