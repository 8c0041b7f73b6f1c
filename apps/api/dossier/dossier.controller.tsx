import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import {
  DossierAccess,
  DossierChanged,
  type DossierContent,
  type DossierDesk,
  dossierDueOn,
  DossierIncomplete,
  SaveDossier,
  SubmitDossier,
} from '#libs/dossiers/index.js';
import { People } from '#libs/identity/index.js';
import { Clock, DomainError, InvalidInput } from '#libs/kernel/index.js';
import { fieldId, type Flash } from '#libs/ui/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { differingParts } from './differences.js';
import {
  compacted,
  type DossierForm,
  dossierForm,
  formOf,
  GROWING,
  isGrowing,
  readDossier,
} from './dossier-form.values.js';
import { headOf } from './dossier-head.js';
import { dossierStrings as say } from './dossier.strings.js';
import { ChangedAlert, DossierView } from './dossier.view.js';

const ticket = z.object({ revision: z.coerce.number().int().positive(), idempotencyKey: z.uuid() });

/** What of a form goes back to the person who sent it. */
interface Returned {
  readonly status: number;
  readonly form: DossierForm;
  readonly revision?: number;
  readonly errors?: Readonly<Record<string, string>>;
  readonly flash?: Flash;
  /** Somebody else saved in the meantime. */
  readonly isOvertaken?: boolean;
}

/** « Dossier »: the team's form, and what the members of the committee read. */
@Controller('/dossiers/:id')
export class DossierController {
  constructor(
    private readonly access: DossierAccess,
    private readonly save: SaveDossier,
    private readonly submit: SubmitDossier,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
    @Query('vue') view: unknown,
    @Query('plus') more: unknown,
  ): Promise<string> {
    const desk = await this.access.readable(person.id, id);
    const isWritten = desk.mayWrite && desk.isOpen && view !== 'lecture';
    return this.#page(request, desk, isWritten ? { status: 200, form: formOf(desk.dossier.content) } : undefined, more);
  }

  @Post()
  async write(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: Record<string, unknown>,
  ): Promise<void> {
    const sent = parseForm(ticket, body);
    const form = compacted(parseForm(dossierForm, body));
    const desk = await this.access.writable(person.id, id);
    const { content, fields } = readDossier(form);
    const returned =
      Object.keys(fields).length > 0
        ? { status: 422, form, revision: sent.revision, errors: fields }
        : await this.#keep(response, person.id, desk, { ...sent, form, content, intention: body['intention'] });
    if (!returned) return;
    const fresh = await this.access.readable(person.id, id);
    response
      .status(returned.status)
      .type('html')
      .send(await this.#page(request, fresh, returned));
  }

  /** Saves, then submits or goes on as asked. @returns what to show again when something was refused. */
  async #keep(
    response: Response,
    personId: string,
    { dossier }: DossierDesk,
    sent: z.infer<typeof ticket> & {
      readonly form: DossierForm;
      readonly content: DossierContent;
      readonly intention: unknown;
    },
  ): Promise<Returned | undefined> {
    const { form, content, intention, idempotencyKey } = sent;
    const by = { dossierId: dossier.id, personId, idempotencyKey };
    const path = `/dossiers/${dossier.id}`;
    let revision: number;
    try {
      revision = await this.save.execute({ ...by, content, revision: sent.revision });
    } catch (error) {
      return refused(error, form, sent.revision);
    }
    const more = typeof intention === 'string' ? intention.replace(/^ajouter\./u, '') : '';
    if (isGrowing(more)) {
      const first = fieldId(`${more}[${form[more].length}][${GROWING[more]}]`);
      seeOther(response, `${path}?plus=${more}#${first}`);
      return undefined;
    }
    if (intention !== 'deposer') {
      const text = dossier.submission ? say.savedAfterSubmission : say.saved;
      seeOther(response, path, { kind: 'success', text });
      return undefined;
    }
    try {
      await this.submit.execute({ ...by, revision });
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 403 || error.status === 404) throw error;
      const { content: saved, revision: last } = (await this.access.readable(personId, dossier.id)).dossier;
      const text = error instanceof DossierChanged ? say.overtaken : error.message;
      return {
        status: error.status,
        form: formOf(saved),
        revision: last,
        errors: error instanceof DossierIncomplete ? error.fields : {},
        flash: { kind: 'warning', title: say.savedNotSubmitted, text },
      };
    }
    seeOther(response, `${path}?vue=lecture`, { kind: 'success', text: say.submitted });
    return undefined;
  }

  async #page(request: WebRequest, desk: DossierDesk, returned?: Returned, more?: unknown): Promise<string> {
    const { dossier, committee, product } = desk;
    const today = this.clock.today();
    const dueOn = dossierDueOn(committee.context);
    const { errors = {}, flash, isOvertaken } = returned ?? {};
    return page(
      request,
      {
        ...headOf({ desk, today, dueOn, isWritten: returned !== undefined }),
        hasErrors: Object.keys(errors).length > 0,
        flash,
      },
      <>
        {returned && isOvertaken && (
          <ChangedAlert
            dossier={dossier}
            by={dossier.updatedBy === null ? undefined : (await this.people.byId(dossier.updatedBy))?.name}
            parts={differingParts(readDossier(returned.form).content, dossier.content, product.phase)}
          />
        )}
        <DossierView
          desk={desk}
          today={today}
          dueOn={dueOn}
          csrf={request.csrf ?? ''}
          written={
            returned && {
              form: returned.form,
              revision: returned.revision ?? dossier.revision,
              errors,
              more: isGrowing(more) ? more : undefined,
            }
          }
        />
      </>,
    );
  }
}

function refused(error: unknown, form: DossierForm, revision: number): Returned {
  if (error instanceof InvalidInput) return { status: error.status, form, revision, errors: error.fields };
  if (!(error instanceof DossierChanged)) throw error;
  return { status: error.status, form, revision: error.revision, isOvertaken: true };
}
