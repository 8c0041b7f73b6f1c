import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { Committees } from '#libs/committees/index.js';
import { Decisions, Envelopes, Objectives } from '#libs/decisions/index.js';
import { CheckUps, Dossiers, indicatorHistories, unitCostHistory } from '#libs/dossiers/index.js';
import { Access, MANAGING_ROLES, People, PRODUCT_ROLES, ROLE_LABELS, Roles } from '#libs/identity/index.js';
import { Clock, InvalidInput, NotFound } from '#libs/kernel/index.js';
import { Portfolio, ProductRecords, Products } from '#libs/portfolio/index.js';

import { DutyBadge } from '../portfolio/duty-words.js';
import { LifecycleBadge } from '../portfolio/lifecycle-badge.js';
import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import type { NewPerson } from './product-people.js';
import { ProductPage } from './product.page.js';

const personForm = z.object({
  name: z.string().trim().min(1, 'Saisissez le prénom et le nom.').max(200, 'Ce nom est trop long.'),
  email: z.string().trim().min(1, 'Saisissez l’adresse électronique.').max(254, 'Cette adresse est trop longue.'),
  title: z.string().trim().max(200, 'Cette fonction est trop longue.').optional(),
  role: z.enum(PRODUCT_ROLES, 'Choisissez un rôle.'),
});

const NOBODY: NewPerson = { values: {}, errors: {} };

/** « Produit »: all that is known of one product, and who its people are. */
@Controller('/produits/:id')
export class ProductController {
  constructor(
    private readonly products: Products,
    private readonly portfolio: Portfolio,
    private readonly records: ProductRecords,
    private readonly committees: Committees,
    private readonly decisions: Decisions,
    private readonly envelopes: Envelopes,
    private readonly objectives: Objectives,
    private readonly dossiers: Dossiers,
    private readonly checkUps: CheckUps,
    private readonly access: Access,
    private readonly roles: Roles,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<string> {
    await this.access.ensureProduct(person.id, id);
    return this.#page(request, person.id, id, NOBODY);
  }

  @Post('/personnes')
  async addPerson(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: Record<string, unknown>,
  ): Promise<void> {
    await this.access.ensureProduct(person.id, id, MANAGING_ROLES);
    try {
      const { role, ...described } = parseForm(personForm, body);
      const added = await this.people.findOrCreate({ ...described, title: described.title ?? null });
      await this.roles.give(added.id, { role, productId: id });
      const text = `${added.name}\u00A0: ${ROLE_LABELS[role].toLowerCase()}.`;
      seeOther(response, `/produits/${id}#personnes`, { kind: 'success', title: 'Rôle donné', text });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const typed = z.record(z.string(), z.string()).catch({}).parse(body);
      const html = await this.#page(request, person.id, id, { values: typed, errors: error.fields });
      response.status(error.status).type('html').send(html);
    }
  }

  @Post('/personnes/:roleId/retirer')
  async removePerson(
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) id: string,
    @Param('roleId', ParseUUIDPipe) roleId: string,
  ): Promise<void> {
    await this.access.ensureProduct(person.id, id, MANAGING_ROLES);
    const removed = await this.roles.takeBack(roleId, id);
    const text = removed ? 'Le rôle est retiré.' : 'Ce rôle était déjà retiré.';
    seeOther(response, `/produits/${id}#personnes`, { kind: removed ? 'success' : 'info', text });
  }

  async #page(request: WebRequest, personId: string, id: string, newPerson: NewPerson): Promise<string> {
    const on = this.clock.today();
    const line = await this.portfolio.lineOf(id, on);
    if (!line) throw new NotFound('Ce produit n’existe pas.');
    const product = await this.products.byId(id);
    const held = await this.access.rolesForProduct(personId, id);
    const manages = held.some((role) => MANAGING_ROLES.includes(role));
    const committees = await this.committees.ofProduct(id);
    const dossiers = await this.dossiers.ofProduct(id);
    return page(
      request,
      {
        title: product.name,
        current: '/portefeuille',
        breadcrumb: [{ label: 'Portefeuille', href: '/portefeuille' }],
        eyebrow: product.incubator?.name ?? 'Sans incubateur',
        lead: product.pitch,
        badges: (
          <>
            <LifecycleBadge state={product.phase} />
            {line.standing !== 'notOwed' && <DutyBadge line={line} />}
          </>
        ),
        hasErrors: Object.keys(newPerson.errors).length > 0,
      },
      <ProductPage
        product={product}
        line={line}
        on={on}
        history={await this.products.historyOf(id)}
        committees={committees}
        indicators={indicatorHistories(dossiers, committees)}
        unitCost={unitCostHistory(dossiers, committees)}
        decisions={await this.decisions.ofProduct(id)}
        sponsors={await this.products.sponsorsOf(id)}
        oddities={await this.products.odditiesOf(id)}
        objectives={await this.objectives.baselineOf(id)}
        checkUp={await this.checkUps.of(id)}
        envelopes={await this.envelopes.ofProduct(id)}
        records={await this.records.ofProduct(id)}
        people={{ holders: await this.roles.ofProduct(id), manages, csrf: request.csrf ?? '', newPerson }}
      />,
    );
  }
}
