import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** An address at which a calendar reads sittings. Only the hash of its secret is kept: it is shown once, when it is made. */
@Entity('calendar_feeds')
@Unique('calendar_feeds_secret', ['secretHash'])
@Index('calendar_feeds_person_index', ['personId'])
@Index('calendar_feeds_incubator_index', ['incubatorId'])
export class CalendarFeedRow {
  /** Derived from whose and what it is: a person has one address for each agenda. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'calendar_feeds_pk' })
  id: string;

  /** Whose it is: what they may not see any more, it no longer shows. */
  @Column('uuid', { name: 'person_id' })
  personId: string;

  /** All the sittings of that incubator; null for those that the person is invited to. */
  @Column('uuid', { name: 'incubator_id', nullable: true })
  incubatorId: string | null;

  @Column('text', { name: 'secret_hash' })
  secretHash: string;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;
}
