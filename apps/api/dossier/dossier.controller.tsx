import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';

import {
  DossierAccess,
  DossierChanged,
  type DossierDesk,
  DossierIncomplete,
  dossierNotFound,
  PrintDossiers,
  SaveDossier,
  type SavedDossier,
  SubmitDossier,
} from '#libs/dossiers/index.js';
import { People } from '#libs/identity/index.js';
import { DomainError, InvalidInput } from '#libs/kernel/index.js';
import { fieldId } from '#libs/ui/index.js';

import { seeOther, sendFile, Signed, type WebRequest } from '../web/index.js';
import { choiceName } from './conflicts.js';
import { formOf } from './dossier-form.read.js';
import { GROWING, isGrowing } from './dossier-form.values.js';
import { DossierPages, type Returned } from './dossier-pages.js';
import { type DossierPost, dossierPost } from './dossier-post.js';
import { dossierStrings as say } from './dossier.strings.js';
import { fieldNames } from './field-names.js';

/** « Dossier »: the team's form, and what the members of the committee read. */
@Controller('/dossiers/:id')
export class DossierController {
  constructor(
    private readonly access: DossierAccess,
    private readonly save: SaveDossier,
    private readonly submit: SubmitDossier,
    private readonly people: People,
    private readonly print: PrintDossiers,
    private readonly pages: DossierPages,
  ) {}

  @Get()
  async show(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
    @Query('vue') view: unknown,
    @Query('plus') more: unknown,
  ): Promise<string> {
    return this.pages.show(request, await this.access.readable(person.id, id), { view, more });
  }

  /** What members receive, as they receive it. */
  @Get('/pdf')
  async pdf(
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<void> {
    const { committee, product } = await this.access.readable(person.id, id);
    const file = await this.print.execute(committee, new Set([product.id]));
    if (!file) throw dossierNotFound();
    await sendFile(response, file, file.content);
  }

  @Post()
  async write(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: Record<string, unknown>,
  ): Promise<void> {
    const sent = dossierPost(body);
    const desk = await this.access.writable(person.id, id);
    const errors = lacking(sent);
    const returned =
      Object.keys(errors).length > 0
        ? await this.#toCorrect(desk, sent, errors)
        : await this.#keep(response, person.id, desk, sent, body['intention']);
    if (!returned) return;
    const fresh = await this.access.readable(person.id, id);
    response
      .status(returned.status)
      .type('html')
      .send(await this.pages.again(request, fresh, returned));
  }

  /** Saves, then submits or goes on as asked. @returns what to show again when something was refused. */
  async #keep(
    response: Response,
    personId: string,
    desk: DossierDesk,
    sent: DossierPost,
    intention: unknown,
  ): Promise<Returned | undefined> {
    const { dossier } = desk;
    const { form, content, shown, revision, idempotencyKey } = sent;
    const by = { dossierId: dossier.id, personId, idempotencyKey };
    const path = `/dossiers/${dossier.id}`;
    let saved: SavedDossier;
    try {
      const yielded = sent.conflicts.filter((one) => sent.chosen[one] === 'theirs');
      saved = await this.save.execute({ ...by, content, revision, shown, yielded });
    } catch (error) {
      return this.#refused(error, desk, sent);
    }
    const others = await this.#toldOf(saved);
    const more = typeof intention === 'string' ? intention.replace(/^ajouter\./u, '') : '';
    if (isGrowing(more)) {
      const first = fieldId(`${more}[${form[more].length}][${GROWING[more]}]`);
      seeOther(response, `${path}?plus=${more}#${first}`);
      return undefined;
    }
    if (intention === 'joindre') {
      seeOther(response, `${path}/pieces`);
      return undefined;
    }
    if (intention !== 'deposer') {
      const text = dossier.submission ? say.savedAfterSubmission : say.saved;
      seeOther(response, path, { kind: 'success', text: text + others });
      return undefined;
    }
    try {
      await this.submit.execute({ ...by, revision: saved.revision });
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 403 || error.status === 404) throw error;
      const { content: last, revision: now } = (await this.access.readable(personId, dossier.id)).dossier;
      const text = error instanceof DossierChanged ? say.overtaken : error.message;
      return {
        status: error.status,
        form: formOf(last),
        revision: now,
        errors: error instanceof DossierIncomplete ? error.fields : {},
        flash: { kind: 'warning', title: say.savedNotSubmitted, text },
      };
    }
    seeOther(response, `${path}?vue=lecture`, { kind: 'success', text: say.submitted + others });
    return undefined;
  }

  async #refused(error: unknown, desk: DossierDesk, sent: DossierPost): Promise<Returned> {
    if (error instanceof InvalidInput) return this.#toCorrect(desk, sent, error.fields);
    if (!(error instanceof DossierChanged) || !error.collision) throw error;
    const { content: ours, theirs, conflicts, taken } = error.collision;
    return {
      status: error.status,
      form: formOf(ours),
      revision: error.revision,
      conflicting: {
        paths: conflicts.map(({ path }) => path),
        ours,
        theirs,
        chosen: {},
        errors: {},
        by: await this.#nameOf(error.updatedBy),
        taken: fieldNames(taken, 6, theirs, ours),
      },
    };
  }

  /** The form as it was sent, with what is wrong with it; what was to be settled between two editors still is. */
  async #toCorrect({ dossier }: DossierDesk, sent: DossierPost, errors: Returned['errors'] = {}): Promise<Returned> {
    const { form, revision, conflicts: paths, content: ours, chosen } = sent;
    const by = await this.#nameOf(dossier.updatedBy);
    const conflicting = { paths, ours, theirs: dossier.content, chosen, errors, by, taken: '' };
    return { status: 422, form, revision, errors, ...(paths.length > 0 ? { conflicting } : {}) };
  }

  /** What of others' writing was taken in, as a sentence that follows another; empty when nothing was. */
  async #toldOf({ taken, others, content }: SavedDossier): Promise<string> {
    if (taken.length === 0) return '';
    return ` ${await this.#nameOf(others)} avait écrit pendant ce temps, et ses réponses sont gardées\u00A0: ${fieldNames(taken, 4, content)}.`;
  }

  async #nameOf(personId: string | null): Promise<string> {
    return (personId === null ? undefined : await this.people.byId(personId))?.name ?? say.somebody;
  }
}

/** What cannot be read, and what a page of conflicts came back with not chosen. */
function lacking({ fields, conflicts, chosen }: DossierPost): Readonly<Record<string, string>> {
  const open = conflicts.filter((path) => !['ours', 'theirs'].includes(chosen[path] ?? ''));
  return { ...Object.fromEntries(open.map((path) => [choiceName(path), say.choose])), ...fields };
}
