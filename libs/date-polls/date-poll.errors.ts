import { DomainError, NotFound } from '#libs/kernel/index.js';

/** A committee has one question about its date at a time. */
export class PollAlreadyOpen extends DomainError {
  readonly code = 'POLL_ALREADY_OPEN';

  constructor() {
    super('Des dates sont déjà proposées aux membres de ce comité.');
  }
}

/** Its sitting has begun, or there will be none. */
export class DateNotOpen extends DomainError {
  readonly code = 'DATE_NOT_OPEN';

  constructor() {
    super('La date de ce comité ne peut plus changer.');
  }
}

/** The date is chosen, or the question was dropped. */
export class PollClosed extends DomainError {
  readonly code = 'POLL_CLOSED';

  constructor() {
    super('Ces dates ne sont plus proposées\u00A0: l’une d’elles a été choisie, ou la question est abandonnée.');
  }
}

export const pollNotFound = (): NotFound => new NotFound('Ces dates ne sont pas, ou ne sont plus proposées.');
