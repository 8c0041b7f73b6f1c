import { DomainError } from '#libs/kernel/index.js';

/** The mail has certainly not left, and may be tried again later: the job that sends it must fail and be retried. */
export class MailTemporarilyRefused extends DomainError {
  readonly code = 'MAIL_TEMPORARILY_REFUSED';
  override readonly status = 503;

  constructor(reply: string) {
    super('Le serveur de messagerie n’a pas pris ce message en charge. L’envoi sera tenté de nouveau.', { reply });
  }
}

/** Another attempt at the same mail is under way: nothing was sent now, try again later. */
export class MailBeingSent extends DomainError {
  readonly code = 'MAIL_BEING_SENT';
  override readonly status = 503;

  constructor() {
    super('Ce message est déjà en cours d’envoi.');
  }
}
