import { createHash, hash, randomBytes } from 'node:crypto';

import { parse, stringify, v7 as uuidV7 } from 'uuid';

/** A fresh identifier, ordered by creation time (UUID version 7). */
export function newId(): string {
  return uuidV7();
}

const NAMESPACE = parse('6f0d2f6e-5f0a-5f58-9a2e-2b1f6c1d7a10');

/** Always the same identifier for the same words (UUID version 5): the case of a process and its subject, a register id. */
export function derivedId(...words: readonly string[]): string {
  const bytes = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(words.join('\u001F'))]), 'buffer');
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return stringify(bytes);
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
