import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** Why a link was ended on its own account. Whether it outlived its purpose is read from the record's case instead. */
export type LinkEnd = 'resent' | 'too-many-codes';

/**
 * A way to sign: a secret in the link, a code beside it in the mail, both stored hashed. It belongs to one signatory and one
 * version. Opening it leaves no trace here: mail scanners open links too.
 */
@Entity('sign_off_links')
@Unique('sign_off_links_secret', ['secretHash'])
@Index('sign_off_links_signatory_index', ['recordId', 'signatoryId'])
@Check('sign_off_links_dead_reason', `dead_reason in ('resent', 'too-many-codes')`)
export class SignOffLinkRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sign_off_links_pk' })
  id: string;

  @Column('uuid', { name: 'record_id' })
  recordId: string;

  @Column('integer')
  version: number;

  @Column('uuid', { name: 'signatory_id' })
  signatoryId: string;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  @Column('text', { name: 'secret_hash' })
  secretHash: string;

  @Column('text', { name: 'code_hash' })
  codeHash: string;

  /** The mail it was made for: a mail tried again has several links, of which only the one that left is known to anybody. */
  @Column('text', { name: 'mail_key' })
  mailKey: string;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;

  @Column('integer', { name: 'wrong_codes', default: 0 })
  wrongCodes: number;

  @Column('text', { name: 'dead_reason', nullable: true })
  deadReason: LinkEnd | null;
}
