import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

import { RecordVersionRow } from './record-version.row.js';

/**
 * `draft`: what is reviewed and signed. `sealed`: the same with its signatures and proof, under the seal. `stamped`: the sealed one
 * to which an authority gave its time later, having been away when it was sealed.
 */
export type DocumentKind = 'draft' | 'sealed' | 'stamped';

/** PAdES baseline of a seal: `B-T` when an authority stamped the time. */
export type SealLevel = 'B-B' | 'B-T';

/** A PDF as it was made, once and for ever. */
@Entity('record_documents')
export class RecordDocumentRow {
  @PrimaryColumn('uuid', { name: 'record_id', primaryKeyConstraintName: 'record_documents_pk' })
  recordId: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'record_documents_pk' })
  version: number;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'record_documents_pk' })
  kind: DocumentKind;

  @ManyToOne(() => RecordVersionRow)
  @JoinColumn([
    { name: 'record_id', referencedColumnName: 'recordId', foreignKeyConstraintName: 'record_documents_version' },
    { name: 'version', referencedColumnName: 'version', foreignKeyConstraintName: 'record_documents_version' },
  ])
  of?: Relation<RecordVersionRow>;

  @Column('bytea', { select: false })
  pdf: Buffer;

  @Column('text')
  sha256: string;

  @Column('text', { nullable: true })
  level: SealLevel | null;

  /** SHA-256 of the certificate that sealed it. */
  @Column('text', { nullable: true })
  certificate: string | null;

  /** True when that certificate is our own trial one, which nobody vouches for. */
  @Column('boolean', { name: 'trial_seal', default: false })
  trialSeal: boolean;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;
}
