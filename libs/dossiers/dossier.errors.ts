import { DomainError, frenchDateTime, type Instant, NotFound } from '#libs/kernel/index.js';

import type { DossierContent } from './dossier.content.js';
import type { Conflict } from './merge.js';

/** Somebody saved the dossier after this one was opened: nothing is overwritten behind anybody's back. */
export class DossierChanged extends DomainError {
  readonly code = 'DOSSIER_CHANGED';

  /**
   * @param revision as it stands now.
   * @param collision both sides' edits merged, and what only a person can settle.
   */
  constructor(
    readonly revision: number,
    readonly updatedBy: string | null,
    updatedAt: Instant,
    readonly collision?: {
      readonly content: DossierContent;
      readonly theirs: DossierContent;
      readonly conflicts: readonly Conflict[];
      /** Where only they had written. */
      readonly taken: readonly string[];
    },
  ) {
    super(
      `Quelqu’un a enregistré ce dossier ${frenchDateTime(updatedAt)}, pendant que vous le remplissiez. ` +
        'Vos réponses ne sont pas enregistrées. Comparez-les à la version enregistrée, puis enregistrez de nouveau.',
      { revision, conflicts: collision?.conflicts.map(({ path }) => path) ?? [] },
    );
  }
}

/** The sitting has begun, or there will be none. */
export class DossierClosed extends DomainError {
  readonly code = 'DOSSIER_CLOSED';

  constructor() {
    super('Ce dossier ne peut plus être modifié\u00A0: la séance est ouverte, ou le comité est terminé ou annulé.');
  }
}

/** What a committee cannot do without; each lack is tied to its field. */
export class DossierIncomplete extends DomainError {
  readonly code = 'DOSSIER_INCOMPLETE';
  override readonly status = 422;

  constructor(readonly fields: Readonly<Record<string, string>>) {
    super('Le dossier n’est pas déposé\u00A0: il manque ce qui est signalé.', { fields });
  }
}

/** The sitting is over: what is said now would serve nobody. */
export class TooLateToSay extends DomainError {
  readonly code = 'TOO_LATE_TO_SAY';

  constructor() {
    super('La séance est passée, ou n’aura pas lieu\u00A0: questions et grilles ne sont plus recueillies.');
  }
}

export class TooManyQuestions extends DomainError {
  readonly code = 'TOO_MANY_QUESTIONS';
  override readonly status = 429;

  constructor() {
    super('Vous avez déjà posé vingt questions sur ce dossier\u00A0: gardez les autres pour la séance.');
  }
}

export const dossierNotFound = (): NotFound => new NotFound('Ce dossier n’existe pas, ou vous n’y avez pas accès.');
