import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** The deliberation record of one decision. Where it stands is its case's business. */
@Entity('records')
@Unique('records_reference_once', ['reference'])
@Unique('records_decision_once', ['decisionId'])
@Index('records_committee_index', ['committeeId'])
@Index('records_product_index', ['productId'])
export class RecordRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'records_pk' })
  id: string;

  @Column('uuid', { name: 'committee_id' })
  committeeId: string;

  @Column('uuid', { name: 'product_id' })
  productId: string;

  @Column('uuid', { name: 'decision_id' })
  decisionId: string;

  /** Such as `RD-2026-0042`. */
  @Column('text')
  reference: string;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;
}
