import { counted, DomainError } from '#libs/kernel/index.js';

import type { Signature } from './signatures.reader.js';

/** Why a link does not let sign any more. */
export type DeadReason =
  | 'resent'
  | 'too-many-codes'
  | 'new-version'
  | 'withdrawn'
  | 'replaced'
  | 'delegated'
  | 'deadline'
  | 'not-your-turn'
  | 'closed';

/** What the person who opens a dead link is told: why, in one sentence. */
export const DEAD_LINK_MESSAGES: Readonly<Record<DeadReason, string>> = {
  resent: 'Ce lien a été remplacé par un lien plus récent, envoyé à la même adresse.',
  'too-many-codes': 'Trop de codes erronés ont été saisis avec ce lien\u00A0: il ne peut plus servir.',
  'new-version': 'Le relevé a changé depuis l’envoi de ce lien\u00A0: il portait sur une version qui a été remplacée.',
  withdrawn: 'Cette demande de validation a été retirée\u00A0: le relevé est revu avant d’être soumis à nouveau.',
  replaced:
    'Votre signature n’est plus attendue\u00A0: la personne qui a conduit le comité l’a confiée à quelqu’un d’autre.',
  delegated: 'Cette signature a été déléguée\u00A0: une autre personne répond désormais, avec un lien à son nom.',
  deadline: 'Le délai de réponse de ce lien est passé.',
  'not-your-turn':
    'Ce n’est pas encore à vous\u00A0: les signataires répondent dans l’ordre. Vous recevrez un courriel quand la personne avant vous aura signé.',
  closed: 'Ce relevé n’attend plus de réponse.',
};

export class SignOffLinkDead extends DomainError {
  readonly code = 'SIGN_OFF_LINK_DEAD';
  override readonly status = 410;

  constructor(readonly reason: DeadReason) {
    super(DEAD_LINK_MESSAGES[reason], { reason });
  }
}

/** The first answer is final: this tells it again. */
export class AlreadySigned extends DomainError {
  readonly code = 'ALREADY_ANSWERED';

  constructor(readonly signature: Signature) {
    super('Votre réponse est déjà enregistrée.', { choice: signature.choice, at: signature.signedAt });
  }
}

export class WrongSignOffCode extends DomainError {
  readonly code = 'WRONG_CODE';
  override readonly status = 422;

  /** @param left tries that remain, at least one. */
  constructor(left: number) {
    super(`Ce code n’est pas celui du courriel. Il reste ${counted(left, 'essai')}.`, { left });
  }
}
