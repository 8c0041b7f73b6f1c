import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** A sitting: when, how long and where. What has become of it is in its case. */
@Entity('committees')
@Index('committees_incubator_index', ['incubatorId', 'startsAt'])
export class CommitteeRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'committees_pk' })
  id: string;

  @Column('uuid', { name: 'incubator_id' })
  incubatorId: string;

  /** The same moment as in the case, kept here so that sittings can be sought by date. */
  @Column('timestamptz', { name: 'starts_at', transformer: instantColumn })
  startsAt: Instant;

  /** Of the invitation that first named this date: an answer to an earlier one is an answer to another date. */
  @Column('integer', { name: 'dated_sequence', default: 0 })
  datedSequence: number;

  @Column('integer', { name: 'duration_minutes' })
  durationMinutes: number;

  @Column('text', { nullable: true })
  place: string | null;

  @Column('text', { name: 'video_url', nullable: true })
  videoUrl: string | null;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;

  /** The person who planned it: answers go to them when the incubator has no lead among the members. */
  @Column('uuid', { name: 'created_by' })
  createdBy: string;
}
