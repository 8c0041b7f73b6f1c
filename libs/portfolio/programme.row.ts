import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { Instant, Programme } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** How an incubator runs its committees; none until it says something else than what is usual. */
@Entity('programmes')
export class ProgrammeRow {
  @PrimaryColumn('uuid', { name: 'incubator_id', primaryKeyConstraintName: 'programmes_pk' })
  incubatorId: string;

  @Column('jsonb')
  parameters: Programme;

  /** Rises with each change: two people who change it at once hear of one another. */
  @Column('integer')
  revision: number;
}

/** What somebody changed of a programme. Only ever added. */
@Entity('programme_changes')
@Index('programme_changes_incubator_index', ['incubatorId', 'at'])
export class ProgrammeChangeRow {
  /** That of the command: sent twice, it is one. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'programme_changes_pk' })
  id: string;

  @Column('uuid', { name: 'incubator_id' })
  incubatorId: string;

  @Column('jsonb')
  before: Programme;

  @Column('jsonb')
  after: Programme;

  @Column('uuid', { name: 'changed_by' })
  changedBy: string;

  @Column('timestamptz', { transformer: instantColumn })
  at: Instant;
}
