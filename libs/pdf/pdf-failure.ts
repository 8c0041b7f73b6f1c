import { DomainError } from '#libs/kernel/index.js';

/**
 * The PDF could not be made: a fault of the template, of the worker, or time run out. The record itself is sound;
 * the job may be tried again.
 */
export class PdfFailure extends DomainError {
  readonly code = 'PDF_FAILURE';
  override readonly status = 503;

  /** @param cause English, for the log. */
  constructor(override readonly cause: string) {
    super('Le document PDF n’a pas pu être produit. Une nouvelle tentative aura lieu.', { cause });
  }
}

/** The seal could not be set: certificate, password, or a document that does not take one. */
export class SealFailure extends DomainError {
  readonly code = 'SEAL_FAILURE';
  override readonly status = 503;

  /** @param cause English, for the log. */
  constructor(override readonly cause: string) {
    super('Le cachet électronique n’a pas pu être apposé sur le document.', { cause });
  }
}
