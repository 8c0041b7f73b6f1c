import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** A choice of date for a committee. What is proposed, and what became of it, is in its case. */
@Entity('date_polls')
@Index('date_polls_committee_index', ['committeeId'])
export class DatePollRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'date_polls_pk' })
  id: string;

  @Column('uuid', { name: 'committee_id' })
  committeeId: string;

  @Column('uuid', { name: 'created_by' })
  createdBy: string;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;
}
