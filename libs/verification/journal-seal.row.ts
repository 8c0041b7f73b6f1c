import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

import type { CalendarDate, Instant } from '#libs/kernel/index.js';
import { instantColumn } from '#libs/persistence/index.js';

/** What the journal and the records were at the end of a day, signed and stamped: the database refuses to change it. */
@Entity('journal_seals')
@Unique('journal_seals_day_once', ['day'])
export class JournalSealRow {
  /** 1, 2, 3…: one that misses was taken away. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'journal_seals_pk' })
  number: number;

  /** The day that had ended. */
  @Column('date')
  day: CalendarDate;

  /** The lines that are signed: see journal-statement.ts. */
  @Column('text')
  statement: string;

  /** Of the statement. */
  @Column('text')
  sha256: string;

  /** Detached CMS over the statement, by the certificate of the seal. */
  @Column('bytea')
  signature: Buffer;

  /** RFC 3161 token over the statement; null until an authority gave it. */
  @Column('bytea', { name: 'time_stamp', nullable: true })
  timeStamp: Buffer | null;

  @Column('timestamptz', { name: 'made_at', transformer: instantColumn })
  madeAt: Instant;
}

/** How far the seals of the journal have come with each case and document. */
@Entity('journal_marks')
export class JournalMarkRow {
  /** `case <id>` or `document <record> <version> <kind>`. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'journal_marks_pk' })
  subject: string;

  /** The revision of a case; the SHA-256 of a document. */
  @Column('text')
  mark: string;
}
