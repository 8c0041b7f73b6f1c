import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import type { CalendarDate } from '#libs/kernel/index.js';

import { HalfYearPlanRow } from './half-year-plan.row.js';

/** What the lead fixed of a sitting; see `KeptSitting`. */
export const PINS = ['whole', 'products', 'day'] as const;
export type Pin = (typeof PINS)[number];

/** A sitting of a plan: nothing but an intention until its committee exists. */
@Entity('plan_sittings')
@Index('plan_sittings_plan_index', ['planId'])
export class PlanSittingRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'plan_sittings_pk' })
  id: string;

  @Column('uuid', { name: 'plan_id' })
  planId: string;

  @ManyToOne(() => HalfYearPlanRow)
  @JoinColumn({ name: 'plan_id', foreignKeyConstraintName: 'plan_sittings_plan' })
  plan?: Relation<HalfYearPlanRow>;

  @Column('uuid', { name: 'incubator_id' })
  incubatorId: string;

  @Column('date', { name: 'held_on' })
  on: CalendarDate;

  /** `HH:MM`, Paris time. */
  @Column('text', { name: 'starts_at' })
  time: string;

  @Column('integer')
  minutes: number;

  /** In the order of the agenda. */
  @Column('uuid', { name: 'product_ids', array: true })
  productIds: string[];

  @Column('text', { nullable: true })
  pin: Pin | null;

  /** The committee that came of it. */
  @Column('uuid', { name: 'committee_id', nullable: true })
  committeeId: string | null;

  /** Why no committee came of it: a French sentence. */
  @Column('text', { nullable: true })
  refusal: string | null;
}
