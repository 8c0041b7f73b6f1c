import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

import { Sessions } from '#libs/identity/index.js';

import { CsrfTokens } from './csrf-tokens.js';
import { Cookies } from './cookies.js';
import { PUBLIC } from './decorators.js';
import { ForgedRequest, LoginNeeded } from './web.errors.js';
import type { WebRequest } from './web-request.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Lets in those who are logged in, and nothing that another site made their browser send. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly tokens: CsrfTokens,
    private readonly cookies: Cookies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<WebRequest>();
    const isPublic =
      this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [context.getHandler(), context.getClass()]) ??
      false;
    const secret = this.cookies.read(request, 'session');
    const session = secret ? await this.sessions.find(secret) : undefined;
    if (session) {
      request.session = session;
      request.csrf = this.tokens.of(session.id);
    }
    if (!READS.has(request.method)) this.#refuseForgery(request, isPublic);
    if (!isPublic && !session) throw new LoginNeeded();
    return true;
  }

  #refuseForgery(request: WebRequest, isPublic: boolean): void {
    // Browsers say where a form was sent from; what sends no such header is no browser with cookies to abuse.
    const site = request.get('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new ForgedRequest();
    if (isPublic || !request.session) return;
    const sent: unknown = (request.body as Record<string, unknown> | undefined)?.['_csrf'];
    if (!this.tokens.isValid(request.session.id, sent)) throw new ForgedRequest();
  }
}
