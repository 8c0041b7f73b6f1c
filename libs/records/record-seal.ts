import { Injectable } from '@nestjs/common';

import { Configuration } from '#libs/configuration/index.js';
import { Clock } from '#libs/kernel/index.js';
import { PdfSealer } from '#libs/pdf/index.js';

import type { MadeFile } from './record-files.repository.js';
import { SealCertificates } from './seal-certificates.repository.js';

/** Sets the seal of this installation: with the certificate configured, or our own trial one while there is none. */
@Injectable()
export class RecordSeal {
  constructor(
    private readonly configuration: Configuration,
    private readonly certificates: SealCertificates,
    private readonly clock: Clock,
  ) {}

  /** @throws SealFailure */
  async set(pdf: Uint8Array, reason: string): Promise<MadeFile> {
    const { seal, timestampUrl } = this.configuration;
    const { pkcs12, password } = seal ? { pkcs12: seal.p12, password: seal.password } : await this.certificates.trial();
    const sealer = new PdfSealer({ pkcs12, password, ...(timestampUrl === undefined ? {} : { timestampUrl }) });
    const sealed = await sealer.seal(pdf, { reason, signedAt: this.clock.now() });
    return {
      pdf: sealed.pdf,
      level: sealed.stamped ? 'B-T' : 'B-B',
      certificate: sealed.certificate,
      trialSeal: seal === undefined,
    };
  }
}
