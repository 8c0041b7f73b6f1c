import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';

import { People, type Role } from '#libs/identity/index.js';
import { newId } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { CommitteeContext } from '#workflows/committee/index.js';

import { CommitteeMemberRow } from './committee-member.row.js';

/** Somebody to invite, by name and address. */
export interface Guest {
  readonly name: string;
  readonly email: string;
  readonly title?: string | null;
  /** `guest` when left out. */
  readonly capacity?: Role;
  readonly productId?: string | null;
}

/** Writes who comes in and who goes out, in the transaction of the event that says so. */
@Injectable()
export class Membership {
  constructor(
    private readonly people: People,
    private readonly runtime: WorkflowRuntime,
  ) {}

  /** The number under which people are told of what has just happened to the committee. */
  async sequenceOf(committeeId: string, tx: Tx): Promise<number> {
    const moved = await this.runtime.read('committee', committeeId, tx);
    return (moved?.snapshot.context as unknown as CommitteeContext | undefined)?.sequence ?? 0;
  }

  /** @param sequence null before anybody was invited. */
  async join(committeeId: string, guest: Guest, sequence: number | null, tx: Tx): Promise<void> {
    const person = await this.people.findOrCreate(guest, tx);
    const members = tx.getRepository(CommitteeMemberRow);
    const known = await members.findOneBy({ committeeId, personId: person.id });
    const joining = {
      capacity: guest.capacity ?? 'guest',
      productId: guest.productId ?? null,
      addedSequence: sequence,
      ...NEW,
    };
    if (!known) await members.insert({ id: newId(), committeeId, personId: person.id, ...joining });
    else if (known.removedSequence !== null) await members.update(known.id, joining);
    // Who only stood in for another is now invited for themselves.
    else if (known.standsIn) await members.update(known.id, { capacity: joining.capacity, standsIn: false });
  }

  /**
   * Has somebody come in another member's stead; who is a member already is written to again, to hear of it.
   * @returns the id of the member who stands in.
   */
  async standIn(committeeId: string, guest: Pick<Guest, 'name' | 'email'>, sequence: number, tx: Tx): Promise<string> {
    const person = await this.people.findOrCreate(guest, tx);
    const members = tx.getRepository(CommitteeMemberRow);
    const known = await members.findOneBy({ committeeId, personId: person.id });
    const id = known?.id ?? newId();
    const joining = { capacity: 'guest' as const, productId: null, addedSequence: sequence, ...NEW, standsIn: true };
    if (!known) await members.insert({ id, committeeId, personId: person.id, ...joining });
    else await members.update(id, known.removedSequence === null ? { addedSequence: sequence } : joining);
    return id;
  }

  /** Those who came in only to represent these members, and would then represent nobody. */
  async idleWithout(
    committeeId: string,
    represented: readonly Pick<CommitteeMemberRow, 'id' | 'representativeId'>[],
    tx: Tx,
  ): Promise<readonly string[]> {
    const members = tx.getRepository(CommitteeMemberRow);
    const ids = represented.flatMap(({ representativeId }) => representativeId ?? []);
    const standIns = await members.findBy({ committeeId, id: In(ids), standsIn: true, removedSequence: IsNull() });
    const others = await members.findBy({
      committeeId,
      representativeId: In(ids),
      id: Not(In(represented.map(({ id }) => id))),
      removedSequence: IsNull(),
    });
    return standIns.map(({ id }) => id).filter((id) => !others.some(({ representativeId }) => representativeId === id));
  }

  /** Takes members out, with who came only to represent them; those whom they represented are no longer. */
  async leave(committeeId: string, memberIds: readonly string[], sequence: number | null, tx: Tx): Promise<void> {
    if (memberIds.length === 0) return;
    const members = tx.getRepository(CommitteeMemberRow);
    const among = { committeeId, id: In([...memberIds]), removedSequence: IsNull() };
    if (sequence === null) {
      await members.delete(among);
      return;
    }
    const leaving = await members.findBy(among);
    const gone = [...leaving.map(({ id }) => id), ...(await this.idleWithout(committeeId, leaving, tx))];
    await members.update({ id: In(gone) }, { removedSequence: sequence, representativeId: null });
    await members.update({ committeeId, representativeId: In(gone) }, { representativeId: null, response: 'declined' });
  }
}

/** Of who comes in: nothing is known of their answer. */
const NEW = {
  response: 'awaited',
  respondedAt: null,
  responseReason: null,
  representativeId: null,
  standsIn: false,
  removedSequence: null,
} as const;
