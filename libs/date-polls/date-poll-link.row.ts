import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

import { DatePollRow } from './date-poll.row.js';

/** The link by which one member answers; of its secret, the hash alone. A reminder brings another, and both are good. */
@Entity('date_poll_links')
@Unique('date_poll_links_secret', ['secretHash'])
@Index('date_poll_links_poll_index', ['pollId'])
export class DatePollLinkRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'date_poll_links_pk' })
  id: string;

  @Column('uuid', { name: 'poll_id' })
  pollId: string;

  @ManyToOne(() => DatePollRow)
  @JoinColumn({ name: 'poll_id', foreignKeyConstraintName: 'date_poll_links_poll' })
  poll?: Relation<DatePollRow>;

  @Column('uuid', { name: 'member_id' })
  memberId: string;

  @Column('text', { name: 'secret_hash' })
  secretHash: string;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;
}
