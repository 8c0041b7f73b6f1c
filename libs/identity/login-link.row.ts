import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

import { PersonRow } from './person.row.js';

/** A way in sent by mail: a secret in the link, a code beside it; both stored hashed, good once. */
@Entity('login_links')
@Unique('login_links_secret', ['secretHash'])
export class LoginLinkRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'login_links_pk' })
  id: string;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  @ManyToOne(() => PersonRow)
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'login_links_person' })
  person?: Relation<PersonRow>;

  @Column('text', { name: 'secret_hash' })
  secretHash: string;

  @Column('text', { name: 'code_hash' })
  codeHash: string;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;

  @Column('timestamptz', { name: 'expires_at', transformer: instantColumn })
  expiresAt: Instant;

  @Column('timestamptz', { name: 'used_at', nullable: true, transformer: instantColumn })
  usedAt: Instant | null;

  @Column('integer', { name: 'wrong_codes', default: 0 })
  wrongCodes: number;
}
