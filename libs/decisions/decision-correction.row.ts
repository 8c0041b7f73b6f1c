import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** A decision as it should have been recorded. It counts once the record that says so is signed. */
@Entity('decision_corrections')
@Index('decision_corrections_decision_index', ['decisionId'])
export class DecisionCorrectionRow {
  /** The record that replaces the former one. */
  @PrimaryColumn('uuid', { name: 'record_id', primaryKeyConstraintName: 'decision_corrections_pk' })
  recordId: string;

  @Column('uuid', { name: 'decision_id' })
  decisionId: string;

  /** Columns of the decision, as {@link DecisionRow} has them. */
  @Column('jsonb')
  draft: unknown;

  @Column('text')
  reason: string;

  @Column('uuid', { name: 'corrected_by' })
  correctedBy: string;

  @Column('timestamptz', { name: 'corrected_at', transformer: instantColumn })
  correctedAt: Instant;

  /** What the decision said until then; null while the correction does not count yet. */
  @Column('jsonb', { nullable: true })
  former: unknown;
}
