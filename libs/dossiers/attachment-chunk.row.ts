import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import { DossierAttachmentRow } from './attachment.row.js';

/** A stretch of a file: written and read one at a time, so that no file is ever whole in memory. */
@Entity('dossier_attachment_chunks')
export class AttachmentChunkRow {
  @PrimaryColumn('uuid', { name: 'attachment_id', primaryKeyConstraintName: 'dossier_attachment_chunks_pk' })
  attachmentId: string;

  @ManyToOne(() => DossierAttachmentRow)
  @JoinColumn({ name: 'attachment_id', foreignKeyConstraintName: 'dossier_attachment_chunks_attachment' })
  attachment?: Relation<DossierAttachmentRow>;

  /** From 0. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'dossier_attachment_chunks_pk' })
  position: number;

  @Column('bytea')
  bytes: Buffer;
}
