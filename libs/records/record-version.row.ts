import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import type { RecordDocument } from '#libs/pdf/index.js';
import { instantColumn } from '#libs/persistence/index.js';

import { RecordRow } from './record.row.js';

/** One wording of a record, whole and for ever: the database refuses to change it. */
@Entity('record_versions')
export class RecordVersionRow {
  @PrimaryColumn('uuid', { name: 'record_id', primaryKeyConstraintName: 'record_versions_pk' })
  recordId: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'record_versions_pk' })
  version: number;

  @ManyToOne(() => RecordRow)
  @JoinColumn({ name: 'record_id', foreignKeyConstraintName: 'record_versions_record' })
  record?: Relation<RecordRow>;

  @Column('text')
  presentation: string;

  @Column('text')
  discussion: string;

  /** Everything that is printed, without signatures. */
  @Column('jsonb')
  content: RecordDocument;

  /** Of the content's canonical JSON. */
  @Column('text', { name: 'content_sha256' })
  contentSha256: string;

  /** Null for the first version, which Jalon writes from the decision. */
  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy: string | null;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;
}
