import { Injectable } from '@nestjs/common';

import { People, type Person, type Role } from '#libs/identity/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { CommitteeMemberRow } from './committee-member.row.js';

/** Somebody who was a member. */
export interface FormerMember {
  readonly id: string;
  readonly person: Person;
  readonly capacity: Role;
}

/** Who was brought in or taken out by one change of the members, known by the sequence of the invitation it raised. */
@Injectable()
export class MemberChanges {
  constructor(
    private readonly transactions: Transactions,
    private readonly people: People,
  ) {}

  /** Ids of the members brought in. */
  async addedAt(committeeId: string, sequence: number): Promise<ReadonlySet<string>> {
    const rows = await this.transactions.outside
      .getRepository(CommitteeMemberRow)
      .findBy({ committeeId, addedSequence: sequence });
    return new Set(rows.map((row) => row.id));
  }

  async removedAt(committeeId: string, sequence: number): Promise<readonly FormerMember[]> {
    const rows = await this.transactions.outside
      .getRepository(CommitteeMemberRow)
      .findBy({ committeeId, removedSequence: sequence });
    const people = await this.people.byIds(rows.map((row) => row.personId));
    return rows.flatMap(({ id, personId, capacity }) => {
      const person = people.get(personId);
      return person ? [{ id, person, capacity }] : [];
    });
  }
}
