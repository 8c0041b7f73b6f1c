import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { Clock, DomainError, Forbidden, InvalidInput, isCalendarDate, NotFound } from '#libs/kernel/index.js';
import { ChangePlan, type PlanEdit, PINS, Unavailabilities } from '#libs/planning/index.js';
import type { Flash } from '#libs/ui/index.js';

import { parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { absenceForm } from './absences.form.js';
import { PlanPages } from './plan-pages.js';
import { parametersForm, several, typedParameters } from './plan.form.js';

const revised = z.object({ revision: z.coerce.number().int() });
const pinForm = revised.extend({ pin: z.enum(['none', ...PINS]) });
const moveForm = revised.extend({
  on: z.string().refine(isCalendarDate, 'Choisissez une date.'),
  time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, 'Indiquez une heure, par exemple 14:00.'),
});
const splitForm = revised.extend({ produits: several });
const productForm = revised.extend({ productId: z.uuid() });
const resolveForm = revised.extend({ mode: z.enum(['resolve', 'afresh']).default('resolve') });

interface Asked {
  readonly request: WebRequest;
  readonly response: Response;
  readonly personId: string;
  readonly planId: string;
  readonly body: unknown;
}

/** A plan, and what the lead does to it: each form sends here, and comes back to the plan. */
@Controller('/planification/:id')
export class PlanController {
  constructor(
    private readonly pages: PlanPages,
    private readonly changing: ChangePlan,
    private readonly absences: Unavailabilities,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) planId: string,
  ): Promise<string> {
    return this.pages.show(request, person.id, planId);
  }

  @Post('/seances/:sitting/epingler')
  async pin(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) planId: string,
    @Param('sitting', ParseUUIDPipe) sittingId: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#do({ request, response, personId, planId, body }, async () => {
      const { pin, revision } = parseForm(pinForm, body);
      const edit: PlanEdit = { kind: 'pin', sittingId, pin: pin === 'none' ? null : pin };
      await this.changing.execute({ planId, revision, personId, edit });
      return { at: `#seance-${sittingId}`, flash: done(pin === 'none' ? 'Séance libérée.' : 'Séance épinglée.') };
    });
  }

  @Post('/seances/:sitting/deplacer')
  async move(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) planId: string,
    @Param('sitting', ParseUUIDPipe) sittingId: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#do({ request, response, personId, planId, body }, async () => {
      const { revision, on, time } = named(`-${sittingId}`, () => parseForm(moveForm, body));
      const edit: PlanEdit = { kind: 'move', sittingId, on, time };
      await this.changing.execute({ planId, revision, personId, edit });
      return { at: `#seance-${sittingId}`, flash: done('Séance déplacée et épinglée. Le reste est recalculé.') };
    });
  }

  @Post('/seances/:sitting/scinder')
  async split(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) planId: string,
    @Param('sitting', ParseUUIDPipe) sittingId: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#do({ request, response, personId, planId, body }, async () => {
      const { revision, produits } = parseForm(splitForm, body);
      const edit: PlanEdit = { kind: 'split', sittingId, productIds: produits };
      await this.changing.execute({ planId, revision, personId, edit });
      return { at: '#liste', flash: done('Séance scindée en deux. Le reste est recalculé.') };
    });
  }

  @Post('/produits/:change')
  async product(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) planId: string,
    @Param('change') change: string,
    @Body() body: unknown,
  ): Promise<void> {
    const kind = ({ retirer: 'remove', reprendre: 'restore' } as const)[change];
    if (!kind) throw new NotFound('Cette page n’existe pas.');
    await this.#do({ request, response, personId, planId, body }, async () => {
      const { revision, productId } = parseForm(productForm, body);
      await this.changing.execute({ planId, revision, personId, edit: { kind, productId } });
      return {
        at: '#liste',
        flash: done(kind === 'remove' ? 'Produit retiré de ce plan.' : 'Produit repris dans ce plan.'),
      };
    });
  }

  @Post('/recalculer')
  async resolve(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) planId: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#do({ request, response, personId, planId, body }, async () => {
      const { revision, mode } = parseForm(resolveForm, body);
      await this.changing.execute({ planId, revision, personId, edit: { kind: mode } });
      return { at: '', flash: done('Plan recalculé.') };
    });
  }

  @Post('/reglages')
  async adjust(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) planId: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#do({ request, response, personId, planId, body }, async () => {
      const { revision } = parseForm(revised, body);
      const parameters = parseForm(parametersForm, body);
      await this.changing.execute({ planId, revision, personId, edit: { kind: 'parameters', parameters } });
      return { at: '', flash: done('Plan recalculé avec ces réglages.') };
    });
  }

  @Post('/absences')
  async absent(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) planId: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#do({ request, response, personId, planId, body }, async () => {
      const { revision } = parseForm(revised, body);
      const { personne, ...absence } = parseForm(absenceForm, body);
      await named('absent-', () => this.absences.add({ ...absence, personId: personne, by: personId }), 'before');
      await this.changing.execute({ planId, revision, personId, edit: { kind: 'resolve' } });
      return { at: '#reglages', flash: done('Absence notée. Le plan est recalculé.') };
    });
  }

  @Post('/abandonner')
  async abandon(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) planId: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.#do({ request, response, personId, planId, body }, async () => {
      const { revision } = parseForm(revised, body);
      await this.changing.abandon({ planId, revision, personId, at: this.clock.now() });
      return { to: '/planification/nouvelle', at: '', flash: done('Plan abandonné. Personne n’en a rien su.') };
    });
  }

  /** Back to the plan with what was done; or the plan again, with what was refused. */
  async #do(
    { request, response, personId, planId, body }: Asked,
    act: () => Promise<{ readonly at: string; readonly to?: string; readonly flash: Flash }>,
  ): Promise<void> {
    try {
      const { at, to = `/planification/${planId}`, flash } = await act();
      seeOther(response, `${to}${at}`, flash);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof Forbidden || error instanceof NotFound) throw error;
      const errors = error instanceof InvalidInput ? error.fields : {};
      const isSettings = (body as { noticeDays?: unknown } | undefined)?.noticeDays !== undefined;
      const html = await this.pages.show(request, personId, planId, {
        errors,
        ...(isSettings ? { draft: typedParameters(body) } : {}),
        ...(Object.keys(errors).length === 0
          ? { flash: { kind: 'warning', title: 'Le plan n’est pas changé', text: error.message } }
          : {}),
      });
      response.status(error.status).type('html').send(html);
    }
  }
}

const done = (text: string): Flash => ({ kind: 'success', text });

/** Errors tied to the fields of one sitting, or of one form, where the page has several of a name. */
function named<T>(mark: string, act: () => T, where: 'before' | 'after' = 'after'): T {
  const rename = (error: unknown): never => {
    if (!(error instanceof InvalidInput)) throw error;
    const fields = Object.entries(error.fields).map(([name, message]) => [
      where === 'before' ? mark + name : name + mark,
      message,
    ]);
    throw new InvalidInput(error.message, Object.fromEntries(fields) as Record<string, string>);
  };
  try {
    const result = act();
    return (result instanceof Promise ? result.catch(rename) : result) as T;
  } catch (error) {
    return rename(error);
  }
}
