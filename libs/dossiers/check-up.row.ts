import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { CalendarDate, Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** The check-up of one product on the objectives that one sitting set. */
@Entity('check_ups')
export class CheckUpRow {
  @PrimaryColumn('uuid', { name: 'product_id', primaryKeyConstraintName: 'check_ups_pk' })
  productId: string;

  /** The day of that sitting. */
  @PrimaryColumn('date', { name: 'set_on', primaryKeyConstraintName: 'check_ups_pk' })
  setOn: CalendarDate;

  /** Parsed on reading. */
  @Column('jsonb')
  content: unknown;

  @Column('integer')
  revision: number;

  @Column('timestamptz', { name: 'answered_at', transformer: instantColumn })
  answeredAt: Instant;

  @Column('uuid', { name: 'answered_by' })
  answeredBy: string;
}
