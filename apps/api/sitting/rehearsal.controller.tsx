import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { CommitteeAccess } from '#libs/committees/index.js';
import { frenchDateTime } from '#libs/kernel/index.js';
import { Rehearsals, SittingBoards } from '#libs/sittings/index.js';
import { Badge } from '#libs/ui/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { RehearsalPage } from './rehearsal.page.js';
import { idOf } from './sitting-acts.js';

const ofStep = z.object({
  step: z.enum(['start', 'questions', 'deliberation', 'decide', 'pause', 'resume', 'extend', 'call', 'end']),
  productId: z.uuid().optional().catch(undefined),
});

type Person = { readonly id: string };

/** « Répétition »: a sitting played beside its committee. */
@Controller('/comites/:id/seance/repetition')
export class RehearsalController {
  constructor(
    private readonly access: CommitteeAccess,
    private readonly boards: SittingBoards,
    private readonly rehearsals: Rehearsals,
  ) {}

  @Get()
  async show(@Req() request: WebRequest, @Signed() person: Person, @Param('id') id: string): Promise<string> {
    const committee = await this.access.managed(person.id, idOf(id));
    const path = `/comites/${committee.id}/seance`;
    return page(
      request,
      {
        title: 'Répétition',
        scripts: ['sitting.js'],
        current: '/comites',
        eyebrow: committee.incubatorName,
        heading: `Répéter la séance du ${frenchDateTime(committee.startsAt)}`,
        badges: <Badge severity="warning">Répétition</Badge>,
        breadcrumb: [
          { label: 'Comités', href: '/comites' },
          { label: 'Comité', href: `/comites/${committee.id}` },
          { label: 'Séance', href: path },
        ],
      },
      <RehearsalPage board={await this.boards.of(committee.id)} csrf={request.csrf ?? ''} path={path} />,
    );
  }

  @Post()
  async step(
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const command = { committeeId: idOf(id), personId: person.id };
    const { step, productId = '' } = parseForm(ofStep, body);
    switch (step) {
      case 'start':
        await this.rehearsals.start(command);
        break;
      case 'end':
        await this.rehearsals.end(command);
        break;
      case 'decide':
        await this.rehearsals.decide(command);
        break;
      case 'call':
        await this.rehearsals.step(command, { type: 'product.called', productId });
        break;
      default:
        await this.rehearsals.step(command, STEPS[step]);
    }
    seeOther(response, `/comites/${command.committeeId}/seance/repetition`);
  }
}

const STEPS = {
  questions: { type: 'questions.opened' },
  deliberation: { type: 'deliberation.opened', team: 'stays' },
  pause: { type: 'clock.paused' },
  resume: { type: 'clock.resumed' },
  extend: { type: 'clock.extended', minutes: 5 },
} as const;
