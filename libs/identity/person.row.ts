import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** Somebody known by a name and an address; with roles, an account; without, a guest of committees. */
@Entity('people')
@Unique('people_email', ['email'])
export class PersonRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'people_pk' })
  id: string;

  @Column('text')
  name: string;

  /** In lower case. */
  @Column('text')
  email: string;

  /** Function shown beside the name: « Directrice du numérique ». */
  @Column('text', { nullable: true })
  title: string | null;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;
}
