import { DomainError } from '#libs/kernel/index.js';

/** Somebody else changed the programme since it was read. */
export class ProgrammeChanged extends DomainError {
  readonly code = 'PROGRAMME_CHANGED';

  constructor() {
    super(
      'Ce programme a changé depuis que vous l’avez ouvert. Rien n’est enregistré\u00A0: relisez-le, puis refaites votre choix.',
    );
  }
}
