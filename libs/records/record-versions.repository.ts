import { Injectable } from '@nestjs/common';

import { Clock, type Instant } from '#libs/kernel/index.js';
import type { RecordDocument } from '#libs/pdf/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';

import { contentHash, textsOf } from './record-content.js';
import { RecordVersionRow } from './record-version.row.js';
import { ContentAltered } from './records.errors.js';

/** The wordings of records, written once. */
@Injectable()
export class RecordVersions {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @param createdBy a person; null when Jalon writes it from the decision. */
  async add(recordId: string, content: RecordDocument, createdBy: string | null, tx: Tx): Promise<void> {
    const { presentation, discussion } = textsOf(content);
    const createdAt: Instant = this.clock.now();
    await tx.getRepository(RecordVersionRow).insert({
      recordId,
      version: content.version,
      presentation,
      discussion,
      content: content as never,
      contentSha256: contentHash(content),
      createdBy,
      createdAt,
    });
  }

  /**
   * A version exactly as it was frozen.
   * @throws ContentAltered when it is not what was written.
   */
  async frozen(recordId: string, version: number): Promise<RecordDocument> {
    const row = await this.transactions.outside.getRepository(RecordVersionRow).findOneByOrFail({ recordId, version });
    if (contentHash(row.content) !== row.contentSha256) throw new ContentAltered();
    return row.content;
  }
}
