import { P12Signer, PDF } from '@libpdf/core';

import type { Instant } from '#libs/kernel/index.js';

import { sha256Hex } from './crypto-engine.js';
import { SealFailure } from './pdf-failure.js';
import { stampSeal } from './stamp-seal.js';
import type { TimestampAuthority } from './time-stamping.js';

export interface PdfSealerOptions {
  /** The seal's certificate and key, as PKCS#12 (RSA, or EC on P-256, P-384, P-521). */
  readonly pkcs12: Uint8Array;
  readonly password: string;
  /** Without one, the time of the seal is only what we say. */
  readonly authority?: TimestampAuthority;
  /** Told, in English, why there is no stamp though an authority is configured. */
  readonly onUnstamped?: (cause: string) => void;
}

export interface SealRequest {
  /** French, in a few words: readers show it beside the seal. */
  readonly reason: string;
  readonly location?: string;
  readonly signedAt: Instant;
}

export interface SealedPdf {
  /** The bytes that were sealed, then the seal. */
  readonly pdf: Uint8Array;
  /** SHA-256 of `pdf`, in hexadecimal. */
  readonly sha256: string;
  /** SHA-256 of the certificate, to recognise our own seal later. */
  readonly certificate: string;
  /** True when the authority stamped the time (PAdES B-T); else PAdES B-B. */
  readonly stamped: boolean;
}

/**
 * Seals documents as PAdES (ETSI EN 319 142-1): baseline B-T when a time-stamp authority answers, B-B otherwise, for a
 * record must not wait for a third party. The seal is an incremental update: the original bytes stay as a prefix.
 */
export class PdfSealer {
  readonly #options: PdfSealerOptions;

  constructor(options: PdfSealerOptions) {
    this.#options = options;
  }

  /** Throws SealFailure when the certificate cannot be read or the document takes no seal. */
  async seal(pdf: Uint8Array, request: SealRequest): Promise<SealedPdf> {
    const { authority } = this.#options;
    const { bytes, certificate } = await this.#sign(pdf, request).catch((error: unknown) => {
      throw new SealFailure(error instanceof Error ? error.message : String(error));
    });
    const stamped = authority && (await stampSeal(bytes, authority).catch((error: unknown) => this.#without(error)));
    const sealed = stamped ?? bytes;
    return { pdf: sealed, sha256: await sha256Hex(sealed), certificate, stamped: stamped !== undefined };
  }

  #without(error: unknown): undefined {
    this.#options.onUnstamped?.(error instanceof SealFailure ? error.cause : String(error));
  }

  async #sign(pdf: Uint8Array, request: SealRequest) {
    // A signer is good for one signature, and a document that failed to be signed is out of step with its bytes.
    const signer = await P12Signer.create(this.#options.pkcs12, this.#options.password);
    const document = await PDF.load(pdf);
    const { bytes } = await document.sign({
      signer,
      reason: plain(request.reason),
      ...(request.location ? { location: plain(request.location) } : {}),
      signingTime: new Date(request.signedAt),
      fieldName: 'Cachet',
      level: 'B-B',
      // Room for the chains of the seal and of the authority.
      estimatedSize: 24_576,
    });
    return { bytes, certificate: await sha256Hex(signer.certificate) };
  }
}

/** The library escapes these twice, and readers would show the backslashes. */
function plain(text: string): string {
  return text.replaceAll('(', '[').replaceAll(')', ']').replaceAll('\\', '/').replaceAll(/\s+/gu, ' ').trim();
}
