import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

import type { Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

import { DatePollRow } from './date-poll.row.js';

export const DATE_ANSWERS = ['yes', 'maybe', 'no'] as const;
export type DateAnswer = (typeof DATE_ANSWERS)[number];

/** What one member answers of one date. */
@Entity('date_poll_answers')
@Check('date_poll_answers_answer', `answer in ('yes', 'maybe', 'no')`)
export class DatePollAnswerRow {
  @PrimaryColumn('uuid', { name: 'poll_id', primaryKeyConstraintName: 'date_poll_answers_pk' })
  pollId: string;

  @ManyToOne(() => DatePollRow)
  @JoinColumn({ name: 'poll_id', foreignKeyConstraintName: 'date_poll_answers_poll' })
  poll?: Relation<DatePollRow>;

  @PrimaryColumn('uuid', { name: 'member_id', primaryKeyConstraintName: 'date_poll_answers_pk' })
  memberId: string;

  @PrimaryColumn('text', { name: 'option_id', primaryKeyConstraintName: 'date_poll_answers_pk' })
  optionId: string;

  @Column('text')
  answer: DateAnswer;

  @Column('timestamptz', { name: 'answered_at', transformer: instantColumn })
  answeredAt: Instant;
}
