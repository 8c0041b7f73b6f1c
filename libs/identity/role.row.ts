import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import { PersonRow } from './person.row.js';
import type { Role } from './role.js';

/** A role somebody holds in an incubator or for a product. */
@Entity('roles')
@Check('roles_scope', '(incubator_id is null) <> (product_id is null)')
// Unknown to TypeORM's schema builder for its « nulls not distinct »; the migration makes it.
@Index('roles_once', { synchronize: false })
@Index('roles_incubator_index', ['incubatorId'])
@Index('roles_product_index', ['productId'])
export class RoleRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'roles_pk' })
  id: string;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  @ManyToOne(() => PersonRow)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'roles_person' })
  person?: Relation<PersonRow>;

  @Column('text')
  role: Role;

  @Column('uuid', { name: 'incubator_id', nullable: true })
  incubatorId: string | null;

  @Column('uuid', { name: 'product_id', nullable: true })
  productId: string | null;
}
