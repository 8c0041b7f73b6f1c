import { createHmac, timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { Configuration } from '#libs/configuration/index.js';

/** Anti-forgery tokens: bound to a session by a key that only the server holds. */
@Injectable()
export class CsrfTokens {
  constructor(private readonly configuration: Configuration) {}

  of(sessionId: string): string {
    return createHmac('sha256', this.configuration.sessionSecret).update(`csrf:${sessionId}`).digest('base64url');
  }

  isValid(sessionId: string, sent: unknown): boolean {
    const expected = Buffer.from(this.of(sessionId));
    const given = Buffer.from(typeof sent === 'string' ? sent : '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
