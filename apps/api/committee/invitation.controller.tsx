import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';

import { enumerate, type Invitation, RespondToInvitation } from '#libs/committees/index.js';
import { DomainError, InvalidInput } from '#libs/kernel/index.js';

import { parseForm, Public, publicPage } from '../web/index.js';
import { invitationForm, type TypedAnswer, typedAnswer } from './invitation.form.js';
import { InvitationPage } from './invitation.page.js';

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
      await this.respond.execute({ secret, ...parseForm(invitationForm, body) });
      response.redirect(303, `/invitation/${secret}?reponse=enregistree`);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      const fields = error instanceof InvalidInput ? error.fields : {};
      const errors = Object.keys(fields).length > 0 ? fields : { response: error.message };
      const invitation = await this.respond.read(secret);
      response
        .status(error.status)
        .type('html')
        .send(render(request, secret, invitation, { answered: false, errors, typed: typedAnswer(body) }));
    }
  }
}

function render(
  request: Request,
  secret: string,
  invitation: Invitation,
  shown: {
    readonly answered: boolean;
    readonly errors?: Readonly<Record<string, string>>;
    readonly typed?: TypedAnswer;
  },
): string {
  const { committee } = invitation;
  const { answered, errors = {}, typed = {} } = shown;
  return publicPage(
    request,
    {
      title: 'Votre invitation au comité',
      eyebrow: committee.incubatorName,
      heading: `Comité d’investissement\u00A0: ${enumerate(committee.products.map(({ name }) => name))}`,
      hasErrors: Object.keys(errors).length > 0,
    },
    <InvitationPage
      invitation={invitation}
      action={`/invitation/${secret}`}
      answered={answered}
      errors={errors}
      typed={typed}
    />,
  );
}
