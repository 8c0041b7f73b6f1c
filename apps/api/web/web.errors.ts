import { DomainError } from '#libs/kernel/index.js';

/** Nobody is logged in: a page leads to the login, a program gets 401. */
export class LoginNeeded extends DomainError {
  readonly code = 'LOGIN_NEEDED';
  override readonly status = 401;

  constructor() {
    super('Connectez-vous pour continuer.');
  }
}

/** The request does not come from one of our own pages. */
export class ForgedRequest extends DomainError {
  readonly code = 'FORGED_REQUEST';
  override readonly status = 403;

  constructor() {
    super('Cette page est restée ouverte trop longtemps, ou la demande ne vient pas de Jalon. Rechargez la page.');
  }
}
