import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import { PdfPress } from '#libs/pdf/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { RecordFiles } from './record-files.repository.js';
import { RecordMishaps } from './record-mishaps.js';
import { RecordVersions } from './record-versions.repository.js';
import { Records } from './records.reader.js';

interface Params {
  readonly recordId: string;
  readonly version: number;
}

/** Prints a version of a record. A failure is put on the record and tried again: it holds up nothing else. */
@Injectable()
@HandlesEffect('record.issue')
export class IssueRecord implements EffectHandler<Params> {
  constructor(
    private readonly records: Records,
    private readonly versions: RecordVersions,
    private readonly files: RecordFiles,
    private readonly press: PdfPress,
    private readonly mishaps: RecordMishaps,
    private readonly runtime: WorkflowRuntime,
  ) {}

  async handle({ id, params, attempt }: OwedEffect<Params>): Promise<void> {
    const { recordId, version } = params;
    const record = await this.records.byId(recordId);
    // Issued already, or edited again before it could be: nobody waits for this one.
    if (record?.state !== 'drafting' || record.version !== version) return;
    const sha256 = await this.#print(params).catch(async (error: unknown) => {
      await this.mishaps.tell(recordId, { type: 'pdf.failed', version }, error, `${id}:failed:${attempt}`);
      throw error;
    });
    await this.runtime.dispatch(
      'deliberation-record',
      recordId,
      { type: 'pdf.issued', version, sha256 },
      { actor: 'system:records', idempotencyKey: id },
    );
  }

  async #print({ recordId, version }: Params): Promise<string> {
    return this.files.once({ recordId, version, kind: 'draft' }, async () => ({
      pdf: await this.press.render(await this.versions.frozen(recordId, version)),
      level: null,
      certificate: null,
      trialSeal: false,
    }));
  }
}
