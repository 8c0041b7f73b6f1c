import { Injectable, Logger } from '@nestjs/common';

import { addDays, type CalendarDate, Clock, hashSecret } from '#libs/kernel/index.js';
import { askTimestamp } from '#libs/pdf/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import { RecordSeal } from '#libs/records/index.js';

import { JournalSealRow } from './journal-seal.row.js';
import { type JournalStatement, NO_SEAL, statementText } from './journal-statement.js';

/**
 * Cases that moved since the last seal, told from what was marked rather than from any clock: an entry that commits late, or is
 * dated otherwise, is in the next seal.
 */
const CASES = `
  with moved as (
    select c.id, c.revision, c.head_hash from cases c left join journal_marks m on m.subject = 'case ' || c.id
     where m.mark is distinct from c.revision::text),
  marked as (
    insert into journal_marks (subject, mark) select 'case ' || id, revision::text from moved
      on conflict (subject) do update set mark = excluded.mark)
  select id, revision, head_hash as hash from moved order by id`;

const DOCUMENTS = `
  with made as (
    select d.record_id, d.version, d.kind, d.sha256,
           'document ' || d.record_id || ' ' || d.version || ' ' || d.kind as subject
      from record_documents d),
  fresh as (select made.* from made left join journal_marks m using (subject) where m.subject is null),
  marked as (insert into journal_marks (subject, mark) select subject, sha256 from fresh)
  select record_id as "recordId", version, kind, sha256 from fresh order by record_id, version, kind`;

/** Seals the journal once a day: what every case and record had come to, signed with our seal and stamped by an authority. */
@Injectable()
export class SealJournal {
  readonly #logger = new Logger('journal');

  constructor(
    private readonly transactions: Transactions,
    private readonly recordSeal: RecordSeal,
    private readonly clock: Clock,
  ) {}

  /** One pass: the seal of the day that ended, then the time stamps that miss. Returns false: it may rest. */
  async pass(): Promise<boolean> {
    const day = addDays(this.clock.today(), -1);
    await this.transactions.run(async (tx) => this.#seal(day, tx));
    await this.#stamp();
    return false;
  }

  async #seal(day: CalendarDate, tx: Tx): Promise<void> {
    if ((await this.#last(tx))?.isAfter(day)) return;
    // Of two workers, one waits here and then finds it done.
    await tx.query('lock table journal_seals in share row exclusive mode');
    const last = await this.#last(tx);
    if (last?.isAfter(day)) return;
    const madeAt = this.clock.now();
    const statement = statementText({
      number: (last?.number ?? 0) + 1,
      day,
      madeAt,
      previous: last?.sha256 ?? NO_SEAL,
      cases: await tx.query<JournalStatement['cases']>(CASES),
      documents: await tx.query<JournalStatement['documents']>(DOCUMENTS),
    });
    await tx.getRepository(JournalSealRow).insert({
      number: (last?.number ?? 0) + 1,
      day,
      statement,
      sha256: hashSecret(statement),
      signature: Buffer.from(await this.recordSeal.sign(statement)),
      timeStamp: null,
      madeAt,
    });
  }

  async #last(tx: Tx) {
    const [row] = await tx
      .getRepository(JournalSealRow)
      .find({ select: { number: true, day: true, sha256: true }, order: { number: 'DESC' }, take: 1 });
    return row && { number: row.number, sha256: row.sha256, isAfter: (day: CalendarDate) => row.day >= day };
  }

  async #stamp(): Promise<void> {
    const { authority } = this.recordSeal;
    if (!authority) return;
    const rows = this.transactions.outside.getRepository(JournalSealRow);
    const waiting = await rows.createQueryBuilder('s').where('s.time_stamp is null').orderBy('s.number').getMany();
    for (const { number, statement } of waiting)
      try {
        const timeStamp = Buffer.from(await askTimestamp(Buffer.from(statement), authority));
        await rows
          .createQueryBuilder()
          .update()
          .set({ timeStamp })
          .where('number = :number and time_stamp is null', { number })
          .execute();
      } catch (error) {
        this.#logger.warn(
          `no time stamp on the journal yet: ${error instanceof Error ? error.message : String(error)}`,
        );
        return;
      }
  }
}
