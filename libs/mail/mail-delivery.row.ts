import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import { type Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/**
 * - reserved: an attempt holds the mail; none of its text has left;
 * - sending: its text may be leaving;
 * - sent, bounced, unknown: final; the mail is never sent again;
 * - refused: certainly not sent; the next attempt takes it.
 */
export type DeliveryState = 'reserved' | 'sending' | 'sent' | 'refused' | 'bounced' | 'unknown';

/** What became of one mail. Neither its text nor any e-mail address is kept. */
@Entity('mail_deliveries')
@Unique('mail_deliveries_key_unique', ['key'])
@Check('mail_deliveries_state_check', `state in ('reserved', 'sending', 'sent', 'refused', 'bounced', 'unknown')`)
@Index('mail_deliveries_case_index', ['caseId'])
@Index('mail_deliveries_person_index', ['personId'])
@Index('mail_deliveries_message_index', ['messageId'])
@Index('mail_deliveries_not_sent', ['state', 'settledAt'], { where: `state <> 'sent'` })
export class MailDeliveryRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'mail_deliveries_pkey' })
  id: string;

  @Column('text')
  key: string;

  @Column('text')
  state: DeliveryState;

  @Column('uuid', { name: 'person_id', nullable: true })
  personId: string | null;

  @Column('uuid', { name: 'case_id', nullable: true })
  caseId: string | null;

  /** Null for several kinds that left together, and for mails of a time when it was not kept. */
  @Column('text', { nullable: true })
  kind: string | null;

  @Column('text', { name: 'message_id' })
  messageId: string;

  /** The attempt that holds the mail: an earlier one that wakes up late finds its name gone and sends nothing. */
  @Column('uuid', { name: 'attempt_id' })
  attemptId: string;

  @Column('integer')
  attempts: number;

  /** By the database's clock, which all processes share: until then the attempt is presumed alive. */
  @Column('timestamptz', { name: 'held_until', transformer: instantColumn })
  heldUntil: Instant;

  @Column('integer', { name: 'smtp_code', nullable: true })
  smtpCode: number | null;

  @Column('text', { name: 'smtp_reply', nullable: true })
  smtpReply: string | null;

  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt: Instant;

  @Column('timestamptz', { name: 'settled_at', nullable: true, transformer: instantColumn })
  settledAt: Instant | null;
}
