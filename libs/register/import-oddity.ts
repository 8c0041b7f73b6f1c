import { frenchDate } from '#libs/kernel/index.js';
import type { ImportOddity, OwnMove } from '#libs/portfolio/index.js';
import { LIFECYCLE_LABELS } from '#workflows/contract/index.js';

import type { ProductHistory } from './product-history.js';
import { quoted } from './register-text.js';

/** Kinds of oddities that only an import can see, beside those of a reading. */
export const IMPORT_ODDITY_KINDS = ['kept-own-decision', 'gone-from-register'] as const;

/** The register tells another phase than the one decided here. */
export function keptOwnDecision({ registerId, endsIn, since }: ProductHistory, own: OwnMove): ImportOddity {
  const when = since ? ` depuis le ${frenchDate(since)}` : '';
  return {
    product: registerId,
    kind: 'kept-own-decision',
    detail: `Le registre indique ${quoted(LIFECYCLE_LABELS[endsIn])}${when}, alors que l’étape a été décidée dans Jalon le ${frenchDate(own.on)}.`,
    handled: `Le produit reste à l’étape ${quoted(LIFECYCLE_LABELS[own.state])}\u202F; l’historique du registre est conservé.`,
  };
}

/** A product that an earlier file had and this one has not. */
export function goneFromRegister(registerId: string): ImportOddity {
  return {
    product: registerId,
    kind: 'gone-from-register',
    detail: 'Produit absent du dernier fichier importé.',
    handled: 'Laissé tel quel.',
  };
}
