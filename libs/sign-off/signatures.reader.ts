import { Injectable } from '@nestjs/common';

import type { Instant } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import type { SignOffChoice } from '#workflows/deliberation-record/index.js';

import { SignatureRow } from './signature.row.js';

/** An answer as it was given. One of an earlier version has lapsed, and is kept. */
export interface Signature {
  readonly id: string;
  readonly recordId: string;
  readonly version: number;
  readonly signatoryId: string;
  readonly personId: string;
  readonly choice: SignOffChoice;
  readonly comment: string | null;
  readonly signedAt: Instant;
  readonly documentSha256: string;
  readonly fromNetwork: string | null;
  readonly fromBrowser: string | null;
}

/** The answers that signatories gave. */
@Injectable()
export class Signatures {
  constructor(private readonly transactions: Transactions) {}

  async of(
    signatory: { readonly recordId: string; readonly version: number; readonly signatoryId: string },
    tx: Tx = this.transactions.outside,
  ): Promise<Signature | undefined> {
    const { recordId, version, signatoryId } = signatory;
    const row = await tx.getRepository(SignatureRow).findOneBy({ recordId, version, signatoryId });
    return row ? signatureOf(row) : undefined;
  }

  /** Those on one version, in the order they were given. */
  async ofVersion(
    recordId: string,
    version: number,
    tx: Tx = this.transactions.outside,
  ): Promise<readonly Signature[]> {
    const rows = await tx
      .getRepository(SignatureRow)
      .find({ where: { recordId, version }, order: { signedAt: 'ASC', id: 'ASC' } });
    return rows.map(signatureOf);
  }

  /** Those on all versions, lapsed ones included, in the order they were given. */
  async ofRecord(recordId: string): Promise<readonly Signature[]> {
    const rows = await this.transactions.outside
      .getRepository(SignatureRow)
      .find({ where: { recordId }, order: { signedAt: 'ASC', id: 'ASC' } });
    return rows.map(signatureOf);
  }
}

export function signatureOf(row: SignatureRow): Signature {
  return {
    id: row.id,
    recordId: row.recordId,
    version: row.version,
    signatoryId: row.signatoryId,
    personId: row.personId,
    choice: row.choice,
    comment: row.comment,
    signedAt: row.signedAt,
    documentSha256: row.documentSha256,
    fromNetwork: row.fromNetwork,
    fromBrowser: row.fromBrowser,
  };
}
