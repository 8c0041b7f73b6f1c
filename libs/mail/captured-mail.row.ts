import { Column, Entity, PrimaryColumn } from 'typeorm';

import { type Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

export interface CapturedAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
}

/** A mail the embedded mail catcher took instead of delivering it. */
@Entity('captured_mails')
export class CapturedMailRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'captured_mails_pkey' })
  id: string;

  @Column('timestamptz', { name: 'received_at', transformer: instantColumn })
  receivedAt: Instant;

  @Column('text')
  sender: string;

  /** Envelope addresses, lower case. */
  @Column('text', { array: true })
  recipients: string[];

  @Column('text')
  subject: string;

  @Column('text')
  text: string;

  @Column('text')
  html: string;

  /** The text/calendar part, as sent. */
  @Column('text', { nullable: true })
  calendar: string | null;

  @Column('jsonb')
  attachments: CapturedAttachment[];

  @Column('bytea', { select: false })
  raw: Buffer;
}
