import { Injectable } from '@nestjs/common';

import { type Attendance, type CommitteeMember, Committees } from '#libs/committees/index.js';
import { type Person, type Role, Roles } from '#libs/identity/index.js';

import { capacityFor, qualityOf, sitsFor } from './record-quality.js';

/** Somebody who may be asked to sign a record. */
export interface SignatoryCandidate {
  readonly person: Person;
  /** Function and role, as the record prints them. */
  readonly quality: string;
  readonly isSponsor: boolean;
  /** Null for a sponsor who was not a member of the committee, or whose attendance was not noted. */
  readonly attendance: Attendance | null;
  readonly representedBy: string | null;
  /** As what they are asked unless the lead chooses otherwise; null for those who sat and whose signature nobody needs. */
  readonly proposed: 'required' | 'information' | null;
}

/** They are told of the record, and sign nothing: it is their own product that was decided on. */
const TEAM: readonly Role[] = ['intrapreneur', 'coach', 'team-member'];

/** Who may sign a record: the sponsors of its product, and whoever else sat for it, the team apart. */
@Injectable()
export class SignatoryCandidates {
  constructor(
    private readonly committees: Committees,
    private readonly roles: Roles,
  ) {}

  /** Those proposed first, then by name. */
  async of({
    committeeId,
    productId,
  }: {
    readonly committeeId: string;
    readonly productId: string;
  }): Promise<readonly SignatoryCandidate[]> {
    const committee = await this.committees.byId(committeeId);
    const holders = await this.roles.ofProduct(productId);
    const sponsors = holders.filter((holder) => holder.role === 'sponsor').map((holder) => holder.person);
    const members = (committee?.members ?? [])
      .filter((member) => sitsFor(member, productId))
      .map((member) => candidate(member, productId, sponsors))
      .filter((one) => one !== undefined);
    const elsewhere = sponsors
      .filter(({ id }) => !members.some((member) => member.person.id === id))
      .map((person): SignatoryCandidate => ({
        person,
        quality: qualityOf(person, 'sponsor'),
        isSponsor: true,
        attendance: null,
        representedBy: null,
        proposed: 'required',
      }));
    return [...members, ...elsewhere].toSorted(
      (a, b) => RANK[a.proposed ?? 'none'] - RANK[b.proposed ?? 'none'] || a.person.name.localeCompare(b.person.name),
    );
  }
}

const RANK = { required: 0, information: 1, none: 2 } as const;

function candidate(
  member: CommitteeMember,
  productId: string,
  sponsors: readonly Person[],
): SignatoryCandidate | undefined {
  const { person, attendance, representedBy } = member;
  const role = capacityFor(member, productId);
  const holdsRole = sponsors.some(({ id }) => id === person.id);
  const isSponsor = role === 'sponsor' || holdsRole;
  if (!isSponsor && TEAM.includes(role)) return undefined;
  const wasThere = attendance === 'present' || attendance === 'represented';
  const asSponsor = wasThere || holdsRole ? 'required' : 'information';
  return {
    person,
    quality: qualityOf(person, isSponsor ? 'sponsor' : role),
    isSponsor,
    attendance,
    representedBy,
    proposed: isSponsor ? asSponsor : null,
  };
}
