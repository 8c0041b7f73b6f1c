import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { Journal, type JournalEntry } from '#libs/audit/index.js';
import { UndoStep } from '#libs/corrections/index.js';
import { Access, People } from '#libs/identity/index.js';
import { DomainError, Forbidden, frenchDateTime, InvalidInput, newId, NotFound } from '#libs/kernel/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { actorName } from './journal.pages.js';
import { UndoPage, UndoRefusedPage } from './undo.page.js';
import { undoStrings as say } from './undo.strings.js';

const undoForm = z.object({
  idempotencyKey: z.uuid(),
  revision: z.coerce.number().int().positive().max(2_147_483_647),
  reason: z.string().default(''),
});

interface Asked {
  readonly request: WebRequest;
  readonly personId: string;
  readonly caseId: string;
}

/** « Annuler cette étape »: what would come of it, then why. */
@Controller('/journal/:caseId/annulation')
export class UndoController {
  constructor(
    private readonly journal: Journal,
    private readonly access: Access,
    private readonly people: People,
    private readonly undo: UndoStep,
  ) {}

  @Get()
  async ask(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('caseId', ParseUUIDPipe) caseId: string,
  ): Promise<void> {
    const asked = { request, personId: person.id, caseId };
    const last = await this.#lastEntry(asked);
    await this.#orRefusal(asked, last, response, async () => {
      response.type('html').send(await this.#page(asked, last, { revision: last.revision }));
    });
  }

  @Post()
  async take(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('caseId', ParseUUIDPipe) caseId: string,
    @Body() body: unknown,
  ): Promise<void> {
    const asked = { request, personId: person.id, caseId };
    const { process, subjectId, ...last } = await this.#lastEntry(asked);
    await this.#orRefusal(asked, { process, subjectId, ...last }, response, async () => {
      const form = parseForm(undoForm, body);
      try {
        await this.undo.execute({ process, subjectId, personId: person.id, ...form });
        seeOther(response, `/journal/${caseId}`, { kind: 'success', text: say.done });
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        const typed = { reason: form.reason, error: error.fields['reason'] };
        const html = await this.#page(asked, { process, subjectId, ...last }, { revision: form.revision, typed });
        response.status(error.status).type('html').send(html);
      }
    });
  }

  async #page(
    { request, personId, caseId }: Asked,
    { process, subjectId, processLabel }: JournalEntry,
    shown: {
      readonly revision: number;
      readonly typed?: { readonly reason: string; readonly error: string | undefined };
    },
  ): Promise<string> {
    const undone = await this.undo.preview({ process, subjectId, personId, revision: shown.revision });
    const step = undone.entries.at(-1);
    const personOf = /^(?:person|signatory):([0-9a-f-]{36})$/u.exec(step?.actor ?? '')?.[1];
    const people = await this.people.byIds(personOf === undefined ? [] : [personOf]);
    const names = { people: new Map([...people].map(([id, { name }]) => [id, name])), products: new Map() };
    return page(
      request,
      { ...headOf(caseId, processLabel), hasErrors: shown.typed?.error !== undefined },
      <UndoPage
        caseId={caseId}
        undone={undone}
        by={actorName(step?.actor ?? '', names)}
        on={step ? frenchDateTime(step.at) : ''}
        csrf={request.csrf ?? ''}
        idempotencyKey={newId()}
        {...shown}
      />,
    );
  }

  /** @throws NotFound when the person may not read this journal. */
  async #lastEntry({ personId, caseId }: Asked): Promise<JournalEntry> {
    const last = (await this.journal.ofCase(caseId, await this.access.productsOf(personId))).at(-1);
    if (!last) throw new NotFound('Ce journal n’existe pas, ou vous n’y avez pas accès.');
    return last;
  }

  /** A refusal is told on a page that leads back to the journal. */
  async #orRefusal(
    { request, caseId }: Asked,
    { processLabel }: JournalEntry,
    response: Response,
    act: () => Promise<void>,
  ): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound || error instanceof Forbidden) throw error;
      const html = page(
        request,
        headOf(caseId, processLabel),
        <UndoRefusedPage caseId={caseId} message={error.message} />,
      );
      response.status(error.status).type('html').send(html);
    }
  }
}

const headOf = (caseId: string, processLabel: string) => ({
  title: say.submit,
  eyebrow: processLabel,
  lead: say.lead,
  current: '/journal',
  breadcrumb: [
    { label: 'Journal', href: '/journal' },
    { label: processLabel, href: `/journal/${caseId}` },
  ],
});
