import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import type { CalendarDate } from '#libs/kernel/index.js';

import { DecisionRow } from './decision.row.js';

/** An objective set by a decision; those of a product that nothing has superseded are its baseline. */
@Entity('objectives')
@Index('objectives_product_index', ['productId'], { where: 'superseded_on is null' })
@Index('objectives_decision_index', ['decisionId'])
export class ObjectiveRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'objectives_pk' })
  id: string;

  @Column('uuid', { name: 'product_id' })
  productId: string;

  @Column('uuid', { name: 'decision_id' })
  decisionId: string;

  @ManyToOne(() => DecisionRow)
  @JoinColumn({ name: 'decision_id', foreignKeyConstraintName: 'objectives_decision' })
  decision?: Relation<DecisionRow>;

  /** The day of the sitting that set it. */
  @Column('date', { name: 'set_on' })
  setOn: CalendarDate;

  /** From 1. */
  @Column('integer')
  position: number;

  @Column('text')
  text: string;

  @Column('text', { name: 'criterion_three_months', nullable: true })
  criterionThreeMonths: string | null;

  @Column('text', { name: 'criterion_six_months' })
  criterionSixMonths: string;

  /** The day of the sitting whose decision set others in its place; null while it stands. */
  @Column('date', { name: 'superseded_on', nullable: true })
  supersededOn: CalendarDate | null;
}
