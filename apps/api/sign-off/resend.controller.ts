import { Body, Controller, Param, ParseUUIDPipe, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { DomainError, Forbidden, NotFound } from '#libs/kernel/index.js';
import { ResendLink } from '#libs/sign-off/index.js';

import { parseForm, seeOther, Signed } from '../web/index.js';

const form = z.object({ idempotencyKey: z.uuid() });

/** Mails a signatory anew, from the page of the record. */
@Controller('/releves/:id/signataires/:signatoryId/renvoi')
export class ResendController {
  constructor(private readonly resend: ResendLink) {}

  @Post()
  async send(
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) recordId: string,
    @Param('signatoryId', ParseUUIDPipe) signatoryId: string,
    @Body() body: unknown,
  ): Promise<void> {
    const back = `/releves/${recordId}`;
    try {
      await this.resend.execute({ recordId, signatoryId, personId, ...parseForm(form, body) });
      seeOther(response, back, {
        kind: 'success',
        text: 'Un nouveau lien est parti. Les précédents ne peuvent plus servir.',
      });
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound || error instanceof Forbidden) throw error;
      seeOther(response, back, { kind: 'error', text: error.message });
    }
  }
}
