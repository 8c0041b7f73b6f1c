import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { type Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

import { type MailKind } from './mail-kind.js';

/**
 * A letter that is owed to somebody and waits a while for others (ADR 0026). It holds no text: what it says is written when it
 * leaves, by the handler of its effect, which may then have nothing more to say.
 */
@Entity('held_letters')
@Index('held_letters_waiting', ['nextAt'], { where: 'settled_at is null' })
@Index('held_letters_carrier', ['carrier'])
@Index('held_letters_person', ['personId'])
@Index('held_letters_case', ['caseId'])
export class HeldLetterRow {
  /** `effect:person`, as for any mail of an effect: held once, and in one mail at most. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'held_letters_pk' })
  key: string;

  @Column('uuid', { name: 'effect_id' })
  effectId: string;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  @Column('uuid', { name: 'case_id' })
  caseId: string;

  @Column('text')
  kind: MailKind;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;

  /** When it is to leave, alone or not. */
  @Column('timestamptz', { name: 'leaves_at', transformer: instantColumn })
  leavesAt: Instant;

  /** When it is looked at again. */
  @Column('timestamptz', { name: 'next_at', transformer: instantColumn })
  nextAt: Instant;

  @Column('integer', { default: 0 })
  attempts: number;

  /** The key, in `mail_deliveries`, of the mail it leaves in; never another once it has one. */
  @Column('text', { nullable: true })
  carrier: string | null;

  /** Nothing more to do: its mail has left for good or bad, or nothing was left to say. */
  @Column('timestamptz', { name: 'settled_at', nullable: true, transformer: instantColumn })
  settledAt: Instant | null;
}
