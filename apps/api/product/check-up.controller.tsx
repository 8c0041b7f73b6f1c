import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { type CheckUp, CheckUpChanged, type CheckUpContent, CheckUps } from '#libs/dossiers/index.js';
import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { frenchDate, InvalidInput, NotFound } from '#libs/kernel/index.js';
import { Products } from '#libs/portfolio/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { CheckUpPage, type TypedCheckUp } from './check-up.page.js';

const text = z.string().trim().catch('');
const checkUpForm = z.object({
  revision: z.coerce.number().int().nonnegative(),
  objectives: z.array(z.object({ objectiveId: text, standing: text, result: text, help: text })).catch([]),
});

/** « Point à trois mois »: where each objective stands, half-way to the next committee. */
@Controller('/produits/:id/point')
export class CheckUpController {
  constructor(
    private readonly checkUps: CheckUps,
    private readonly products: Products,
    private readonly access: Access,
  ) {}

  @Get()
  async show(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<string> {
    const checkUp = await this.#of(person.id, id);
    return this.#page(request, checkUp, { typed: typedOf(checkUp), errors: {} });
  }

  @Post()
  async answer(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const typed = parseForm(checkUpForm, body);
    const checkUp = await this.#of(person.id, id);
    try {
      const content = { objectives: typed.objectives } as unknown as CheckUpContent;
      await this.checkUps.answer({ productId: id, revision: typed.revision, content, personId: person.id });
      seeOther(response, `/produits/${id}`, { kind: 'success', text: 'Le point à trois mois est enregistré.' });
    } catch (error) {
      const isChanged = error instanceof CheckUpChanged;
      if (!isChanged && !(error instanceof InvalidInput)) throw error;
      const shown = isChanged
        ? { typed: { ...typed, revision: checkUp.answer?.revision ?? 0 }, errors: {}, refusal: error.message }
        : { typed, errors: error.fields };
      response
        .status(error.status)
        .type('html')
        .send(await this.#page(request, checkUp, shown));
    }
  }

  async #of(personId: string, productId: string): Promise<CheckUp & { readonly mayWrite: boolean }> {
    await this.access.ensureProduct(personId, productId);
    const checkUp = await this.checkUps.of(productId);
    if (!checkUp) throw new NotFound('Aucun comité n’a encore fixé d’objectif à ce produit.');
    const roles = await this.access.rolesForProduct(personId, productId);
    const mayWrite = roles.some((role) => TEAM.includes(role) || MANAGING_ROLES.includes(role));
    return { ...checkUp, mayWrite };
  }

  async #page(
    request: WebRequest,
    checkUp: CheckUp & { readonly mayWrite: boolean },
    shown: {
      readonly typed: TypedCheckUp;
      readonly errors: Readonly<Record<string, string>>;
      readonly refusal?: string;
    },
  ): Promise<string> {
    const product = await this.products.byId(checkUp.productId);
    return page(
      request,
      {
        title: `Point à trois mois\u00A0: ${product.name}`,
        current: '/portefeuille',
        breadcrumb: [
          { label: 'Portefeuille', href: '/portefeuille' },
          { label: product.name, href: `/produits/${product.id}` },
        ],
        lead: `Objectifs fixés le ${frenchDate(checkUp.setOn)}. Point attendu le ${frenchDate(checkUp.dueOn)}.`,
        hasErrors: Object.keys(shown.errors).length > 0,
      },
      <CheckUpPage checkUp={checkUp} csrf={request.csrf ?? ''} {...shown} />,
    );
  }
}

const TEAM: readonly string[] = ['intrapreneur', 'coach', 'team-member'];

function typedOf({ objectives, answer }: CheckUp): TypedCheckUp {
  const said = new Map(answer?.content.objectives.map((one) => [one.objectiveId, one]));
  return {
    revision: answer?.revision ?? 0,
    objectives: objectives.map(({ id }) => ({ objectiveId: id, standing: '', result: '', help: '', ...said.get(id) })),
  };
}
