import { DomainError } from '#libs/kernel/index.js';

/** A rehearsal belongs to the days before. */
export class SittingIsReal extends DomainError {
  readonly code = 'SITTING_IS_REAL';

  constructor() {
    super('Une séance se répète entre sa convocation et son ouverture.');
  }
}

/** Somebody ended it, or it never began. */
export class NoRehearsal extends DomainError {
  readonly code = 'NO_REHEARSAL';

  constructor() {
    super('Aucune répétition n’est en cours pour ce comité.');
  }
}

/** More screens than this process can hold: they go on by reload. */
export class TooManyScreens extends DomainError {
  readonly code = 'TOO_MANY_SCREENS';
  override readonly status = 503;

  constructor() {
    super('Trop d’écrans suivent cette séance en direct\u00A0: celui-ci s’actualise de lui-même.');
  }
}
