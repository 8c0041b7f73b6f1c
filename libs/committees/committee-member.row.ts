import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';

import type { Role } from '#libs/identity/index.js';

import { CommitteeRow } from './committee.row.js';

/** What somebody answered to their invitation. */
export const RESPONSES = ['awaited', 'accepted', 'declined', 'tentative'] as const;
export type Response = (typeof RESPONSES)[number];

/** Whether somebody came, as noted in the sitting. */
export const ATTENDANCES = ['present', 'represented', 'absent'] as const;
export type Attendance = (typeof ATTENDANCES)[number];

/** Somebody invited to a committee: once each, whatever they hold. */
@Entity('committee_members')
@Unique('committee_members_once', ['committeeId', 'personId'])
@Index('committee_members_person_index', ['personId'])
export class CommitteeMemberRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'committee_members_pk' })
  id: string;

  @Column('uuid', { name: 'committee_id' })
  committeeId: string;

  @ManyToOne(() => CommitteeRow)
  @JoinColumn({ name: 'committee_id', foreignKeyConstraintName: 'committee_members_committee' })
  committee?: Relation<CommitteeRow>;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  /** As what they mainly come. */
  @Column('text')
  capacity: Role;

  /** For which product; null for several of them, or for the whole committee. */
  @Column('uuid', { name: 'product_id', nullable: true })
  productId: string | null;

  @Column('text')
  response: Response;

  @Column('text', { nullable: true })
  attendance: Attendance | null;

  /** Who came in their stead. */
  @Column('text', { name: 'represented_by', nullable: true })
  representedBy: string | null;

  /** Of the invitation by which they came in, when that was after the committee was convened. */
  @Column('integer', { name: 'added_sequence', nullable: true })
  addedSequence: number | null;

  /** Of the invitation by which they were taken out. They are members no longer, and their calendar must be told. */
  @Column('integer', { name: 'removed_sequence', nullable: true })
  removedSequence: number | null;
}
