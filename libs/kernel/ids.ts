import { createHash, randomBytes } from 'node:crypto';

import { v5 as uuidV5, v7 as uuidV7 } from 'uuid';

/** A fresh identifier, ordered by creation time (UUID version 7). */
export function newId(): string {
  return uuidV7();
}

const NAMESPACE = '6f0d2f6e-5f0a-5f58-9a2e-2b1f6c1d7a10';

/** Always the same identifier for the same words (UUID version 5): the case of a process and its subject, a register id. */
export function derivedId(...words: readonly string[]): string {
  return uuidV5(words.join('\u001F'), NAMESPACE);
}

/** A secret for a link: 256 bits, URL-safe. Only its {@link hashSecret} is ever stored. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** A six-digit code to copy from a mail, without bias. */
export function newCode(): string {
  for (;;) {
    const value = randomBytes(4).readUInt32BE();
    if (value < 4_294_000_000) return String(value % 1_000_000).padStart(6, '0');
  }
}

/** SHA-256, hexadecimal: how secrets are stored and documents identified. */
export function hashSecret(secret: string | Uint8Array): string {
  return createHash('sha256').update(secret).digest('hex');
}
