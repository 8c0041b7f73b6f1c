import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { CorrectAddress } from '#libs/corrections/index.js';
import { counted, InvalidInput, newId } from '#libs/kernel/index.js';
import { Button, ErrorSummary, Form, HiddenField, KeyFacts, TextArea, TextField } from '#libs/ui/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { MAILS } from './mails.strings.js';

const schema = z.object({
  email: z.string().default(''),
  reason: z.string().default(''),
  idempotencyKey: z.uuid(),
});

interface Typed {
  readonly email?: string;
  readonly reason?: string;
  readonly errors?: Readonly<Record<string, string>>;
}

/** Puts right an address whose mails come back. */
@Controller('/courriels/adresses/:id')
export class CorrectAddressController {
  constructor(private readonly correct: CorrectAddress) {}

  @Get()
  async show(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<string> {
    return this.#page(request, id, person.id, {});
  }

  @Post()
  async save(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const typed = parseForm(schema, body);
    try {
      const left = await this.correct.execute({ ...typed, of: id, personId: person.id });
      const invited = left === 0 ? '' : ` ${counted(left, 'convocation repartie', 'convocations reparties')}.`;
      seeOther(response, '/courriels', { kind: 'success', text: `Adresse corrigée.${invited}` });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      response
        .status(error.status)
        .type('html')
        .send(await this.#page(request, id, person.id, { ...typed, errors: error.fields }));
    }
  }

  async #page(request: WebRequest, id: string, personId: string, typed: Typed): Promise<string> {
    const { name, email } = await this.correct.correctable(id, personId);
    const { errors = {} } = typed;
    return page(
      request,
      {
        title: `Corriger l’adresse de ${name}`,
        current: '/journal',
        breadcrumb: [{ label: MAILS.title, href: '/courriels' }],
        hasErrors: Object.keys(errors).length > 0,
      },
      <>
        <ErrorSummary errors={errors} />
        <KeyFacts facts={[{ term: 'Adresse qui ne reçoit plus', value: email }]} />
        <Form action={`/courriels/adresses/${id}`} csrf={request.csrf}>
          <HiddenField name="idempotencyKey" value={newId()} />
          <TextField
            name="email"
            label="Nouvelle adresse"
            type="email"
            hint="Les convocations aux comités à venir y repartent aussitôt."
            value={typed.email}
            error={errors['email']}
            autocomplete="off"
          />
          <TextArea
            name="reason"
            label="Motif"
            hint="Comment vous avez su la bonne adresse. Il est conservé, avec votre nom."
            value={typed.reason}
            error={errors['reason']}
          />
          <Button>Corriger l’adresse</Button>
        </Form>
      </>,
    );
  }
}
