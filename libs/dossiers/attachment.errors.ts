import { DomainError, NotFound } from '#libs/kernel/index.js';

/** A file that is not joined; the message says why, and what to do. Nothing of it is kept. */
export class FileRefused extends DomainError {
  readonly code = 'FILE_REFUSED';
  override readonly status = 422;
}

export const attachmentNotFound = (): NotFound =>
  new NotFound('Cette pièce n’existe pas, a été retirée, ou vous n’y avez pas accès.');
