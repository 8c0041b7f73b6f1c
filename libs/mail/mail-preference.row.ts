import { Column, Entity, PrimaryColumn } from 'typeorm';

import { type Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** How somebody wants what may wait; who never said has no row, and has it one by one. */
@Entity('mail_preferences')
export class MailPreferenceRow {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'mail_preferences_pk' })
  personId: string;

  /** One mail a working morning. */
  @Column('boolean')
  digest: boolean;

  @Column('timestamptz', { name: 'changed_at', transformer: instantColumn })
  changedAt: Instant;
}
