import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { AdjournProduct, AdjournSitting } from '#libs/committees/index.js';
import { KeepTime, PlaceTeam } from '#libs/decisions/index.js';
import { type Instant, InvalidInput, parisInstant } from '#libs/kernel/index.js';
import { DeliberationNotes, SittingLinks } from '#libs/sittings/index.js';
import { LONGEST_EXTENSION } from '#workflows/committee/index.js';

import { parseForm, Signed, type WebRequest } from '../web/index.js';
import { text } from './decision-form.values.js';
import { actingOf, commandOf, SittingActs } from './sitting-acts.js';
import { sittingStrings as say } from './sitting.strings.js';

const step = z.object({ idempotencyKey: z.uuid() });
const team = z.enum(['stays', 'leaves']);
const ofTime = step.extend({
  change: z.enum(['clock.paused', 'clock.resumed', 'clock.extended', 'stage.skipped']),
  minutes: z.coerce.number().int().min(1).max(LONGEST_EXTENSION).catch(5),
});
const ofTeam = step.extend({ team });
const ofAdjournment = step.extend({
  productId: z.union([z.uuid(), z.literal('')]).catch(''),
  date: text,
  time: text,
  reason: text,
});
const ofNote = step.extend({ productId: z.uuid(), note: text });

type Person = { readonly id: string };

/** What whoever runs a sitting does beside its turns: its time, the team's place, another day, screens, notes. */
@Controller('/comites/:id/seance')
export class ConductController {
  constructor(
    private readonly acts: SittingActs,
    private readonly keepTime: KeepTime,
    private readonly placeTeam: PlaceTeam,
    private readonly adjournProduct: AdjournProduct,
    private readonly adjournSitting: AdjournSitting,
    private readonly links: SittingLinks,
    private readonly notes: DeliberationNotes,
  ) {}

  @Post('/temps')
  async time(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ) {
    const acting = actingOf(request, response, id, person);
    await this.acts.act(acting, async () => {
      const { change: type, minutes, idempotencyKey } = parseForm(ofTime, body);
      const change = type === 'clock.extended' ? { type, minutes } : { type };
      await this.keepTime.execute({ ...commandOf(acting), idempotencyKey, change });
      return { at: '#tour' };
    });
  }

  @Post('/equipe')
  async place(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ) {
    const acting = actingOf(request, response, id, person);
    await this.acts.act(acting, async () => {
      await this.placeTeam.execute({ ...commandOf(acting), ...parseForm(ofTeam, body) });
      return { text: say.teamPlaced, at: '#tour' };
    });
  }

  @Post('/renvoi')
  async adjourn(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ) {
    const acting = actingOf(request, response, id, person);
    const typed = parseForm(ofAdjournment, body);
    await this.acts.act(
      acting,
      async () => {
        const { productId, reason, idempotencyKey } = typed;
        const command = { ...commandOf(acting), startsAt: momentOf(typed), reason, idempotencyKey };
        if (productId === '') {
          await this.adjournSitting.execute(command);
          return { text: say.sittingAdjourned, at: '' };
        }
        await this.adjournProduct.execute({ ...command, productId });
        return { text: say.productAdjourned, at: '#ordre-du-jour' };
      },
      (fields) => ({ adjournment: typed, adjournmentErrors: fields }),
    );
  }

  @Post('/ecrans')
  async screens(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
  ) {
    const acting = actingOf(request, response, id, person);
    await this.acts.act(acting, async () => {
      await this.links.renew(commandOf(acting));
      return { text: say.screensReady, at: '#ecrans' };
    });
  }

  @Post('/notes')
  async note(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ) {
    const acting = actingOf(request, response, id, person);
    const typed = parseForm(ofNote, body);
    await this.acts.act(
      acting,
      async () => {
        await this.notes.write({ ...commandOf(acting), ...typed, text: typed.note });
        return { text: say.noteKept, at: '#notes' };
      },
      (fields) => ({ note: typed.note, noteErrors: fields }),
    );
  }
}

/** @throws InvalidInput tied to `date` or `time` */
function momentOf({ date, time }: { readonly date: string; readonly time: string }): Instant {
  const fields: Record<string, string> = {};
  if (!z.iso.date().safeParse(date).success) fields['date'] = 'Indiquez la nouvelle date.';
  if (!/^([01]\d|2[0-3]):[0-5]\d$/u.test(time)) fields['time'] = 'Indiquez l’heure, par exemple 14:00.';
  if (Object.keys(fields).length > 0) throw new InvalidInput('La nouvelle date n’est pas complète.', fields);
  return parisInstant(date, time);
}
