import { DomainError, NotFound } from '#libs/kernel/index.js';

/** The database was changed by other means than Jalon: nothing is printed from it. */
export class ContentAltered extends DomainError {
  readonly code = 'RECORD_CONTENT_ALTERED';
  override readonly status = 500;

  constructor() {
    super('Le contenu enregistré de ce relevé ne correspond plus à son empreinte. Prévenez l’exploitation.');
  }
}

/** Somebody edited the record since the form was shown. */
export class RecordChangedMeanwhile extends DomainError {
  readonly code = 'RECORD_CHANGED_MEANWHILE';

  constructor() {
    super('Le relevé a été modifié pendant que vous le lisiez. Relisez la nouvelle version avant de continuer.');
  }
}

export const recordNotFound = (): NotFound => new NotFound('Ce relevé n’existe pas, ou vous n’y avez pas accès.');
