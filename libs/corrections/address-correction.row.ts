import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** Somebody's address, put right by somebody else. Only ever added. */
@Entity('address_corrections')
@Index('address_corrections_person_index', ['personId'])
export class AddressCorrectionRow {
  /** That of the command: sent twice, it is one. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'address_corrections_pk' })
  id: string;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  @Column('text', { name: 'former_email' })
  formerEmail: string;

  @Column('text')
  email: string;

  @Column('text')
  reason: string;

  @Column('uuid', { name: 'corrected_by' })
  correctedBy: string;

  @Column('timestamptz', { transformer: instantColumn })
  at: Instant;
}
