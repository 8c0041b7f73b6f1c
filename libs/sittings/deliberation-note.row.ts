import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** A note of a deliberation: for those who deliberate, until the records of the sitting are settled. */
@Entity('deliberation_notes')
@Index('deliberation_notes_committee_index', ['committeeId'])
export class DeliberationNoteRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'deliberation_notes_pk' })
  id: string;

  @Column('uuid', { name: 'committee_id' })
  committeeId: string;

  @Column('uuid', { name: 'product_id' })
  productId: string;

  @Column('uuid', { name: 'author_id' })
  authorId: string;

  @Column('text')
  text: string;

  @Column('timestamptz', { name: 'written_at', transformer: instantColumn })
  writtenAt: Instant;
}
