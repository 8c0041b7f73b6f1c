import type { Instant } from '#libs/kernel/index.js';
import type { RecordDocument } from '#libs/pdf/index.js';
import type { RecordContext } from '#workflows/deliberation-record/index.js';

import type { DocumentKind, SealLevel } from './record-document.row.js';

/** A PDF without its bytes. */
export interface PdfFacts {
  readonly version: number;
  readonly kind: DocumentKind;
  readonly sha256: string;
  readonly bytes: number;
  /** Null for a draft. */
  readonly level: SealLevel | null;
  /** SHA-256 of the certificate of the seal; null for a draft. */
  readonly certificate: string | null;
  /** Sealed with our own trial certificate, which proves integrity and nobody's identity. */
  readonly trialSeal: boolean;
  readonly createdAt: Instant;
}

/** Another record, to lead to. */
export interface RelatedRecord {
  readonly id: string;
  readonly reference: string;
  /** When its PDF was sealed; null until then. */
  readonly sealedAt: Instant | null;
  readonly state: string;
  /** What was put right, and why: one reason for both records. */
  readonly reason: string;
}

/** A deliberation record at its latest version. */
export interface RecordView {
  readonly id: string;
  /** Such as `RD-2026-0042`. */
  readonly reference: string;
  readonly committeeId: string;
  readonly productId: string;
  readonly productName: string;
  /** The incubator of the committee. */
  readonly incubatorId: string;
  readonly decisionId: string;
  /** The sealed record that this one cancels and replaces, once it is sealed itself. */
  readonly replaces: RelatedRecord | null;
  /** The record that replaces this one, or is on its way to; neither refused nor given up. It stands once it is sealed. */
  readonly replacedBy: RelatedRecord | null;
  readonly createdAt: Instant;
  /** State of the case: `drafting`, `inReview`, `awaitingSignOff`, `changesRequested`, `signed`, `sealed`, `declined`, `superseded`, `abandoned`. */
  readonly state: string;
  readonly context: RecordContext;
  readonly version: number;
  /** As printed on the draft of this version: without signatures. */
  readonly document: RecordDocument;
  /** The PDFs of this version, once made. */
  readonly pdf: { readonly draft: PdfFacts | null; readonly sealed: PdfFacts | null };
  /** Why the PDF or the seal could not be made yet, in French; it is being tried again. */
  readonly failure: string | null;
}

export interface RecordVersion {
  readonly version: number;
  readonly createdAt: Instant;
  /** The person who edited; null for the first version, written from the decision. */
  readonly createdBy: string | null;
  /** Null when it was edited again before it was printed. */
  readonly draft: PdfFacts | null;
}
