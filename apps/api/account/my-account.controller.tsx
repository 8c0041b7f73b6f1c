import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { ManageFeeds } from '#libs/calendar-feeds/index.js';
import { Configuration } from '#libs/configuration/index.js';
import { Access } from '#libs/identity/index.js';
import { Incubators } from '#libs/portfolio/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { MyAccountPage } from './my-account.page.js';

type SignedIn = { readonly id: string; readonly name: string; readonly email: string };

/** `moi` for one's own sittings, or the id of an incubator. */
const scope = z.object({ agenda: z.union([z.literal('moi').transform(() => null), z.uuid()]) });
const revocation = z.object({ adresse: z.uuid() });

/** « Mon compte » : who one is here, and the addresses by which calendars follow committees. */
@Controller('/mon-compte')
export class MyAccountController {
  constructor(
    private readonly feeds: ManageFeeds,
    private readonly access: Access,
    private readonly incubators: Incubators,
    private readonly configuration: Configuration,
  ) {}

  @Get()
  async show(@Req() request: WebRequest, @Signed() person: SignedIn): Promise<string> {
    return this.#page(request, person);
  }

  /** Shows the address at once rather than after a redirection: its secret is kept nowhere to be shown again. */
  @Post('/agendas')
  async make(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: SignedIn,
    @Body() body: unknown,
  ): Promise<void> {
    const { agenda } = parseForm(scope, body);
    const secret = await this.feeds.make(person.id, agenda);
    response
      .status(201)
      .type('html')
      .send(await this.#page(request, person, { incubatorId: agenda, secret }));
  }

  @Post('/agendas/revoquer')
  async revoke(@Res() response: Response, @Signed() person: SignedIn, @Body() body: unknown): Promise<void> {
    const { adresse } = parseForm(revocation, body);
    await this.feeds.revoke(person.id, adresse);
    seeOther(response, '/mon-compte', {
      kind: 'success',
      text: 'Adresse révoquée. Les agendas qui la suivaient ne la liront plus.',
    });
  }

  async #page(
    request: WebRequest,
    person: SignedIn,
    made?: { readonly incubatorId: string | null; readonly secret: string },
  ): Promise<string> {
    const incubators = await this.incubators.byIds(await this.access.incubatorsOf(person.id));
    return page(
      request,
      { title: 'Mon compte', current: '/mon-compte' },
      <MyAccountPage
        person={person}
        incubators={incubators}
        feeds={await this.feeds.seenBy(person.id)}
        made={
          made && { incubatorId: made.incubatorId, url: `${this.configuration.baseUrl}/agendas/${made.secret}.ics` }
        }
        csrf={request.csrf ?? ''}
      />,
    );
  }
}
