import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { CalendarDate, Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** Days on which somebody cannot sit, both included. */
@Entity('unavailabilities')
@Index('unavailabilities_person_index', ['personId', 'to'])
export class UnavailabilityRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'unavailabilities_pk' })
  id: string;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  @Column('date', { name: 'from_on' })
  from: CalendarDate;

  @Column('date', { name: 'to_on' })
  to: CalendarDate;

  /** Shown to the person and to whoever wrote it, nobody else. */
  @Column('text', { nullable: true })
  reason: string | null;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;

  @Column('uuid', { name: 'created_by' })
  createdBy: string;
}
