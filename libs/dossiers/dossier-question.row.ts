import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

import { DossierRow } from './dossier.row.js';

/** A question that a member puts to the team before the sitting. Never changed, never taken back. */
@Entity('dossier_questions')
@Index('dossier_questions_dossier_index', ['dossierId'])
export class DossierQuestionRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'dossier_questions_pk' })
  id: string;

  @Column('uuid', { name: 'dossier_id' })
  dossierId: string;

  @ManyToOne(() => DossierRow)
  @JoinColumn({ name: 'dossier_id', foreignKeyConstraintName: 'dossier_questions_dossier' })
  dossier?: Relation<DossierRow>;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  @Column('text')
  body: string;

  @Column('timestamptz', { name: 'asked_at', transformer: instantColumn })
  askedAt: Instant;
}
