import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import { OrganisationRow } from './organisation.row.js';
import { ProductRow } from './product.row.js';

/** An administration that carries a product; several when it is co-funded. */
@Entity('product_sponsors')
export class ProductSponsorRow {
  @PrimaryColumn('uuid', { name: 'product_id', primaryKeyConstraintName: 'product_sponsors_pk' })
  productId: string;

  @PrimaryColumn('uuid', { name: 'organisation_id', primaryKeyConstraintName: 'product_sponsors_pk' })
  organisationId: string;

  @ManyToOne(() => ProductRow)
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'product_sponsors_product' })
  product?: Relation<ProductRow>;

  @ManyToOne(() => OrganisationRow)
  @JoinColumn({ name: 'organisation_id', foreignKeyConstraintName: 'product_sponsors_organisation' })
  organisation?: Relation<OrganisationRow>;
}
