import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';
import type { StoredSnapshot } from '#workflows/contract/index.js';

/** A sitting played for practice, beside its committee, which knows nothing of it. */
@Entity('sitting_rehearsals')
export class SittingRehearsalRow {
  @PrimaryColumn('uuid', { name: 'committee_id', primaryKeyConstraintName: 'sitting_rehearsals_pk' })
  committeeId: string;

  @Column('jsonb')
  snapshot: StoredSnapshot;

  @Column('integer')
  revision: number;

  @Column('timestamptz', { name: 'started_at', transformer: instantColumn })
  startedAt: Instant;

  @Column('uuid', { name: 'started_by' })
  startedBy: string;
}
