import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { DomainError, Forbidden, InvalidInput, newId, NotFound } from '#libs/kernel/index.js';
import { Incubators, Programmes } from '#libs/portfolio/index.js';
import { ChangeProgramme, checkedProgramme, ProgrammeEffects } from '#libs/programmes/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { differences } from './programme.differences.js';
import { draftOf, type ProgrammeDraft, programmeOf, typedProgramme } from './programme.form.js';
import { ProgrammePage, type ProgrammeView } from './programme.page.js';
import { STRINGS } from './programme.strings.js';

const sent = z.object({
  idempotencyKey: z.uuid(),
  revision: z.coerce.number().int().min(0),
  intention: z.enum(['voir', 'enregistrer']),
});

type Shown = Partial<Pick<ProgrammeView, 'errors' | 'preview'>> & {
  readonly draft?: ProgrammeDraft;
  readonly alert?: string;
};

/** « Programme » of an incubator: for those who run its committees. */
@Controller('/incubateurs/:id/programme')
export class ProgrammeController {
  constructor(
    private readonly programmes: Programmes,
    private readonly incubators: Incubators,
    private readonly effects: ProgrammeEffects,
    private readonly change: ChangeProgramme,
    private readonly access: Access,
  ) {}

  @Get()
  async show(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<string> {
    await this.access.ensureIncubator(person.id, id, MANAGING_ROLES);
    return this.#page(request, id, {});
  }

  @Post()
  async take(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.access.ensureIncubator(person.id, id, MANAGING_ROLES);
    const draft = typedProgramme(body);
    try {
      const { intention, ...command } = parseForm(sent, body);
      const { programme: before } = await this.programmes.ofIncubator(id);
      const programme = checkedProgramme(programmeOf(draft, before));
      if (intention === 'voir') {
        const preview = { changes: differences(before, programme), moved: await this.effects.of(id, programme) };
        response
          .status(200)
          .type('html')
          .send(await this.#page(request, id, { draft, preview }));
        return;
      }
      await this.change.execute({ ...command, programme, incubatorId: id, personId: person.id });
      seeOther(response, `/incubateurs/${id}/programme`, { kind: 'success', text: STRINGS.saved });
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound || error instanceof Forbidden) throw error;
      const shown: Shown =
        error instanceof InvalidInput ? { draft, errors: error.fields } : { draft, alert: error.message };
      response
        .status(error.status)
        .type('html')
        .send(await this.#page(request, id, shown));
    }
  }

  async #page(request: WebRequest, id: string, shown: Shown): Promise<string> {
    const { name } = await this.incubators.byId(id);
    const { programme, revision } = await this.programmes.ofIncubator(id);
    const { errors = {}, alert, draft = draftOf(programme), preview } = shown;
    return page(
      request,
      {
        title: STRINGS.title,
        eyebrow: name,
        lead: STRINGS.lead,
        current: '/portefeuille',
        breadcrumb: [{ label: 'Portefeuille', href: '/portefeuille' }],
        hasErrors: Object.keys(errors).length > 0 || alert !== undefined,
        ...(alert === undefined ? {} : { flash: { kind: 'error' as const, text: alert } }),
      },
      <ProgrammePage
        incubatorId={id}
        revision={revision}
        draft={draft}
        errors={errors}
        preview={preview}
        changes={await this.programmes.changesOf(id)}
        csrf={request.csrf ?? ''}
        idempotencyKey={newId()}
      />,
    );
  }
}
