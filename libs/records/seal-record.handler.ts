import { Injectable } from '@nestjs/common';

import { type EffectHandler, HandlesEffect, type OwedEffect } from '#libs/messaging/index.js';
import { PdfPress } from '#libs/pdf/index.js';
import { WorkflowRuntime } from '#libs/workflow-runtime/index.js';

import { type MadeFile, RecordFiles } from './record-files.repository.js';
import { RecordMishaps } from './record-mishaps.js';
import { RecordSeal } from './record-seal.js';
import type { RecordView } from './record-view.js';
import { Records } from './records.reader.js';
import { SignedDocuments } from './signed-documents.reader.js';

interface Params {
  readonly recordId: string;
  readonly version: number;
}

/** Prints a signed record with its signatures and their proof, and seals it. A failure is shown and tried again. */
@Injectable()
@HandlesEffect('record.seal')
export class SealRecord implements EffectHandler<Params> {
  constructor(
    private readonly records: Records,
    private readonly signed: SignedDocuments,
    private readonly files: RecordFiles,
    private readonly press: PdfPress,
    private readonly recordSeal: RecordSeal,
    private readonly mishaps: RecordMishaps,
    private readonly runtime: WorkflowRuntime,
  ) {}

  async handle({ id, params, attempt }: OwedEffect<Params>): Promise<void> {
    const { recordId, version } = params;
    const record = await this.records.byId(recordId);
    // Sealed already, by an attempt that could not say so.
    if (record?.state !== 'signed' || record.version !== version) return;
    const sha256 = await this.files
      .once({ recordId, version, kind: 'sealed' }, () => this.#seal(record))
      .catch(async (error: unknown) => {
        await this.mishaps.tell(recordId, { type: 'seal.failed' }, error, `${id}:failed:${attempt}`);
        throw error;
      });
    await this.runtime.dispatch(
      'deliberation-record',
      recordId,
      { type: 'record.sealed', sha256 },
      { actor: 'system:records', idempotencyKey: id },
    );
  }

  async #seal(record: RecordView): Promise<MadeFile> {
    const { reference, productName } = record;
    const pdf = await this.press.render(await this.signed.of(record));
    return this.recordSeal.set(pdf, `Relevé de décision ${reference}, ${productName}, validé par ses signataires`);
  }
}
