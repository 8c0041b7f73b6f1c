import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';

import { OrganisationRow } from './organisation.row.js';

/** A team inside an administration that hosts products. */
@Entity('incubators')
@Unique('incubators_register', ['registerId'])
export class IncubatorRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'incubators_pk' })
  id: string;

  @Column('text', { name: 'register_id', nullable: true })
  registerId: string | null;

  @Column('text')
  name: string;

  @Column('uuid', { name: 'owner_id', nullable: true })
  ownerId: string | null;

  @ManyToOne(() => OrganisationRow)
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'incubators_owner' })
  owner?: Relation<OrganisationRow> | null;

  @Column('text', { nullable: true })
  website: string | null;

  @Column('text', { nullable: true })
  contact: string | null;

  @Column('text', { nullable: true })
  fingerprint: string | null;
}
