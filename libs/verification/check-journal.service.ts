import { Injectable } from '@nestjs/common';

import { type CalendarDate, hashSecret } from '#libs/kernel/index.js';
import { checkTimestamp, verifyStatement } from '#libs/pdf/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { JournalSealRow } from './journal-seal.row.js';
import { type JournalStatement, NO_SEAL, readStatement } from './journal-statement.js';

/** What is wrong with a seal, or with what it attests. */
export interface JournalFault {
  readonly number: number;
  readonly day: CalendarDate;
  readonly fault: keyof typeof JOURNAL_FAULTS;
  /** `case <id> <revision>` or `document <record> <version> <kind>`, when one is in question. */
  readonly what: string | null;
}

export const JOURNAL_FAULTS = {
  'seal-missing': 'un scellé antérieur manque',
  'statement-altered': 'le texte scellé a été modifié',
  'signature-broken': 'la signature ne correspond pas au texte',
  'stamp-broken': 'l’horodatage ne correspond pas au texte',
  'entry-altered': 'une entrée du journal manque ou a été modifiée',
  'document-altered': 'un fichier de relevé manque ou a été modifié',
} as const;

/** What the seals of the journal show. */
export interface JournalCheck {
  readonly seals: number;
  readonly stamped: number;
  readonly entries: number;
  readonly documents: number;
  /** The last one: keep its fingerprint elsewhere, and nobody can take the latest seals away unseen. */
  readonly last: { readonly number: number; readonly day: CalendarDate; readonly sha256: string } | null;
  readonly faults: readonly JournalFault[];
}

/** Compares the journal and the records, as they are now, with what was sealed day after day. */
@Injectable()
export class CheckJournal {
  constructor(private readonly transactions: Transactions) {}

  async execute(): Promise<JournalCheck> {
    const rows = this.transactions.outside.getRepository(JournalSealRow);
    const numbers = await rows.find({ select: { number: true }, order: { number: 'ASC' } });
    const faults: JournalFault[] = [];
    const counts = { stamped: 0, entries: 0, documents: 0 };
    let last: JournalCheck['last'] = null;
    // One at a time: the first of an old installation names every case.
    for (const { number } of numbers) {
      const seal = await rows.findOneByOrFail({ number });
      const report = (fault: JournalFault['fault'], what: string | null = null) =>
        faults.push({ number, day: seal.day, fault, what });
      const statement = await this.#checkSeal(seal, last, report);
      for (const what of await this.#otherEntries(statement)) report('entry-altered', what);
      for (const what of await this.#otherDocuments(statement)) report('document-altered', what);
      counts.stamped += seal.timeStamp ? 1 : 0;
      counts.entries += statement.cases.length;
      counts.documents += statement.documents.length;
      last = { number, day: seal.day, sha256: seal.sha256 };
    }
    return { seals: numbers.length, ...counts, last, faults };
  }

  async #checkSeal(
    { number, statement: text, sha256, signature, timeStamp }: JournalSealRow,
    last: JournalCheck['last'],
    report: (fault: JournalFault['fault']) => void,
  ): Promise<JournalStatement> {
    const statement = readStatement(text);
    if (hashSecret(text) !== sha256 || statement.number !== number) report('statement-altered');
    if (statement.previous !== (last?.sha256 ?? NO_SEAL) || number !== (last?.number ?? 0) + 1) report('seal-missing');
    const signed = await verifyStatement(text, signature).catch(() => undefined);
    if (!signed?.holds) report('signature-broken');
    if (timeStamp && !(await checkTimestamp(timeStamp, Buffer.from(text)).catch(() => undefined)))
      report('stamp-broken');
    return statement;
  }

  async #otherEntries({ cases }: JournalStatement): Promise<readonly string[]> {
    const rows = await this.transactions.outside.query<{ what: string }[]>(
      `select 'case ' || t.id || ' ' || t.revision as what
         from unnest($1::uuid[], $2::int[], $3::text[]) t(id, revision, hash)
         left join case_events e on e.case_id = t.id and e.revision = t.revision
        where e.hash is distinct from t.hash order by 1`,
      [cases.map(({ id }) => id), cases.map(({ revision }) => revision), cases.map(({ hash }) => hash)],
    );
    return rows.map(({ what }) => what);
  }

  /** From the bytes themselves, not from the fingerprint kept beside them. */
  async #otherDocuments({ documents }: JournalStatement): Promise<readonly string[]> {
    const rows = await this.transactions.outside.query<{ what: string }[]>(
      `select concat_ws(' ', 'document', t.id, t.version, t.kind) as what
         from unnest($1::uuid[], $2::int[], $3::text[], $4::text[]) t(id, version, kind, sha256)
         left join record_documents d on d.record_id = t.id and d.version = t.version and d.kind = t.kind
        where encode(sha256(d.pdf), 'hex') is distinct from t.sha256 order by 1`,
      [
        documents.map(({ recordId }) => recordId),
        documents.map(({ version }) => version),
        documents.map(({ kind }) => kind),
        documents.map(({ sha256 }) => sha256),
      ],
    );
    return rows.map(({ what }) => what);
  }
}
