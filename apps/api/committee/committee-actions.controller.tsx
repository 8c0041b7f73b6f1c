import { Body, Controller, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import {
  CancelCommittee,
  ChangeMembers,
  ConveneCommittee,
  MoveCommittee,
  MoveReminder,
  PostponeCommittee,
  StopReminder,
} from '#libs/committees/index.js';
import { DomainError, Forbidden, InvalidInput, NotFound, parisInstant } from '#libs/kernel/index.js';
import type { Flash } from '#libs/ui/index.js';
import { RUNGS } from '#workflows/committee/index.js';

import { parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { CommitteePages } from './committee-pages.js';
import { date, guest, time } from './planning.form.js';

const keyed = z.object({ idempotencyKey: z.uuid() });
const reasonForm = keyed.extend({ reason: z.string().default('') });
const moveForm = reasonForm.extend({
  date,
  heure: time,
  place: z.string().trim().max(300).default(''),
  videoUrl: z.string().trim().max(500).default(''),
});
const memberForm = guest.extend(keyed.shape);
const removalForm = keyed.extend({ membre: z.uuid() });
const reminderForm = reasonForm.extend({ on: z.string().default(''), intention: z.enum(['deplacer', 'arreter']) });
const rungName = z.enum(RUNGS.map(({ rung }) => rung));

interface Asked {
  readonly request: WebRequest;
  readonly response: Response;
  readonly personId: string;
  readonly committeeId: string;
  readonly body: unknown;
  /** Which form of the page was sent. */
  readonly form: string;
}

/** What is done to a committee from its page: each form sends here, and comes back there. */
@Controller('/comites/:id')
export class CommitteeActionsController {
  constructor(
    private readonly pages: CommitteePages,
    private readonly convening: ConveneCommittee,
    private readonly moving: MoveCommittee,
    private readonly postponing: PostponeCommittee,
    private readonly cancelling: CancelCommittee,
    private readonly changing: ChangeMembers,
    private readonly movingReminder: MoveReminder,
    private readonly stoppingReminder: StopReminder,
  ) {}

  @Post('/convoquer')
  async convene(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) committeeId: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#do({ request, response, personId, committeeId, body, form: 'convoquer' }, async () => {
      const form = parseForm(keyed, body);
      await this.convening.execute({ ...form, committeeId, personId });
      return done('Convocations envoyées. Les rappels de préparation sont programmés.');
    });
  }

  @Post('/deplacer')
  async move(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) committeeId: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#do({ request, response, personId, committeeId, body, form: 'deplacer' }, async () => {
      const { date: on, heure, place, videoUrl, ...form } = parseForm(moveForm, body);
      const startsAt = parisInstant(on, heure);
      await this.moving.execute({
        ...form,
        startsAt,
        place: place || null,
        videoUrl: videoUrl || null,
        committeeId,
        personId,
      });
      return done('Comité déplacé. Les personnes déjà convoquées en sont prévenues.');
    });
  }

  @Post('/reporter')
  async postpone(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) committeeId: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#do({ request, response, personId, committeeId, body, form: 'reporter' }, async () => {
      await this.postponing.execute({ ...parseForm(reasonForm, body), committeeId, personId });
      return done('Comité reporté. Les membres en sont prévenus.');
    });
  }

  @Post('/annuler')
  async cancel(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) committeeId: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#do({ request, response, personId, committeeId, body, form: 'annuler' }, async () => {
      await this.cancelling.execute({ ...parseForm(reasonForm, body), committeeId, personId });
      return done('Comité annulé.');
    });
  }

  @Post('/membres')
  async add(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) committeeId: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#do({ request, response, personId, committeeId, body, form: 'membres' }, async () => {
      const { name, email, capacity, idempotencyKey } = parseForm(memberForm, body);
      const add = [{ name, email, ...capacity }];
      await this.changing.execute({ committeeId, add, personId, idempotencyKey });
      return done(`${name} fait partie du comité.`);
    });
  }

  @Post('/membres/retirer')
  async remove(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) committeeId: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#do({ request, response, personId, committeeId, body, form: 'retirer' }, async () => {
      const { membre, idempotencyKey } = parseForm(removalForm, body);
      await this.changing.execute({ committeeId, remove: [membre], personId, idempotencyKey });
      return done('Cette personne ne fait plus partie du comité.');
    });
  }

  @Post('/rappels/:rung')
  async adjust(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) committeeId: string,
    @Param('rung') name: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { data: rung } = rungName.safeParse(name);
    if (!rung) throw new NotFound('Ce rappel n’existe pas.');
    await this.#do({ request, response, personId, committeeId, body, form: `rappel-${rung}` }, async () => {
      const { intention, on, ...form } = parseForm(reminderForm, body);
      const command = { ...form, committeeId, rung, personId };
      if (intention === 'arreter') {
        await this.stoppingReminder.execute(command);
        return done('Ce rappel ne partira pas.');
      }
      await this.movingReminder.execute({ ...command, ...parseForm(z.object({ on: date }), { on }) });
      return done('Le rappel est déplacé.');
    });
  }

  /** Back to the page with what was done; or the page again, with what was refused and what was typed. */
  async #do({ request, response, personId, committeeId, body, form }: Asked, act: () => Promise<Flash>): Promise<void> {
    try {
      const flash = await act();
      seeOther(response, `/comites/${committeeId}`, flash);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof Forbidden || error instanceof NotFound) throw error;
      const html = await this.pages.show(request, personId, committeeId, {
        form,
        message: error.message,
        errors: error instanceof InvalidInput ? error.fields : {},
        values: typed(body),
      });
      response.status(error.status).type('html').send(html);
    }
  }
}

const done = (text: string): Flash => ({ kind: 'success', text });

const typed = (body: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, unknown>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
