import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** The dossier of one product for one committee. Its lists are never searched by member: they are in its content. */
@Entity('dossiers')
@Unique('dossiers_once', ['committeeId', 'productId'])
@Index('dossiers_product_index', ['productId', 'openedAt'])
export class DossierRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'dossiers_pk' })
  id: string;

  @Column('uuid', { name: 'committee_id' })
  committeeId: string;

  @Column('uuid', { name: 'product_id' })
  productId: string;

  @Column('integer')
  revision: number;

  /** Parsed on reading; unknown until then. */
  @Column('jsonb')
  content: unknown;

  @Column('timestamptz', { name: 'opened_at', transformer: instantColumn })
  openedAt: Instant;

  @Column('timestamptz', { name: 'updated_at', transformer: instantColumn })
  updatedAt: Instant;

  @Column('uuid', { name: 'updated_by', nullable: true })
  updatedBy: string | null;

  /** Of the last save: the same form sent twice is saved once. */
  @Column('text', { name: 'save_key', nullable: true })
  saveKey: string | null;

  /** The content as it was when it was last submitted; null until then. */
  @Column('jsonb', { name: 'submitted_content', nullable: true })
  submittedContent: unknown;

  @Column('integer', { name: 'submitted_revision', nullable: true })
  submittedRevision: number | null;

  @Column('timestamptz', { name: 'submitted_at', nullable: true, transformer: instantColumn })
  submittedAt: Instant | null;

  @Column('uuid', { name: 'submitted_by', nullable: true })
  submittedBy: string | null;
}
