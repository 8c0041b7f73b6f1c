import { Injectable, Logger } from '@nestjs/common';

import { Configuration } from '#libs/configuration/index.js';
import { Clock } from '#libs/kernel/index.js';
import { PdfSealer, StatementSigner, type TimestampAuthority } from '#libs/pdf/index.js';

import type { MadeFile } from './record-files.repository.js';
import { SealCertificates } from './seal-certificates.repository.js';

/** Sets the seal of this installation: with the certificate configured, or our own trial one while there is none. */
@Injectable()
export class RecordSeal {
  readonly #logger = new Logger('seal');

  constructor(
    private readonly configuration: Configuration,
    private readonly certificates: SealCertificates,
    private readonly clock: Clock,
  ) {}

  /** The time-stamp authority configured; undefined when there is none. */
  get authority(): TimestampAuthority | undefined {
    const { timestampUrl: url, timestampAnchors: anchors } = this.configuration;
    return url === undefined ? undefined : { url, now: () => this.clock.now(), ...(anchors ? { anchors } : {}) };
  }

  /** @throws SealFailure */
  async set(pdf: Uint8Array, reason: string): Promise<MadeFile> {
    const { authority } = this;
    const sealer = new PdfSealer({
      ...(await this.#certificate()),
      ...(authority ? { authority } : {}),
      // The record does not wait for it: it is stamped as soon as the authority answers.
      onUnstamped: (cause) => this.#logger.warn(`sealed without a time stamp: ${cause}`),
    });
    const sealed = await sealer.seal(pdf, { reason, signedAt: this.clock.now() });
    return {
      pdf: sealed.pdf,
      level: sealed.stamped ? 'B-T' : 'B-B',
      certificate: sealed.certificate,
      trialSeal: this.configuration.seal === undefined,
    };
  }

  /** Signs a text with the same certificate. @throws SealFailure */
  async sign(text: string): Promise<Uint8Array> {
    return new StatementSigner(await this.#certificate()).sign(text);
  }

  async #certificate(): Promise<{ readonly pkcs12: Uint8Array; readonly password: string }> {
    const { seal } = this.configuration;
    return seal ? { pkcs12: seal.p12, password: seal.password } : this.certificates.trial();
  }
}
