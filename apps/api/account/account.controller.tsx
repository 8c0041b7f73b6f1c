import { Body, Controller, Get, Head, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { Configuration } from '#libs/configuration/index.js';
import { LoginLinkDead, LoginLinks, RateLimits, Sessions, SESSION_LIFETIME, WrongCode } from '#libs/identity/index.js';
import { InvalidInput } from '#libs/kernel/index.js';

import { Cookies, parseForm, Public, publicPage, seeOther, type WebRequest } from '../web/index.js';
import { AskLink, EnterCode, LinkSent } from './account.pages.js';
import { LoginMail } from './login-mail.js';

const askForm = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/u, 'Saisissez une adresse complète, par exemple prenom.nom@ministere.example.'),
  suite: z.string().optional(),
});

const codeForm = z.object({
  code: z.string().trim().min(1, 'Saisissez le code reçu.').max(20),
  suite: z.string().optional(),
});

/** Only our own pages: a link in a mail must not send people elsewhere. */
function inside(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])/u.test(path) ? path : '/tableau-de-bord';
}

/** Logging in from a mail, and out. */
@Controller()
export class AccountController {
  constructor(
    private readonly links: LoginLinks,
    private readonly mail: LoginMail,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
    private readonly cookies: Cookies,
    private readonly configuration: Configuration,
  ) {}

  @Public()
  @Get('/')
  home(@Req() request: WebRequest, @Res() response: Response): void {
    seeOther(response, request.session ? '/tableau-de-bord' : '/connexion');
  }

  @Public()
  @Get('/connexion')
  show(@Req() request: WebRequest, @Query('suite') next?: string): string {
    return publicPage(request, { title: 'Se connecter' }, <AskLink next={next} />);
  }

  @Public()
  @Post('/connexion')
  async ask(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Body() body: { email?: unknown; suite?: unknown },
  ): Promise<void> {
    try {
      const { email, suite } = parseForm(askForm, body);
      await this.limits.count('login-ask', request.ip ?? '');
      await this.limits.count('login-mail', email.toLowerCase());
      const link = await this.links.issue(email);
      // Not waited for: how long the answer takes must not tell who has an account either.
      if (link) void this.mail.send(link, suite === undefined ? undefined : inside(suite));
      const embedded = this.configuration.mode === 'embedded';
      response
        .status(200)
        .type('html')
        .send(publicPage(request, { title: 'Lien envoyé' }, <LinkSent embedded={embedded} />));
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const email = typeof body.email === 'string' ? body.email : '';
      const message = error.fields['email'] ?? error.message;
      const next = typeof body.suite === 'string' ? body.suite : undefined;
      response
        .status(error.status)
        .type('html')
        .send(
          publicPage(
            request,
            { title: 'Se connecter', hasErrors: true },
            <AskLink email={email} error={message} next={next} />,
          ),
        );
    }
  }

  @Public()
  @Get('/connexion/:secret')
  async enter(
    @Req() request: WebRequest,
    @Param('secret') secret: string,
    @Query('suite') next?: string,
  ): Promise<string> {
    if (!(await this.links.isAlive(secret))) throw new LoginLinkDead();
    return publicPage(request, { title: 'Saisir le code' }, <EnterCode secret={secret} next={next} />);
  }

  @Public()
  @Head('/connexion/:secret')
  look(@Res() response: Response): void {
    response.status(200).end();
  }

  @Public()
  @Post('/connexion/:secret')
  async use(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Param('secret') secret: string,
    @Body() body: unknown,
  ): Promise<void> {
    try {
      const { code, suite } = parseForm(codeForm, body);
      await this.limits.count('code-try', request.ip ?? '');
      const personId = await this.links.use(secret, code);
      this.cookies.write(response, 'session', await this.sessions.open(personId), SESSION_LIFETIME / 1000);
      seeOther(response, inside(suite));
    } catch (error) {
      if (!(error instanceof WrongCode || error instanceof InvalidInput)) throw error;
      const message = error instanceof InvalidInput ? (error.fields['code'] ?? error.message) : error.message;
      response
        .status(error.status)
        .type('html')
        .send(
          publicPage(
            request,
            { title: 'Saisir le code', hasErrors: true },
            <EnterCode secret={secret} error={message} />,
          ),
        );
    }
  }

  @Post('/deconnexion')
  async leave(@Req() request: WebRequest, @Res() response: Response): Promise<void> {
    if (request.session) await this.sessions.close(request.session.id);
    this.cookies.clear(response, 'session');
    seeOther(response, '/connexion');
  }
}
