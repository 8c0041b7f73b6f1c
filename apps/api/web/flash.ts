import type { Response } from 'express';
import { z } from 'zod';

import type { Flash } from '#libs/ui/index.js';

import type { Cookies } from './cookies.js';
import type { WebRequest } from './web-request.js';

const schema = z.object({
  kind: z.enum(['success', 'info', 'warning', 'error']),
  text: z.string().max(1_000),
  title: z.string().max(200).optional(),
});

/** Where the message to show waits between the middleware that read its cookie and the page. */
const FLASH = 'jalonFlash';

/** Messages that outlive one redirect, in a cookie of their own, and are shown once. */
export class Flashes {
  constructor(private readonly cookies: Cookies) {}

  keep(response: Response, flash: Flash | undefined): void {
    if (flash) this.cookies.write(response, 'message', Buffer.from(JSON.stringify(flash)).toString('base64url'), 60);
  }

  /** Reads the message of a request and forgets it. Only on pages of people who are logged in. */
  load(request: WebRequest, response: Response): void {
    const kept = this.cookies.read(request, 'message');
    if (!kept) return;
    this.cookies.clear(response, 'message');
    try {
      response.locals[FLASH] = schema.parse(JSON.parse(Buffer.from(kept, 'base64url').toString('utf8')));
    } catch {
      // Not one of ours: nothing to show.
    }
  }
}

export function takeFlash(request: WebRequest): Flash | undefined {
  return request.res?.locals[FLASH] as Flash | undefined;
}
