import { Injectable } from '@nestjs/common';

import { Configuration } from '#libs/configuration/index.js';
import type { RecordDocument } from '#libs/pdf/index.js';

import { RecordSignatories } from './record-signatories.reader.js';
import { RecordVersions } from './record-versions.repository.js';
import type { RecordView } from './record-view.js';
import { withSignatures } from './sealed-content.js';
import { SignatureFacts } from './signature-facts.js';

/** A signed record as its sealed file prints it: with its signatures, how they were obtained, and where to check it. */
@Injectable()
export class SignedDocuments {
  constructor(
    private readonly versions: RecordVersions,
    private readonly signatories: RecordSignatories,
    // Sign-off, which builds on records, provides it from a module of its own.
    private readonly signatures: SignatureFacts,
    private readonly configuration: Configuration,
  ) {}

  async of(record: RecordView): Promise<RecordDocument> {
    const { id, version, context, reference } = record;
    if (context.sha256 === null) throw new Error('a signed record has a draft');
    const document = withSignatures(
      await this.versions.frozen(id, version),
      await this.signatories.of(record),
      await this.signatures.ofRecord(id, version),
      context.sha256,
    );
    const verificationUrl = `${this.configuration.baseUrl}/verifier?releve=${reference}`;
    return document.proof ? { ...document, proof: { ...document.proof, verificationUrl } } : document;
  }
}
