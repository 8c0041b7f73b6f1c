import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Response } from 'express';

/**
 * Sends a file that somebody else made, to be saved and never shown: its type is what we say, whatever it holds runs nowhere
 * (RFC 6266 for its name, RFC 5987 for its accents).
 */
export async function sendFile(
  response: Response,
  file: { readonly name: string; readonly mediaType: string; readonly size?: number },
  bytes: AsyncIterable<Uint8Array> | Uint8Array,
): Promise<void> {
  response.attachment(file.name);
  response.setHeader('Content-Type', file.mediaType);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  if (bytes instanceof Uint8Array) {
    response.send(Buffer.from(bytes));
    return;
  }
  if (file.size !== undefined) response.setHeader('Content-Length', file.size);
  await pipeline(Readable.from(bytes, { objectMode: false }), response);
}
