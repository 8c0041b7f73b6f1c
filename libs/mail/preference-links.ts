import { createHmac, timingSafeEqual } from 'node:crypto';

import { parse, stringify } from 'uuid';

/** Octets that say whose link it is, then those that prove that we made it. */
const WHOSE = 16;
const PROOF = 24;

/**
 * The link at the foot of a mail, by which somebody without an account says how they want their mail. It is computed rather
 * than stored: the same in every mail, and made only with the secret of the installation. It opens nothing else.
 */
export class PreferenceLinks {
  /** @param installation read at each use: an embedded server knows its address once it listens. */
  constructor(private readonly installation: { readonly baseUrl: string; readonly sessionSecret: string }) {}

  urlFor(personId: string): string {
    const whose = Buffer.from(parse(personId));
    return `${this.installation.baseUrl}/mes-courriels/${Buffer.concat([whose, this.#proof(whose)]).toString('base64url')}`;
  }

  /** Whose link it is; undefined when it is none of ours. */
  personOf(link: string): string | undefined {
    const octets = Buffer.from(link, 'base64url');
    if (octets.length !== WHOSE + PROOF) return undefined;
    const whose = octets.subarray(0, WHOSE);
    if (!timingSafeEqual(octets.subarray(WHOSE), this.#proof(whose))) return undefined;
    return stringify(whose);
  }

  #proof(whose: Uint8Array): Buffer {
    return createHmac('sha256', this.installation.sessionSecret)
      .update('mail-preferences\0')
      .update(whose)
      .digest()
      .subarray(0, PROOF);
  }
}
