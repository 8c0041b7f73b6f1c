import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import {
  AttachFile,
  attachmentNotFound,
  Attachments,
  DossierAccess,
  type DossierDesk,
  FileRefused,
  RemoveAttachment,
} from '#libs/dossiers/index.js';
import { People } from '#libs/identity/index.js';

import { page, parseForm, received, seeOther, sendFile, Signed, type WebRequest } from '../web/index.js';
import { AttachmentsPage } from './attachments.page.js';
import { dossierStrings as say } from './dossier.strings.js';

const ticket = z.object({ idempotencyKey: z.uuid() });

/** The files joined to a dossier: a page of their own, so that nothing typed in the form is lost by one that is refused. */
@Controller('/dossiers/:id/pieces')
export class AttachmentsController {
  constructor(
    private readonly access: DossierAccess,
    private readonly attachments: Attachments,
    private readonly attach: AttachFile,
    private readonly takeOut: RemoveAttachment,
    private readonly people: People,
  ) {}

  @Get()
  async list(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<string> {
    return this.#page(request, await this.access.writable(person.id, id));
  }

  @Post()
  async join(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) dossierId: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { idempotencyKey } = parseForm(ticket, body);
    const desk = await this.access.writable(person.id, dossierId);
    const refusal = await received(response, async (file) => {
      if (!file) return say.noFile;
      try {
        await this.attach.execute({ dossierId, file, personId: person.id, idempotencyKey });
        return undefined;
      } catch (error) {
        if (error instanceof FileRefused) return error.message;
        throw error;
      }
    });
    if (refusal === undefined) {
      seeOther(response, `/dossiers/${dossierId}/pieces`, { kind: 'success', text: say.attached });
      return;
    }
    response
      .status(422)
      .type('html')
      .send(await this.#page(request, desk, refusal));
  }

  @Post('/:pieceId/retirer')
  async remove(
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) dossierId: string,
    @Param('pieceId', ParseUUIDPipe) attachmentId: string,
  ): Promise<void> {
    await this.takeOut.execute({ dossierId, attachmentId, personId: person.id });
    seeOther(response, `/dossiers/${dossierId}/pieces`, { kind: 'success', text: say.detached });
  }

  /** Members are given the files with the dossier, once it is submitted. */
  @Get('/:pieceId')
  async download(
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) dossierId: string,
    @Param('pieceId', ParseUUIDPipe) attachmentId: string,
  ): Promise<void> {
    const { mayWrite, dossier } = await this.access.readable(person.id, dossierId);
    const file = mayWrite || dossier.submission ? await this.attachments.byId(dossierId, attachmentId) : undefined;
    if (!file) throw attachmentNotFound();
    await sendFile(response, file, this.attachments.bytes(file));
  }

  async #page(request: WebRequest, desk: DossierDesk, error?: string): Promise<string> {
    const { dossier, product } = desk;
    const attachments = await this.attachments.everOf(dossier.id);
    const ids = attachments.flatMap(({ addedBy, removed }) => (removed ? [addedBy, removed.by] : [addedBy]));
    const people = await this.people.byIds([...new Set(ids)]);
    return page(
      request,
      {
        title: `Pièces jointes\u00A0: ${product.name}`,
        current: '/comites',
        breadcrumb: [
          { label: 'Comités', href: '/comites' },
          { label: `Dossier\u00A0: ${product.name}`, href: `/dossiers/${dossier.id}` },
        ],
        hasErrors: error !== undefined,
      },
      <AttachmentsPage
        desk={desk}
        attachments={attachments}
        nameOf={(id) => people.get(id)?.name ?? say.somebody}
        csrf={request.csrf ?? ''}
        error={error}
      />,
    );
  }
}
