import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** A deliberation record of a decision; of several, the last sealed one stands. Where it stands is its case's business. */
@Entity('records')
@Unique('records_reference_once', ['reference'])
@Index('records_committee_index', ['committeeId'])
@Index('records_product_index', ['productId'])
@Index('records_replaces_index', ['replacesId'])
@Index('records_decision_index', ['decisionId'])
export class RecordRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'records_pk' })
  id: string;

  @Column('uuid', { name: 'committee_id' })
  committeeId: string;

  @Column('uuid', { name: 'product_id' })
  productId: string;

  @Column('uuid', { name: 'decision_id' })
  decisionId: string;

  /** The sealed record that this one replaces. */
  @Column('uuid', { name: 'replaces_id', nullable: true })
  replacesId: string | null;

  /** Such as `RD-2026-0042`. */
  @Column('text')
  reference: string;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;
}
