import { Controller, Get, Param, ParseUUIDPipe, Req, Res } from '@nestjs/common';
import type { Response } from 'express';

import { CommitteeAccess, committeeCalendar, organizerOf } from '#libs/committees/index.js';
import { Configuration } from '#libs/configuration/index.js';
import { Dossiers } from '#libs/dossiers/index.js';
import { Clock } from '#libs/kernel/index.js';

import { seeOther, Signed, type WebRequest } from '../web/index.js';
import { CommitteePages } from './committee-pages.js';

/** One committee, to read. */
@Controller('/comites/:id')
export class CommitteeController {
  constructor(
    private readonly pages: CommitteePages,
    private readonly access: CommitteeAccess,
    private readonly dossiers: Dossiers,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<string> {
    return this.pages.show(request, person.id, id);
  }

  /** Where the mails lead: to a product's dossier once it is open, to the committee before. */
  @Get('/dossiers/:productId')
  async dossier(
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
    @Param('productId', ParseUUIDPipe) productId: string,
  ): Promise<void> {
    await this.access.readable(person.id, id);
    const dossier = await this.dossiers.of(id, productId);
    if (dossier) response.redirect(303, `/dossiers/${dossier.id}`);
    else seeOther(response, `/comites/${id}`, { kind: 'info', text: 'Ce dossier n’est pas encore ouvert.' });
  }

  /** The same calendar entry as in the mails, for who lost theirs. */
  @Get('/agenda.ics')
  async calendar(
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<void> {
    const { view } = await this.access.readable(person.id, id);
    const { content } = committeeCalendar(
      view,
      view.members.find((member) => member.person.id === person.id),
      {
        method: view.state === 'cancelled' || view.state === 'postponed' ? 'CANCEL' : 'REQUEST',
        sequence: view.context.sequence,
        organizer: organizerOf(this.configuration),
        now: this.clock.now(),
      },
    );
    response
      .type('text/calendar; charset=utf-8')
      .setHeader('Content-Disposition', 'attachment; filename="comite.ics"')
      .send(content);
  }
}
