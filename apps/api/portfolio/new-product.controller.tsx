import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import {
  addMonths,
  type CalendarDate,
  Clock,
  Forbidden,
  InvalidInput,
  isCalendarDate,
  newId,
} from '#libs/kernel/index.js';
import { CreateProduct, Incubators, Organisations } from '#libs/portfolio/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { NewProductPage, type NewProductValues } from './new-product.page.js';

/** An investigation may be recorded late, or opened ahead; not by a slip of the year. */
const MONTHS_AROUND = 12;

const organisation = z.uuid('Choisissez une administration de la liste.').or(z.literal('')).default('');

const productForm = z.object({
  incubatorId: z.uuid('Choisissez un incubateur.'),
  name: z.string().trim().min(1, 'Saisissez le nom du produit.').max(200, 'Ce nom est trop long.'),
  pitch: z.string().trim().max(1000, 'Ce texte est trop long.').default(''),
  contact: z.email('Saisissez une adresse complète.').or(z.literal('')).default(''),
  sponsor: organisation,
  coSponsor: organisation,
  investigationOn: z.string().refine(isCalendarDate, 'Saisissez le premier jour de l’investigation.'),
  bornOutside: z.string().optional(),
  idempotencyKey: z.uuid(),
});

/** A new product of an incubator, by those who run its committees. */
@Controller('/portefeuille/nouveau')
export class NewProductController {
  constructor(
    private readonly createProduct: CreateProduct,
    private readonly incubators: Incubators,
    private readonly organisations: Organisations,
    private readonly access: Access,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Req() request: WebRequest, @Signed() person: { id: string }): Promise<string> {
    return this.#page(request, person.id, { investigationOn: this.clock.today() }, {});
  }

  @Post()
  async create(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: { id: string },
    @Body() body: unknown,
  ): Promise<void> {
    try {
      const form = parseForm(productForm, body);
      await this.access.ensureIncubator(person.id, form.incubatorId, MANAGING_ROLES);
      this.#ensureNear(form.investigationOn);
      const productId = await this.createProduct.execute({
        ...form,
        contact: form.contact || undefined,
        bornOutside: form.bornOutside !== undefined,
        sponsorIds: [form.sponsor, form.coSponsor].filter(Boolean),
        personId: person.id,
      });
      const text = 'Donnez maintenant leur rôle aux personnes du produit.';
      seeOther(response, `/produits/${productId}`, {
        kind: 'success',
        title: form.bornOutside === undefined ? 'Investigation ouverte' : 'Produit créé',
        text,
      });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const typed = z.record(z.string(), z.string()).catch({}).parse(body);
      response
        .status(error.status)
        .type('html')
        .send(await this.#page(request, person.id, typed, error.fields));
    }
  }

  #ensureNear(day: CalendarDate): void {
    const today = this.clock.today();
    if (day >= addMonths(today, -MONTHS_AROUND) && day <= addMonths(today, MONTHS_AROUND)) return;
    throw new InvalidInput('La date est trop éloignée.', {
      investigationOn: 'Cette date est à plus d’un an d’aujourd’hui. Vérifiez l’année.',
    });
  }

  async #page(
    request: WebRequest,
    personId: string,
    values: NewProductValues,
    errors: Readonly<Record<string, string>>,
  ): Promise<string> {
    const managed = await this.access.incubatorsWhere(personId, MANAGING_ROLES);
    if (managed.length === 0)
      throw new Forbidden(
        'Seules les personnes responsables d’un incubateur ou de son portefeuille créent des produits.',
      );
    return page(
      request,
      {
        title: 'Nouveau produit',
        current: '/portefeuille',
        breadcrumb: [{ label: 'Portefeuille', href: '/portefeuille' }],
        lead: 'Un produit commence par une investigation.',
        hasErrors: Object.keys(errors).length > 0,
      },
      <NewProductPage
        incubators={await this.incubators.byIds(managed)}
        organisations={await this.organisations.all()}
        values={values}
        errors={errors}
        csrf={request.csrf ?? ''}
        idempotencyKey={newId()}
      />,
    );
  }
}
