import { Injectable } from '@nestjs/common';

import { Clock, hashSecret } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { type DocumentKind, RecordDocumentRow } from './record-document.row.js';

/** Which PDF of a record. */
export interface FileKey {
  readonly recordId: string;
  readonly version: number;
  readonly kind: DocumentKind;
}

export type MadeFile = Pick<RecordDocumentRow, 'level' | 'certificate' | 'trialSeal'> & { readonly pdf: Uint8Array };

/** The PDFs of records: there is one of each kind for a version, and it stays. */
@Injectable()
export class RecordFiles {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * The fingerprint of the PDF, made now unless it was made before: a job that died between the two halves of its work
   * goes on with what it had made, and of two that run at once both have the first one's.
   */
  async once(key: FileKey, make: () => Promise<MadeFile>): Promise<string> {
    const kept = await this.#sha256(key);
    if (kept !== undefined) return kept;
    const { pdf, ...facts } = await make();
    await this.transactions.outside
      .createQueryBuilder()
      .insert()
      .into(RecordDocumentRow)
      .values({ ...key, ...facts, pdf: Buffer.from(pdf), sha256: hashSecret(pdf), createdAt: this.clock.now() })
      .orIgnore()
      .execute();
    const sha256 = await this.#sha256(key);
    if (sha256 === undefined) throw new Error('a document just kept is not there');
    return sha256;
  }

  async #sha256(key: FileKey): Promise<string | undefined> {
    const row = await this.transactions.outside
      .getRepository(RecordDocumentRow)
      .findOne({ where: { ...key }, select: { recordId: true, version: true, kind: true, sha256: true } });
    return row?.sha256;
  }
}
