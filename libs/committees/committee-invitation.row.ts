import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

import { CommitteeMemberRow } from './committee-member.row.js';

/**
 * The link of one invitation mail. Only the hash of its secret is kept, so a mail tried again carries a new one;
 * the former stay good, since nobody knows which of the mails arrived.
 */
@Entity('committee_invitations')
@Unique('committee_invitations_secret', ['secretHash'])
@Index('committee_invitations_member_index', ['memberId'])
export class CommitteeInvitationRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'committee_invitations_pk' })
  id: string;

  @Column('uuid', { name: 'member_id' })
  memberId: string;

  @ManyToOne(() => CommitteeMemberRow)
  @JoinColumn({ name: 'member_id', foreignKeyConstraintName: 'committee_invitations_member' })
  member?: Relation<CommitteeMemberRow>;

  @Column('text', { name: 'secret_hash' })
  secretHash: string;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;
}
