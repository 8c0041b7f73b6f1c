import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

import { DossierRow } from './dossier.row.js';

/** A dossier as it was at one save: what two people who started from it are merged over, and who wrote when. */
@Entity('dossier_revisions')
export class DossierRevisionRow {
  @PrimaryColumn('uuid', { name: 'dossier_id', primaryKeyConstraintName: 'dossier_revisions_pk' })
  dossierId: string;

  @ManyToOne(() => DossierRow)
  @JoinColumn({ name: 'dossier_id', foreignKeyConstraintName: 'dossier_revisions_dossier' })
  dossier?: Relation<DossierRow>;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'dossier_revisions_pk' })
  revision: number;

  /** Null once too old for anybody to have started from it. */
  @Column('jsonb', { nullable: true })
  content: unknown;

  @Column('timestamptz', { name: 'saved_at', transformer: instantColumn })
  savedAt: Instant;

  /** Null for what it was opened with. */
  @Column('uuid', { name: 'saved_by', nullable: true })
  savedBy: string | null;
}
