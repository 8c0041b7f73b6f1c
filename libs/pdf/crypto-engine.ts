import { webcrypto } from 'node:crypto';

import * as pkijs from 'pkijs';

/** Node's own WebCrypto for PKI.js, named rather than left to what the global scope of the caller holds. */
export const engine = new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto });

export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
}
