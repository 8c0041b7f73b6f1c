import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/**
 * - applied: written down as the member's answer;
 * - outdated: to an earlier date, older than the answer known, or after the sitting began;
 * - unrecognised: not from the member it speaks for, or not an answer we know.
 */
export type ReplyVerdict = 'applied' | 'outdated' | 'unrecognised';

/** One answer that came by a calendar, so that it is looked at once, and shown when it could not be applied. */
@Entity('calendar_replies')
@Unique('calendar_replies_once', ['fingerprint'])
@Check('calendar_replies_verdict', `verdict in ('applied', 'outdated', 'unrecognised')`)
@Index('calendar_replies_committee_index', ['committeeId', 'receivedAt'])
export class CalendarReplyRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'calendar_replies_pk' })
  id: string;

  @Column('uuid', { name: 'committee_id' })
  committeeId: string;

  /** Of uid, sequence, stamp, attendee, author and answer. */
  @Column('text')
  fingerprint: string;

  @Column('text')
  verdict: ReplyVerdict;

  /** Address that wrote; empty when the mail had none, or several. */
  @Column('text')
  sender: string;

  @Column('text')
  answer: string;

  @Column('timestamptz', { name: 'received_at', transformer: instantColumn })
  receivedAt: Instant;
}
