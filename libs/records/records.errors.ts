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

/** Sponsors already have a record of that sitting before them. */
export class RecordAlreadySent extends DomainError {
  readonly code = 'RECORD_ALREADY_SENT';

  constructor() {
    super(
      'La séance ne peut pas être rouverte\u00A0: un de ses relevés a été envoyé en validation. Retirez-le d’abord, depuis son journal.',
    );
  }
}

/** What a committee decides on another day, another sitting decides. */
export class SittingOfAnotherDay extends DomainError {
  readonly code = 'SITTING_OF_ANOTHER_DAY';

  constructor() {
    super('Une séance ne se rouvre que le jour même. Corrigez les textes du relevé, ou planifiez un autre comité.');
  }
}

/** The committee sits again: what its record says may still change. */
export class SittingReopened extends DomainError {
  readonly code = 'SITTING_REOPENED';

  constructor() {
    super('La séance a été rouverte\u00A0: levez-la à nouveau avant d’envoyer ce relevé en validation.');
  }
}

/** Only a sealed record is replaced, by one record at a time. */
export class RecordNotReplaceable extends DomainError {
  readonly code = 'RECORD_NOT_REPLACEABLE';

  constructor() {
    super(
      'Ce relevé ne peut pas être rectifié\u00A0: il n’est pas scellé, ou un autre relevé le remplace déjà ou est en cours de signature pour cela.',
    );
  }
}

export const recordNotFound = (): NotFound => new NotFound('Ce relevé n’existe pas, ou vous n’y avez pas accès.');
