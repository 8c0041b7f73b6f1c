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
  readonly createdAt: Instant;
  /** State of the case: `drafting`, `inReview`, `awaitingSignOff`, `changesRequested`, `signed`, `sealed`, `declined`, `superseded`. */
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
