import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** A plan of a half-year, which can be left and come back to. What has become of it once confirmed is in its case. */
@Entity('half_year_plans')
@Index('half_year_plans_updated_index', ['updatedAt'])
export class HalfYearPlanRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'half_year_plans_pk' })
  id: string;

  /** Rises with each change: two people who change one plan at once do not overwrite each other. */
  @Column('integer')
  revision: number;

  @Column('uuid', { name: 'incubator_ids', array: true })
  incubatorIds: string[];

  /** Parsed on reading. */
  @Column('jsonb')
  parameters: unknown;

  /** Products that the lead left out of this plan. */
  @Column('uuid', { name: 'removed_product_ids', array: true })
  removedProductIds: string[];

  /** What the solver proved at the last proposal; parsed on reading. */
  @Column('jsonb')
  report: unknown;

  @Column('text', { nullable: true })
  place: string | null;

  @Column('text', { name: 'video_url', nullable: true })
  videoUrl: string | null;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;

  @Column('uuid', { name: 'created_by' })
  createdBy: string;

  @Column('timestamptz', { name: 'updated_at', transformer: instantColumn })
  updatedAt: Instant;

  @Column('uuid', { name: 'confirmed_by', nullable: true })
  confirmedBy: string | null;

  @Column('timestamptz', { name: 'confirmed_at', transformer: instantColumn, nullable: true })
  confirmedAt: Instant | null;

  @Column('timestamptz', { name: 'abandoned_at', transformer: instantColumn, nullable: true })
  abandonedAt: Instant | null;
}
