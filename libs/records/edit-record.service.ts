import { Injectable } from '@nestjs/common';

import { Transactions } from '#libs/persistence/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { RecordAccess } from './record-access.js';
import { nextVersion, type RecordTexts } from './record-content.js';
import { RecordVersions } from './record-versions.repository.js';
import { RecordChangedMeanwhile } from './records.errors.js';
import { Records } from './records.reader.js';

export interface EditRecordCommand extends RecordTexts {
  readonly recordId: string;
  /** The version that was on the page: an edit never covers one it has not seen. */
  readonly version: number;
  readonly personId: string;
  readonly idempotencyKey: string;
}

/** Words a record otherwise: a new version, whose PDF is printed anew. Links and answers of the former count no more. */
@Injectable()
export class EditRecord {
  constructor(
    private readonly transactions: Transactions,
    private readonly runtime: WorkflowRuntime,
    private readonly access: RecordAccess,
    private readonly records: Records,
    private readonly versions: RecordVersions,
  ) {}

  /** @throws NotFound, Forbidden, RecordChangedMeanwhile, EventRefused once it is sent for sign-off. */
  async execute({ recordId, version, personId, idempotencyKey, ...texts }: EditRecordCommand): Promise<void> {
    await this.access.managed(personId, recordId);
    await this.transactions.run(async (tx) => {
      const answer = await this.runtime.dispatch(
        'deliberation-record',
        recordId,
        { type: 'record.edited' },
        { actor: `person:${personId}`, idempotencyKey },
        tx,
      );
      if (answer.repeated) return;
      // The case is ours until the end of the transaction: the latest version cannot change any more.
      const latest = await this.records.byId(recordId, tx);
      if (latest?.version !== version) throw new RecordChangedMeanwhile();
      await this.versions.add(recordId, nextVersion(latest.document, texts, answer.at), personId, tx);
    });
  }
}
