import { Injectable } from '@nestjs/common';

import type { Instant } from '#libs/kernel/index.js';
import type { RecordDocument } from '#libs/pdf/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';
import type { RecordContext } from '#workflows/deliberation-record/index.js';
import { processes } from '#workflows/index.js';

import { RecordDocumentRow, type DocumentKind } from './record-document.row.js';
import { RecordVersionRow } from './record-version.row.js';
import type { PdfFacts, RecordVersion, RecordView, RelatedRecord } from './record-view.js';

interface RecordRecord {
  id: string;
  reference: string;
  committee_id: string;
  product_id: string;
  product_name: string;
  incubator_id: string;
  decision_id: string;
  created_at: Date;
  state: string;
  process_version: number;
  context: RecordContext;
  version: number;
  content: RecordDocument;
  replaces: RelatedRow | null;
  replaced_by: RelatedRow | null;
}

interface RelatedRow {
  id: string;
  reference: string;
  state: string;
  sealed_at: string | null;
  reason: string;
}

interface PdfRecord {
  record_id: string;
  version: number;
  kind: DocumentKind;
  sha256: string;
  bytes: number;
  level: PdfFacts['level'];
  certificate: string | null;
  trial_seal: boolean;
  created_at: Date;
}

/** `o`, with its case: the reason stands in whichever of the two replaces the other. */
const RELATED = `jsonb_build_object('id', o.id, 'reference', o.reference, 'state', ok.state,
  'sealed_at', (select d.created_at from record_documents d where d.record_id = o.id and d.kind = 'sealed' order by d.version desc limit 1),
  'reason', coalesce(case when o.id = r.replaces_id then k.snapshot else ok.snapshot end->'context'->'replaces'->>'reason', ''))`;
const STANDING = `join cases ok on ok.subject_id = o.id and ok.process = 'deliberation-record'`;

const RECORDS = `
  select r.id, r.reference, r.committee_id, r.product_id, p.name as product_name, c.incubator_id, r.decision_id,
         r.created_at, k.state, k.version as process_version, k.snapshot->'context' as context, v.version, v.content,
         (select ${RELATED} from records o ${STANDING} where o.id = r.replaces_id) as replaces,
         (select ${RELATED} from records o ${STANDING} where o.replaces_id = r.id
           and ok.state not in ('declined', 'abandoned') limit 1) as replaced_by
    from records r
    join products p on p.id = r.product_id
    join committees c on c.id = r.committee_id
    join cases k on k.subject_id = r.id and k.process = 'deliberation-record'
    join lateral (select version, content from record_versions where record_id = r.id order by version desc limit 1) v
      on true`;

const PDFS = `
  select record_id, version, kind, sha256, octet_length(pdf) as bytes, level, certificate, trial_seal, created_at
    from record_documents where record_id = any($1)`;

/** The states in which a record waits for those who run committees. */
const TO_REVIEW = ['drafting', 'inReview', 'changesRequested'];

/** What is known of deliberation records, whoever asks: callers see to access. */
@Injectable()
export class Records {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
  ) {}

  async byId(id: string, tx?: Tx): Promise<RecordView | undefined> {
    return (await this.#load('where r.id = $1', [id], tx))[0];
  }

  /** In the order they were opened: that of the agenda. */
  async ofCommittee(committeeId: string, tx?: Tx): Promise<readonly RecordView[]> {
    return this.#load('where r.committee_id = $1 order by r.reference', [committeeId], tx);
  }

  /** Latest first. */
  async ofProduct(productId: string, tx?: Tx): Promise<readonly RecordView[]> {
    return this.#load('where r.product_id = $1 order by r.created_at desc, r.reference desc', [productId], tx);
  }

  /** Those that committees of these incubators gave and whose lead has something to do, oldest first. */
  async toReview(incubatorIds: readonly string[]): Promise<readonly RecordView[]> {
    return this.#load('where c.incubator_id = any($1) and k.state = any($2) order by r.created_at, r.reference', [
      incubatorIds,
      TO_REVIEW,
    ]);
  }

  /** The wording of one version, as it was frozen. */
  async contentOf(id: string, version: number, tx?: Tx): Promise<RecordDocument | undefined> {
    const row = await (tx ?? this.transactions.outside)
      .getRepository(RecordVersionRow)
      .findOneBy({ recordId: id, version });
    return row?.content;
  }

  /** Latest first. */
  async versionsOf(id: string): Promise<readonly RecordVersion[]> {
    const { outside } = this.transactions;
    const rows = await outside.getRepository(RecordVersionRow).find({
      select: { version: true, createdAt: true, createdBy: true },
      where: { recordId: id },
      order: { version: 'DESC' },
    });
    const pdfs = await outside.query<PdfRecord[]>(PDFS, [[id]]);
    return rows.map(({ version, createdAt, createdBy }) => ({
      version,
      createdAt,
      createdBy,
      draft: factsOf(pdfs.find((pdf) => pdf.version === version && pdf.kind === 'draft')),
    }));
  }

  /** The sealed file of a record as it is best proven: stamped by an authority, once it was. */
  async sealedFile({ id, version }: Pick<RecordView, 'id' | 'version'>): ReturnType<Records['document']> {
    return (await this.document(id, version, 'stamped')) ?? (await this.document(id, version, 'sealed'));
  }

  /** The bytes of a PDF, once it was made. */
  async document(
    id: string,
    version: number,
    kind: DocumentKind,
  ): Promise<{ readonly pdf: Uint8Array; readonly sha256: string } | undefined> {
    const row = await this.transactions.outside.getRepository(RecordDocumentRow).findOne({
      where: { recordId: id, version, kind },
      select: { recordId: true, version: true, kind: true, pdf: true, sha256: true },
    });
    return row ? { pdf: row.pdf, sha256: row.sha256 } : undefined;
  }

  async #load(where: string, parameters: unknown[], tx = this.transactions.outside): Promise<readonly RecordView[]> {
    const rows = await tx.query<RecordRecord[]>(`${RECORDS} ${where}`, parameters);
    if (rows.length === 0) return [];
    const pdfs = await tx.query<PdfRecord[]>(PDFS, [rows.map((row) => row.id)]);
    return Promise.all(rows.map((row) => this.#view(row, pdfs, tx)));
  }

  async #view(row: RecordRecord, pdfs: readonly PdfRecord[], tx: Tx): Promise<RecordView> {
    const current = row.process_version === processes['deliberation-record'].version;
    const context = current ? row.context : await this.#modernContext(row.id, tx);
    const pdf = (kind: DocumentKind): PdfFacts | null =>
      factsOf(pdfs.find((one) => one.record_id === row.id && one.version === row.version && one.kind === kind));
    const createdAt: Instant = row.created_at.toISOString();
    return {
      id: row.id,
      reference: row.reference,
      committeeId: row.committee_id,
      productId: row.product_id,
      productName: row.product_name,
      incubatorId: row.incubator_id,
      decisionId: row.decision_id,
      replaces: relatedOf(row.replaces),
      replacedBy: relatedOf(row.replaced_by),
      createdAt,
      state: row.state,
      context,
      version: row.version,
      document: row.content,
      pdf: { draft: pdf('draft'), sealed: pdf('stamped') ?? pdf('sealed') },
      failure: context.failure,
    };
  }

  /** A case that nothing happened to since the process changed keeps its old snapshot: only the runtime reads it right. */
  async #modernContext(recordId: string, tx: Tx): Promise<RecordContext> {
    const found = await this.runtime.read('deliberation-record', recordId, tx);
    return found?.snapshot.context as unknown as RecordContext;
  }
}

function relatedOf(row: RelatedRow | null): RelatedRecord | null {
  if (!row) return null;
  const { sealed_at: sealedAt, ...rest } = row;
  return { ...rest, sealedAt: sealedAt === null ? null : new Date(sealedAt).toISOString() };
}

function factsOf(row: PdfRecord | undefined): PdfFacts | null {
  if (!row) return null;
  const { version, kind, sha256, bytes, level, certificate, trial_seal: trialSeal } = row;
  return { version, kind, sha256, bytes, level, certificate, trialSeal, createdAt: row.created_at.toISOString() };
}
