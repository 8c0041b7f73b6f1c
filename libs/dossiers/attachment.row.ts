import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

import { DossierRow } from './dossier.row.js';

/** A file joined to a dossier (ADR 0032). Once taken out its bytes are gone; that it was there, and who took it out, stays. */
@Entity('dossier_attachments')
@Index('dossier_attachments_dossier_index', ['dossierId'])
export class DossierAttachmentRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'dossier_attachments_pk' })
  id: string;

  @Column('uuid', { name: 'dossier_id' })
  dossierId: string;

  @ManyToOne(() => DossierRow)
  @JoinColumn({ name: 'dossier_id', foreignKeyConstraintName: 'dossier_attachments_dossier' })
  dossier?: Relation<DossierRow>;

  @Column('text')
  name: string;

  /** As its content says, never as its sender did. */
  @Column('text', { name: 'media_type' })
  mediaType: string;

  /** Bytes. */
  @Column('integer')
  size: number;

  /** SHA-256, hexadecimal. */
  @Column('text')
  hash: string;

  @Column('timestamptz', { name: 'added_at', transformer: instantColumn })
  addedAt: Instant;

  @Column('uuid', { name: 'added_by' })
  addedBy: string;

  @Column('timestamptz', { name: 'removed_at', nullable: true, transformer: instantColumn })
  removedAt: Instant | null;

  @Column('uuid', { name: 'removed_by', nullable: true })
  removedBy: string | null;
}
