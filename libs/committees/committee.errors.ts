import { DomainError, NotFound } from '#libs/kernel/index.js';

/** The products of one committee belong to one incubator: its lead convenes them, its people sit. */
export class ProductsOfSeveralIncubators extends DomainError {
  readonly code = 'PRODUCTS_OF_SEVERAL_INCUBATORS';

  constructor() {
    super('Tous les produits d’un comité doivent relever du même incubateur.');
  }
}

/** Invitations to nobody would look sent. */
export class CommitteeWithoutMembers extends DomainError {
  readonly code = 'COMMITTEE_WITHOUT_MEMBERS';

  constructor() {
    super('Ajoutez au moins une personne avant d’envoyer les convocations.');
  }
}

/** The link leads to a committee that no longer asks whether one comes. */
export class InvitationClosed extends DomainError {
  readonly code = 'INVITATION_CLOSED';

  constructor() {
    super('Ce comité n’attend plus de réponse\u00A0: il a commencé, il a eu lieu, ou il a été reporté ou annulé.');
  }
}

export const committeeNotFound = (): NotFound => new NotFound('Ce comité n’existe pas, ou vous n’y avez pas accès.');

export const invitationNotFound = (): NotFound =>
  new NotFound('Ce lien n’est pas ou n’est plus valable. Demandez une nouvelle invitation à la personne qui convoque.');
