import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import { CommitteeRow } from './committee.row.js';

/** A product that a committee decides on, in the order of its agenda. */
@Entity('committee_products')
@Index('committee_products_product_index', ['productId'])
export class CommitteeProductRow {
  @PrimaryColumn('uuid', { name: 'committee_id', primaryKeyConstraintName: 'committee_products_pk' })
  committeeId: string;

  @PrimaryColumn('uuid', { name: 'product_id', primaryKeyConstraintName: 'committee_products_pk' })
  productId: string;

  @ManyToOne(() => CommitteeRow)
  @JoinColumn({ name: 'committee_id', foreignKeyConstraintName: 'committee_products_committee' })
  committee?: Relation<CommitteeRow>;

  /** From 1. */
  @Column('integer')
  position: number;
}
