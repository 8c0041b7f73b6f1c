import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

import { DossierRow } from './dossier.row.js';

/** The grid of one sponsor for one dossier, as they last left it. */
@Entity('dossier_grids')
export class DossierGridRow {
  @PrimaryColumn('uuid', { name: 'dossier_id', primaryKeyConstraintName: 'dossier_grids_pk' })
  dossierId: string;

  @ManyToOne(() => DossierRow)
  @JoinColumn({ name: 'dossier_id', foreignKeyConstraintName: 'dossier_grids_dossier' })
  dossier?: Relation<DossierRow>;

  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'dossier_grids_pk' })
  personId: string;

  /** Parsed on reading. */
  @Column('jsonb')
  content: unknown;

  @Column('timestamptz', { name: 'answered_at', transformer: instantColumn })
  answeredAt: Instant;
}
