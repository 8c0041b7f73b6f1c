import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';

import type { Role } from '#libs/identity/index.js';
import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

import { CommitteeRow } from './committee.row.js';

/** What somebody answered to their invitation. */
export const RESPONSES = ['awaited', 'accepted', 'declined', 'tentative', 'represented'] as const;
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

  @Column('timestamptz', { name: 'responded_at', nullable: true, transformer: instantColumn })
  respondedAt: Instant | null;

  /** Why they answered so, if they said. */
  @Column('text', { name: 'response_reason', nullable: true })
  responseReason: string | null;

  /** The member who comes in their stead, for who answered `represented`. */
  @Column('uuid', { name: 'representative_id', nullable: true })
  representativeId: string | null;

  @ManyToOne(() => CommitteeMemberRow)
  @JoinColumn({ name: 'representative_id', foreignKeyConstraintName: 'committee_members_representative' })
  representative?: Relation<CommitteeMemberRow>;

  /** True for who is a member only to represent another: they go when nobody is left to represent. */
  @Column('boolean', { name: 'stands_in', default: false })
  standsIn: boolean;

  @Column('text', { nullable: true })
  attendance: Attendance | null;

  /** Who came in their stead, as noted in the sitting. */
  @Column('text', { name: 'represented_by', nullable: true })
  representedBy: string | null;

  /** Of the invitation by which they came in, when that was after the committee was convened. */
  @Column('integer', { name: 'added_sequence', nullable: true })
  addedSequence: number | null;

  /** Of the invitation by which they were taken out. They are members no longer, and their calendar must be told. */
  @Column('integer', { name: 'removed_sequence', nullable: true })
  removedSequence: number | null;
}
