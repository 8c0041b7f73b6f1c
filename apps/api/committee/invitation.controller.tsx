import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';

import { enumerate, type Invitation, RespondToInvitation } from '#libs/committees/index.js';
import { DomainError, InvalidInput } from '#libs/kernel/index.js';

import { parseForm, Public, publicPage } from '../web/index.js';
import { ANSWERS, InvitationPage } from './invitation.page.js';

const form = z.object({ response: z.enum(ANSWERS, 'Choisissez une réponse.') });

/** Answering an invitation from its mail, without account. Reading changes nothing: machines follow links too. */
@Public()
@Controller('/invitation/:secret')
export class InvitationController {
  constructor(private readonly respond: RespondToInvitation) {}

  @Get()
  async show(
    @Req() request: Request,
    @Param('secret') secret: string,
    @Query('reponse') answered?: string,
  ): Promise<string> {
    return render(request, secret, await this.respond.read(secret), { answered: answered === 'enregistree' });
  }

  @Post()
  async answer(
    @Req() request: Request,
    @Res() response: Response,
    @Param('secret') secret: string,
    @Body() body: unknown,
  ): Promise<void> {
    try {
      await this.respond.execute({ secret, ...parseForm(form, body) });
      response.redirect(303, `/invitation/${secret}?reponse=enregistree`);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      const message = error instanceof InvalidInput ? error.fields['response'] : error.message;
      const invitation = await this.respond.read(secret);
      response
        .status(error.status)
        .type('html')
        .send(render(request, secret, invitation, { answered: false, error: message }));
    }
  }
}

function render(
  request: Request,
  secret: string,
  invitation: Invitation,
  { answered, error }: { readonly answered: boolean; readonly error?: string | undefined },
): string {
  const { committee } = invitation;
  return publicPage(
    request,
    {
      title: 'Votre invitation au comité',
      eyebrow: committee.incubatorName,
      heading: `Comité d’investissement\u00A0: ${enumerate(committee.products.map(({ name }) => name))}`,
      hasErrors: error !== undefined,
    },
    <InvitationPage invitation={invitation} action={`/invitation/${secret}`} answered={answered} error={error} />,
  );
}
