import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import { ProductRow } from './product.row.js';

/** What was odd in the register about a product at its last import, and what was done about it. */
@Entity('import_oddities')
@Index('import_oddities_product_index', ['productId'])
export class ImportOddityRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'import_oddities_pk' })
  id: string;

  @Column('uuid', { name: 'product_id', nullable: true })
  productId: string | null;

  @ManyToOne(() => ProductRow)
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'import_oddities_product' })
  product?: Relation<ProductRow> | null;

  @Column('text', { name: 'register_id' })
  registerId: string;

  @Column('text')
  kind: string;

  /** French. */
  @Column('text')
  detail: string;

  /** French. */
  @Column('text')
  handled: string;
}
