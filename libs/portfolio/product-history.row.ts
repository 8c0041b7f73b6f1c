import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import type { CalendarDate } from '#libs/kernel/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

import { ProductRow } from './product.row.js';

/** One line of a product's past as the register told it: kept as it happened, odd or not. */
@Entity('product_history')
@Index('product_history_product_index', ['productId'])
export class ProductHistoryRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'product_history_pk' })
  id: string;

  @Column('uuid', { name: 'product_id' })
  productId: string;

  @ManyToOne(() => ProductRow)
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'product_history_product' })
  product?: Relation<ProductRow>;

  /** Place in the register's own order. */
  @Column('integer')
  position: number;

  @Column('text')
  kind: 'phase' | 'committee' | 'event';

  /** The register's word. */
  @Column('text')
  name: string;

  /** Ours, for a phase that we know. */
  @Column('text', { nullable: true })
  state: LifecycleState | null;

  @Column('date', { name: 'starts_on', nullable: true })
  startsOn: CalendarDate | null;

  @Column('date', { name: 'ends_on', nullable: true })
  endsOn: CalendarDate | null;

  @Column('text')
  comment: string;
}
