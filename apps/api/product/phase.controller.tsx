import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { CorrectPhase } from '#libs/corrections/index.js';
import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { DomainError, Forbidden, InvalidInput, isCalendarDate, newId, NotFound } from '#libs/kernel/index.js';
import { Products } from '#libs/portfolio/index.js';
import { LIFECYCLE_STATES } from '#workflows/contract/index.js';

import { LifecycleBadge } from '../portfolio/lifecycle-badge.js';
import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { PhasePage, phaseStrings as say } from './phase.page.js';

const phaseForm = z.object({
  idempotencyKey: z.uuid(),
  state: z.enum(LIFECYCLE_STATES, 'Choisissez une phase.').exclude(['proposed'], 'Choisissez une phase.'),
  on: z.string().trim().refine(isCalendarDate, 'Choisissez une date.'),
  reason: z.string().default(''),
});

interface Typed {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly alert?: string;
}

/** « Corriger la phase »: for those who run committees in the product's incubator. */
@Controller('/produits/:id/phase')
export class PhaseController {
  constructor(
    private readonly products: Products,
    private readonly access: Access,
    private readonly correct: CorrectPhase,
  ) {}

  @Get()
  async ask(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<string> {
    await this.access.ensureProduct(person.id, id, MANAGING_ROLES);
    return this.#page(request, id, { values: {}, errors: {} });
  }

  @Post()
  async take(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.access.ensureProduct(person.id, id, MANAGING_ROLES);
    try {
      await this.correct.execute({ ...parseForm(phaseForm, body), productId: id, personId: person.id });
      seeOther(response, `/produits/${id}`, { kind: 'success', text: say.done });
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound || error instanceof Forbidden) throw error;
      const typed: Typed = {
        values: z.record(z.string(), z.string()).catch({}).parse(body),
        errors: error instanceof InvalidInput ? error.fields : {},
        ...(error instanceof InvalidInput ? {} : { alert: error.message }),
      };
      response
        .status(error.status)
        .type('html')
        .send(await this.#page(request, id, typed));
    }
  }

  async #page(request: WebRequest, id: string, { values, errors, alert }: Typed): Promise<string> {
    const { name, phase } = await this.products.byId(id);
    return page(
      request,
      {
        title: say.title,
        eyebrow: name,
        lead: say.lead,
        badges: <LifecycleBadge state={phase} />,
        current: '/portefeuille',
        breadcrumb: [
          { label: 'Portefeuille', href: '/portefeuille' },
          { label: name, href: `/produits/${id}` },
        ],
        hasErrors: Object.keys(errors).length > 0 || alert !== undefined,
        ...(alert === undefined ? {} : { flash: { kind: 'error' as const, text: alert } }),
      },
      <PhasePage productId={id} csrf={request.csrf ?? ''} idempotencyKey={newId()} values={values} errors={errors} />,
    );
  }
}
