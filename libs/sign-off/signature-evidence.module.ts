import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { SignatureFacts } from '#libs/records/index.js';

import { SignatureEvidence } from './signature-evidence.js';
import { SignatureRow } from './signature.row.js';
import { Signatures } from './signatures.reader.js';

/** Gives records what they print of signatures: records, which sign-off builds on, cannot ask for sign-off itself. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([SignatureRow])],
  providers: [Signatures, SignatureEvidence, { provide: SignatureFacts, useExisting: SignatureEvidence }],
  exports: [Signatures, SignatureFacts],
})
export class SignatureEvidenceModule {}
