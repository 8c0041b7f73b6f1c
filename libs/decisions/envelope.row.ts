import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';

import type { CalendarDate, Cents } from '#libs/kernel/index.js';

import { centsColumn } from './cents.column.js';
import { DecisionRow } from './decision.row.js';

/** Money granted for a period, opened when the decision takes effect. */
@Entity('envelopes')
@Unique('envelopes_decision_once', ['decisionId'])
@Index('envelopes_product_index', ['productId', 'closesOn'])
export class EnvelopeRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'envelopes_pk' })
  id: string;

  @Column('uuid', { name: 'product_id' })
  productId: string;

  @Column('uuid', { name: 'decision_id' })
  decisionId: string;

  @ManyToOne(() => DecisionRow)
  @JoinColumn({ name: 'decision_id', foreignKeyConstraintName: 'envelopes_decision' })
  decision?: Relation<DecisionRow>;

  @Column('date', { name: 'opens_on' })
  opensOn: CalendarDate;

  /** The last day it covers. */
  @Column('date', { name: 'closes_on' })
  closesOn: CalendarDate;

  @Column('bigint', { name: 'total_cents', transformer: centsColumn })
  totalCents: Cents;

  /** Cents by line; parsed on reading. */
  @Column('jsonb')
  amounts: unknown;
}
