import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** The trial certificate that seals records while none is configured; made once. */
@Entity('seal_certificates')
export class SealCertificateRow {
  /** There is one: `trial`. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'seal_certificates_pk' })
  name: string;

  @Column('bytea')
  pkcs12: Buffer;

  @Column('text')
  password: string;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;
}
