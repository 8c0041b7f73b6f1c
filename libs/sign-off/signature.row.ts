import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';
import type { SignOffChoice } from '#workflows/deliberation-record/index.js';

/** The one answer of a signatory on one version of a record, with what proves it. The database refuses to change it. */
@Entity('signatures')
@Unique('signatures_once', ['recordId', 'version', 'signatoryId'])
@Index('signatures_person_index', ['personId'])
@Index('signatures_origin_index', ['signedAt'], { where: 'from_network is not null or from_browser is not null' })
export class SignatureRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'signatures_pk' })
  id: string;

  @Column('uuid', { name: 'record_id' })
  recordId: string;

  @Column('integer')
  version: number;

  @Column('uuid', { name: 'signatory_id' })
  signatoryId: string;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  /** The link it was given by. */
  @Column('uuid', { name: 'link_id' })
  linkId: string;

  @Column('text')
  choice: SignOffChoice;

  /** Reservations, changes asked for, or the reason of a refusal; null for a plain approval. */
  @Column('text', { nullable: true })
  comment: string | null;

  @Column('timestamptz', { name: 'signed_at', transformer: instantColumn })
  signedAt: Instant;

  /** SHA-256 of the PDF of the version that was shown. */
  @Column('text', { name: 'document_sha256' })
  documentSha256: string;

  /** Truncated: `192.0.2.0/24`, `2001:db8:12::/48`. */
  @Column('text', { name: 'from_network', nullable: true })
  fromNetwork: string | null;

  /** Family and system only: `Firefox, Windows`. */
  @Column('text', { name: 'from_browser', nullable: true })
  fromBrowser: string | null;
}
