import { Injectable } from '@nestjs/common';

import { hashSecret } from '#libs/kernel/index.js';
import { choiceLabels, type Seal, sealsOf } from '#libs/pdf/index.js';
import { Transactions } from '#libs/persistence/index.js';
import { type DocumentKind, Records, type RecordView, SignedDocuments } from '#libs/records/index.js';

import type { VerifiedSeal, VerifiedSignatory, Verification } from './verification.js';

interface Known {
  record_id: string;
  version: number;
  kind: DocumentKind;
  trial_seal: boolean;
}

type Told = Omit<Verification, 'sha256'>;

const NOTHING = { record: null, standing: null, replacedBy: null, signatories: [], seal: null } as const;

/** A PDF may begin with something else, of at most this many bytes (ISO 32000-1, annex H). */
const HEAD = 1_024;

/** The number of a record, in the title that its PDF gives. */
const TITLE = /Relevé de décision (RD-\d{4}-\d{4,})/u;

/** Says of a file whether it is one of our records, unchanged, and still what holds. Nothing of the file is kept. */
@Injectable()
export class VerifyRecord {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: Records,
    private readonly signed: SignedDocuments,
  ) {}

  async file(bytes: Uint8Array): Promise<Verification> {
    const sha256 = hashSecret(bytes);
    return { sha256, ...(await this.#told(bytes, sha256)) };
  }

  /** @param reference such as `RD-2026-0042`. @param sha256 64 hexadecimal digits. */
  async fingerprint(reference: string, sha256: string): Promise<Verification> {
    const known = await this.#known(sha256);
    const record = known && (await this.records.byId(known.record_id));
    if (!known || !record || record.reference !== reference) return { sha256, verdict: 'unknown', ...NOTHING };
    const file = await this.records.document(known.record_id, known.version, known.kind);
    const [seal] = file ? await sealsOf(file.pdf) : [];
    return { sha256, ...(await this.#ours(known, record, seal)) };
  }

  async #told(bytes: Uint8Array, sha256: string): Promise<Told> {
    if (!Buffer.from(bytes.subarray(0, HEAD)).includes('%PDF-')) return { verdict: 'not-pdf', ...NOTHING };
    const seals = await sealsOf(bytes);
    const known = await this.#known(sha256);
    const record = known && (await this.records.byId(known.record_id));
    if (known && record) return this.#ours(known, record, seals.at(-1));
    const trials = await this.#certificates();
    const seal = seals.find(({ certificate }) => trials.has(certificate));
    const named = await this.#named(bytes);
    if (seal) {
      const facts = sealOf(seal, trials.get(seal.certificate) ?? false);
      // Sealed here and unchanged, though not kept here: the database came back from before, or lost it.
      return {
        ...NOTHING,
        verdict: seal.intact ? 'genuine' : 'altered',
        record: named ? recordOf(named) : null,
        seal: facts,
      };
    }
    if (named) return { ...NOTHING, verdict: 'unsealed', record: recordOf(named) };
    const stranger = seals.at(-1);
    return { ...NOTHING, verdict: 'foreign', seal: stranger ? sealOf(stranger, false) : null };
  }

  async #ours({ version, kind, trial_seal: trial }: Known, view: RecordView, seal: Seal | undefined): Promise<Told> {
    const record = recordOf(view, version);
    if (kind === 'draft') return { ...NOTHING, verdict: 'draft', record };
    return {
      verdict: 'genuine',
      record,
      standing: view.state === 'superseded' || view.version !== version ? 'superseded' : 'latest',
      replacedBy: view.replacedBy?.sealedAt ? view.replacedBy.reference : null,
      signatories: await this.#signatories(view),
      seal: seal ? sealOf(seal, trial) : null,
    };
  }

  async #signatories(view: RecordView): Promise<readonly VerifiedSignatory[]> {
    const { signatories } = await this.signed.of(view);
    return signatories.flatMap(({ name, delegate, signature }) =>
      signature
        ? {
            name: delegate ? `${delegate} pour ${name}` : name,
            choice: choiceLabels[signature.choice],
            at: signature.at,
          }
        : [],
    );
  }

  async #known(sha256: string): Promise<Known | undefined> {
    const [known] = await this.transactions.outside.query<Known[]>(
      `select record_id, version, kind, trial_seal from record_documents where sha256 = $1 order by kind desc limit 1`,
      [sha256],
    );
    return known;
  }

  /** Every certificate that ever sealed here, and whether it is our trial one. */
  async #certificates(): Promise<ReadonlyMap<string, boolean>> {
    const rows = await this.transactions.outside.query<{ certificate: string; trial_seal: boolean }[]>(
      'select distinct certificate, trial_seal from record_documents where certificate is not null',
    );
    return new Map(rows.map((row) => [row.certificate, row.trial_seal]));
  }

  /** The record that a file says it is; what it says proves nothing. */
  async #named(bytes: Uint8Array): Promise<RecordView | undefined> {
    const reference = TITLE.exec(Buffer.from(bytes).toString('utf8'))?.[1];
    if (reference === undefined) return undefined;
    const [row] = await this.transactions.outside.query<{ id: string }[]>(
      'select id from records where reference = $1',
      [reference],
    );
    return row && this.records.byId(row.id);
  }
}

const recordOf = ({ reference, version: latest, document }: RecordView, version = latest) => ({
  reference,
  version,
  product: document.product,
  incubator: document.incubator,
  committeeAt: document.committee.at,
});

const sealOf = (seal: Seal, trial: boolean): VerifiedSeal => ({
  signer: seal.signer,
  certificate: seal.certificate,
  signedAt: seal.signedAt ?? null,
  stampedAt: seal.stampedAt ?? null,
  stampedBy: seal.stampedBy ?? null,
  trial,
});
