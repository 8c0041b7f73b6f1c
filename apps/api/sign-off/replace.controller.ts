import { Body, Controller, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { DomainError, Forbidden, NotFound } from '#libs/kernel/index.js';
import { ReplaceSignatory } from '#libs/sign-off/index.js';

import { parseForm, seeOther, Signed } from '../web/index.js';

const form = z.object({
  idempotencyKey: z.uuid(),
  signatoryId: z.uuid('Choisissez qui est remplacé.'),
  byPersonId: z.uuid('Choisissez qui signe à sa place.'),
  reason: z.string().catch(''),
});

/** Gives the place of a signatory who has not answered to somebody else, from the page of the record. */
@Controller('/releves/:id/signataires/remplacement')
export class ReplaceSignatoryController {
  constructor(private readonly replaceSignatory: ReplaceSignatory) {}

  @Post()
  async replace(
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) recordId: string,
    @Body() body: unknown,
  ): Promise<void> {
    const back = `/releves/${recordId}`;
    try {
      await this.replaceSignatory.execute({ recordId, personId, ...parseForm(form, body) });
      seeOther(response, back, {
        kind: 'success',
        text: 'Le signataire est remplacé. Le lien de la personne remplacée ne sert plus, et elle en est prévenue.',
      });
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound || error instanceof Forbidden) throw error;
      seeOther(response, back, { kind: 'error', text: error.message });
    }
  }
}
