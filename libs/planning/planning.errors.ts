import { DomainError, NotFound } from '#libs/kernel/index.js';

/** Somebody else, or another window, changed the plan since the page was shown. */
export class PlanChanged extends DomainError {
  readonly code = 'PLAN_CHANGED';

  constructor() {
    super(
      'Ce plan a changé depuis que vous l’avez ouvert. Le voici à jour\u00A0: relisez-le, puis refaites votre choix.',
    );
  }
}

/** What is confirmed is changed in the committees themselves. */
export class PlanNotDraft extends DomainError {
  readonly code = 'PLAN_NOT_DRAFT';

  constructor() {
    super('Ce plan n’est plus en projet\u00A0: ses comités se changent désormais un à un.');
  }
}

/** Nothing would come of it. */
export class PlanWithoutSitting extends DomainError {
  readonly code = 'PLAN_WITHOUT_SITTING';

  constructor() {
    super('Ce plan ne compte aucune séance\u00A0: il n’y a rien à confirmer.');
  }
}

export const planNotFound = (): NotFound => new NotFound('Ce plan n’existe pas, ou vous n’y avez pas accès.');

export const sittingNotFound = (): NotFound => new NotFound('Cette séance ne fait plus partie du plan.');
