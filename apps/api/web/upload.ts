import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** A file that is arriving: nothing of it is read before somebody asks. */
interface Arriving {
  readonly name: string;
  readonly stream: BusboyFileStream;
}

/** Where the file of a request waits between the parser and its controller. */
const UPLOAD = 'jalonUpload';

/** Fields that come before the file: an anti-forgery token and a few identifiers. */
const LIMITS = { files: 1, fields: 10, fieldSize: 4_096, fieldNameSize: 100, parts: 12, headerPairs: 50 } as const;

/**
 * Reads forms that carry a file, up to its first byte: the guard then sees the anti-forgery token in the body as in any form, and
 * the controller takes the file in with {@link received}. The hidden fields must stand before the file in the page.
 * @param limit bytes of a file that are kept; what comes after is read and thrown away, so that browsers hear the answer.
 */
export function uploads(paths: RegExp, limit: number): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.method !== 'POST' || !paths.test(request.path) || !request.is('multipart/form-data')) {
      next();
      return;
    }
    const fields: Record<string, string> = {};
    let isPassed = false;
    const pass = (file?: Arriving): void => {
      if (isPassed) return;
      isPassed = true;
      request.body = fields;
      response.locals[UPLOAD] = file;
      next();
    };
    let parser: BusboyInstance;
    try {
      parser = new Busboy({
        headers: { ...request.headers, 'content-type': request.headers['content-type'] ?? '' },
        limits: { ...LIMITS, fileSize: limit },
      });
    } catch {
      // Multipart without a boundary: as good as nothing.
      pass();
      request.resume();
      return;
    }
    let arriving: BusboyFileStream | undefined;
    parser.on('field', (name, value) => (fields[name] = value));
    parser.on('file', (_field, stream, name) => {
      arriving = stream;
      pass({ name: typeof name === 'string' ? name : '', stream });
    });
    parser.on('finish', () => pass());
    parser.on('error', (error: unknown) => {
      arriving?.destroy(error instanceof Error ? error : new Error('unreadable form'));
      pass();
    });
    request.once('close', () => {
      if (!request.complete) arriving?.destroy(new Error('the sender went away'));
    });
    // Refused before its file was read: the rest goes nowhere.
    response.once('close', () => {
      request.unpipe(parser);
      arriving?.destroy();
      request.resume();
    });
    request.pipe(parser);
  };
}

/** A file received whole, or up to the limit. */
export interface Received {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  readonly isCut: boolean;
}

/** The file of a request in memory, and nowhere else; undefined when the form held none. For small ones: the limit is the parser's. */
export async function receivedBytes(
  response: Response,
): Promise<{ readonly bytes: Buffer; readonly isCut: boolean } | undefined> {
  const arriving = response.locals[UPLOAD] as Arriving | undefined;
  if (!arriving || arriving.name === '') {
    arriving?.stream.resume();
    return undefined;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of arriving.stream as Readable) chunks.push(chunk as Buffer);
  return { bytes: Buffer.concat(chunks), isCut: arriving.stream.truncated };
}

/**
 * Takes in the file of a request, in a folder of its own that goes away afterwards.
 * @param use is given undefined when the form held no file.
 */
export async function received<T>(response: Response, use: (file: Received | undefined) => Promise<T>): Promise<T> {
  const arriving = response.locals[UPLOAD] as Arriving | undefined;
  // A file field left empty arrives as a file without a name.
  if (!arriving || arriving.name === '') {
    arriving?.stream.resume();
    return use(undefined);
  }
  const folder = await mkdtemp(join(tmpdir(), 'jalon-upload-'));
  try {
    const path = join(folder, 'file');
    const [hash, counted] = [createHash('sha256'), { size: 0 }];
    await pipeline(
      arriving.stream as Readable,
      async function* (bytes: AsyncIterable<Buffer>) {
        for await (const one of bytes) {
          hash.update(one);
          counted.size += one.length;
          yield one;
        }
      },
      createWriteStream(path, { mode: 0o600 }),
    );
    const isCut = arriving.stream.truncated;
    return await use({ name: arriving.name, path, size: counted.size, hash: hash.digest('hex'), isCut });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
