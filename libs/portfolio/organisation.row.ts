import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** An administration that carries, funds and signs. */
@Entity('organisations')
@Unique('organisations_register', ['registerId'])
export class OrganisationRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'organisations_pk' })
  id: string;

  @Column('text', { name: 'register_id', nullable: true })
  registerId: string | null;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  acronym: string | null;

  @Column('text', { nullable: true })
  kind: string | null;

  @Column('text', { nullable: true })
  domain: string | null;

  /** Of what the register said of it: an import that finds the same changes nothing. */
  @Column('text', { nullable: true })
  fingerprint: string | null;
}
