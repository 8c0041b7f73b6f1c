import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { CALENDAR_ANSWERS, type CapturedMail, CapturedMails, TrialReply } from '#libs/mail/index.js';

import { page, parseForm, Public, publicPage, seeOther, type WebRequest } from '../web/index.js';
import { MailList, MailView } from './trial-mailbox.pages.js';

/** A mail's HTML is shown as mail clients do: its own styles, and nothing that acts. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-top-navigation-by-user-activation";

const replyForm = z.object({ reponse: z.enum(CALENDAR_ANSWERS) });

/** The trial mailbox: what people would have received. Embedded mode only, on this machine only. */
@Public()
@Controller('/boite-d-essai')
export class TrialMailboxController {
  constructor(
    private readonly mails: CapturedMails,
    private readonly replying: TrialReply,
  ) {}

  @Get()
  async list(@Req() request: WebRequest, @Query('a') to?: string): Promise<string> {
    const recipient = typeof to === 'string' && to.trim() !== '' ? to.trim() : undefined;
    const mails = await this.mails.list({ limit: 100, ...(recipient === undefined ? {} : { to: recipient }) });
    return this.#show(request, 'Boîte d’essai', <MailList mails={mails} recipient={recipient} />);
  }

  @Get('/:id')
  async read(@Req() request: WebRequest, @Param('id', ParseUUIDPipe) id: string): Promise<string> {
    const mail: CapturedMail = await this.mails.get(id);
    return this.#show(request, mail.subject || 'Sans objet', <MailView mail={mail} csrf={request.csrf} />, true);
  }

  /** As the calendar of the recipient would: the answer goes by mail to the organiser, which is Jalon. */
  @Post('/:id/reponse')
  async reply(@Res() response: Response, @Param('id', ParseUUIDPipe) id: string, @Body() body: unknown): Promise<void> {
    await this.replying.execute(id, parseForm(replyForm, body).reponse);
    seeOther(response, `/boite-d-essai/${id}`, { kind: 'success', text: 'L’agenda a répondu à l’invitation.' });
  }

  @Get('/:id/html')
  async html(@Res() response: Response, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const { html } = await this.mails.get(id);
    response.setHeader('Content-Security-Policy', MAIL_POLICY);
    response.type('html').send(html);
  }

  @Get('/:id/source')
  async source(@Res() response: Response, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    const raw = await this.mails.raw(id);
    response.setHeader('Content-Disposition', `attachment; filename="${id}.eml"`);
    response.type('message/rfc822').send(raw);
  }

  #show(request: WebRequest, title: string, content: preact.JSX.Element, inside = false): string {
    const breadcrumb = inside ? [{ label: 'Boîte d’essai', href: '/boite-d-essai' }] : undefined;
    return request.session
      ? page(request, { title, current: '/boite-d-essai', breadcrumb }, content)
      : publicPage(request, { title }, content);
  }
}
