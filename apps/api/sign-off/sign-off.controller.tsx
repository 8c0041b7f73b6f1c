import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';

import { de, DomainError, frenchDate, InvalidInput, parisDate } from '#libs/kernel/index.js';
import {
  AlreadySigned,
  DelegateSignature,
  FreshLink,
  SignOff,
  SignOffDesk,
  SignOffLinkDead,
  type SignOffView,
} from '#libs/sign-off/index.js';

import { parseForm, Public, publicPage } from '../web/index.js';
import { AnsweredPage, DeadPage, NOTHING_SENT, OpenPage, type SentAnswer } from './sign-off.page.js';
import { STRINGS } from './sign-off.strings.js';

/** Anything a form may hold: what is missing or odd is told beside its field, by the rules of sign-off. */
const answerForm = z.object({
  choice: z.string().catch(''),
  comment: z.string().catch(''),
  code: z.string().catch(''),
});

const delegateForm = z.object({
  delegateName: z.string().catch(''),
  delegateEmail: z.string().catch(''),
  delegateReason: z.string().catch(''),
  delegateCode: z.string().catch(''),
});

const freshForm = z.object({ idempotencyKey: z.uuid() });

/** What a page says beside what stands behind its link. */
interface Said {
  readonly status: number;
  readonly sent?: SentAnswer;
  readonly error?: string;
  readonly after?: string | undefined;
}

/**
 * Signing from a mail, without account. Reading changes nothing and leaves no session, however often and whoever reads:
 * mail scanners follow links, run scripts and send forms. What signs is the code beside the link.
 */
@Public()
@Controller('/signature/:secret')
export class SignOffController {
  constructor(
    private readonly desk: SignOffDesk,
    private readonly signing: SignOff,
    private readonly fresh: FreshLink,
    private readonly delegation: DelegateSignature,
  ) {}

  @Get()
  async show(
    @Req() request: Request,
    @Res() response: Response,
    @Param('secret') secret: string,
    @Query('etat') after?: string,
  ): Promise<void> {
    const view = await this.desk.open(secret);
    this.#render(request, response, secret, view, { status: view.kind === 'dead' ? 410 : 200, after });
  }

  @Get('/releve.pdf')
  async pdf(@Res() response: Response, @Param('secret') secret: string): Promise<void> {
    const { record, pdf } = await this.desk.pdf(secret);
    response
      .type('application/pdf')
      .setHeader('Content-Disposition', `inline; filename="${record.reference}-version-${record.context.version}.pdf"`)
      .setHeader('X-Robots-Tag', 'noindex')
      .send(Buffer.from(pdf));
  }

  @Post()
  async answer(
    @Req() request: Request,
    @Res() response: Response,
    @Param('secret') secret: string,
    @Body() body: unknown,
  ): Promise<void> {
    const values = parseForm(answerForm, body);
    const from = { ip: request.ip, userAgent: request.get('user-agent') };
    try {
      await this.signing.give({ ...values, secret, from });
      response.redirect(303, `/signature/${secret}?etat=enregistre`);
    } catch (error) {
      if (error instanceof AlreadySigned) {
        response.redirect(303, `/signature/${secret}?etat=deja-enregistre`);
        return;
      }
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      const view = await this.desk.open(secret);
      this.#render(request, response, secret, view, {
        status: error.status,
        sent: { values, errors: errorsOf(error) },
      });
    }
  }

  @Post('/delegation')
  async delegate(
    @Req() request: Request,
    @Res() response: Response,
    @Param('secret') secret: string,
    @Body() body: unknown,
  ): Promise<void> {
    const values = parseForm(delegateForm, body);
    const { delegateName: name, delegateEmail: email, delegateReason: reason, delegateCode: code } = values;
    const from = { ip: request.ip, userAgent: request.get('user-agent') };
    try {
      await this.delegation.execute({ secret, name, email, reason, code, from });
      response.redirect(303, `/signature/${secret}?etat=delegue`);
    } catch (error) {
      if (error instanceof AlreadySigned) {
        response.redirect(303, `/signature/${secret}?etat=deja-enregistre`);
        return;
      }
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      const view = await this.desk.open(secret);
      const errors = error instanceof InvalidInput ? error.fields : delegationErrors(error);
      this.#render(request, response, secret, view, { status: error.status, sent: { values, errors } });
    }
  }

  @Post('/nouveau-lien')
  async sendFresh(
    @Req() request: Request,
    @Res() response: Response,
    @Param('secret') secret: string,
    @Body() body: unknown,
  ): Promise<void> {
    const from = { ip: request.ip, userAgent: request.get('user-agent') };
    try {
      await this.fresh.execute({ secret, from, ...parseForm(freshForm, body) });
      response.redirect(303, `/signature/${secret}?etat=nouveau-lien`);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      const view = await this.desk.open(secret);
      this.#render(request, response, secret, view, { status: error.status, error: error.message });
    }
  }

  #render(request: Request, response: Response, secret: string, view: SignOffView, said: Said): void {
    response.status(said.status).type('html').setHeader('X-Robots-Tag', 'noindex');
    response.send(render(request, secret, view, said));
  }
}

function render(request: Request, secret: string, view: SignOffView, said: Said): string {
  if (view.kind === 'dead')
    return publicPage(
      request,
      { title: STRINGS.deadTitle },
      <DeadPage
        secret={secret}
        view={view}
        freshSent={said.after === 'nouveau-lien'}
        delegated={said.after === 'delegue'}
        error={said.error}
      />,
    );
  const { record, person } = view;
  const heading = {
    eyebrow: `Relevé ${record.reference}, version ${record.context.version}`,
    lead: `${record.productName}, comité d’investissement du ${frenchDate(parisDate(record.document.committee.at))}. Lien personnel ${de(person.name)}${view.inPlaceOf ? `, qui répond pour ${view.inPlaceOf.name}` : ''}.`,
  };
  if (view.kind === 'answered')
    return publicPage(
      request,
      { ...heading, title: STRINGS.answeredTitle },
      <AnsweredPage secret={secret} view={view} now={said.after === 'enregistre'} />,
    );
  const sent = said.sent ?? NOTHING_SENT;
  return publicPage(
    request,
    { ...heading, title: STRINGS.title, hasErrors: Object.keys(sent.errors).length > 0 },
    <OpenPage secret={secret} view={view} sent={sent} />,
  );
}

/** A wrong code beside its field; anything else is about the person named. */
function delegationErrors(error: DomainError): Readonly<Record<string, string>> {
  if (error instanceof SignOffLinkDead) return {};
  return error.code === 'WRONG_CODE' || error.status === 429
    ? { delegateCode: error.message }
    : { delegateEmail: error.message };
}

/** Each refusal beside the field it is about. */
function errorsOf(error: DomainError): Readonly<Record<string, string>> {
  if (error instanceof InvalidInput) return error.fields;
  if (error instanceof SignOffLinkDead) return {};
  return { code: error.message };
}
