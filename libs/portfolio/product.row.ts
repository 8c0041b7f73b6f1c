import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

import { IncubatorRow } from './incubator.row.js';

/** What is invested in. Its phase and its duty are not here: its cases hold them. */
@Entity('products')
@Unique('products_register', ['registerId'])
@Index('products_incubator_index', ['incubatorId'])
export class ProductRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'products_pk' })
  id: string;

  @Column('text', { name: 'register_id', nullable: true })
  registerId: string | null;

  @Column('uuid', { name: 'incubator_id', nullable: true })
  incubatorId: string | null;

  @ManyToOne(() => IncubatorRow)
  @JoinColumn({ name: 'incubator_id', foreignKeyConstraintName: 'products_incubator' })
  incubator?: Relation<IncubatorRow> | null;

  @Column('text')
  name: string;

  @Column('text')
  pitch: string;

  @Column('text', { nullable: true })
  contact: string | null;

  @Column('jsonb', { default: {} })
  links: Readonly<Record<string, string>>;

  @Column('jsonb', { default: [] })
  topics: readonly string[];

  /** Born outside the incubator, which serves it all the same: no investigation is owed. */
  @Column('boolean', { name: 'born_outside', default: false })
  bornOutside: boolean;

  @Column('text', { nullable: true })
  fingerprint: string | null;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;
}
