import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';

import {
  type HeldCapacity,
  missingRoles,
  PlanCommittee,
  type PlannableProduct,
  PlannableProducts,
  planningWarnings,
  ProposedMembers,
} from '#libs/committees/index.js';
import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import {
  Clock,
  DomainError,
  Forbidden,
  InvalidInput,
  isCalendarDate,
  newId,
  NotFound,
  turnMinutes,
} from '#libs/kernel/index.js';
import { Incubators, Programmes } from '#libs/portfolio/index.js';
import { type Flash } from '#libs/ui/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { STRINGS } from './committee.strings.js';
import { ChooseIncubator } from './choose-incubator.page.js';
import { capacity, draftOf, type PlanningDraft, planningForm } from './planning.form.js';
import { PlanningPage } from './planning.page.js';

interface Refusal {
  readonly errors: Readonly<Record<string, string>>;
  readonly flash?: Flash;
}

/** Planning a committee, on one page that grows with what is chosen. */
@Controller('/comites/nouveau')
export class PlanningController {
  constructor(
    private readonly plan: PlanCommittee,
    private readonly products: PlannableProducts,
    private readonly proposed: ProposedMembers,
    private readonly incubators: Incubators,
    private readonly programmes: Programmes,
    private readonly access: Access,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Query() query: Record<string, unknown>,
  ): Promise<string> {
    const draft = draftOf(query);
    const asked = query['incubateur'];
    const managed = await this.access.incubatorsWhere(person.id, MANAGING_ROLES);
    const [first] = await this.products.byIds(draft.productIds);
    const incubatorId =
      first?.incubatorId ?? (typeof asked === 'string' ? asked : managed.length === 1 ? managed[0] : undefined);
    if (managed.length === 0)
      throw new Forbidden('Planifier un comité revient à la personne qui a la charge de l’incubateur.');
    if (incubatorId === undefined) {
      const incubators = await this.incubators.byIds(managed);
      const { title, whichIncubator } = STRINGS.planning;
      return page(
        request,
        { title, lead: whichIncubator, current: '/comites' },
        <ChooseIncubator incubators={incubators} />,
      );
    }
    return this.#page(request, person.id, incubatorId, draft, newId());
  }

  @Post()
  async submit(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: { id: string },
    @Body() body: Record<string, unknown>,
  ): Promise<void> {
    const draft = draftOf(body);
    const [first] = await this.products.byIds(draft.productIds);
    const incubatorId = first?.incubatorId ?? (await this.#only(person.id));
    const key = typeof body['idempotencyKey'] === 'string' ? body['idempotencyKey'] : newId();
    if (body['intention'] === 'apercu') {
      response
        .status(200)
        .type('html')
        .send(await this.#page(request, person.id, incubatorId, draft, key));
      return;
    }
    try {
      const id = await this.plan.execute({ ...parseForm(planningForm, body), personId: person.id });
      seeOther(response, `/comites/${id}`, {
        kind: 'success',
        text: 'Comité planifié. Relisez-le, puis envoyez les convocations.',
      });
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof Forbidden || error instanceof NotFound) throw error;
      const refusal: Refusal =
        error instanceof InvalidInput && Object.keys(error.fields).length > 0
          ? { errors: error.fields }
          : { errors: {}, flash: { kind: 'error', title: 'Le comité n’est pas planifié', text: error.message } };
      response
        .status(error.status)
        .type('html')
        .send(await this.#page(request, person.id, incubatorId, draft, newId(), refusal));
    }
  }

  async #only(personId: string): Promise<string> {
    const [incubatorId, ...others] = await this.access.incubatorsWhere(personId, MANAGING_ROLES);
    if (incubatorId === undefined || others.length > 0)
      throw new InvalidInput('Choisissez au moins un produit.', { produit: 'Choisissez au moins un produit.' });
    return incubatorId;
  }

  async #page(
    request: WebRequest,
    personId: string,
    incubatorId: string,
    draft: PlanningDraft,
    idempotencyKey: string,
    { errors, flash }: Refusal = { errors: {} },
  ): Promise<string> {
    await this.access.ensureIncubator(personId, incubatorId, MANAGING_ROLES);
    const { name } = await this.incubators.byId(incubatorId);
    const products = (await this.products.ofIncubator(incubatorId)).filter(
      (product) => isPlannable(product) || draft.productIds.includes(product.id),
    );
    const chosen = products.filter(({ id }) => draft.productIds.includes(id));
    const proposed = chosen.length > 0 ? await this.proposed.forProducts(chosen.map(({ id }) => id)) : [];
    const invited = [
      ...proposed.filter((one) => !draft.without.includes(one.person.id)).map(({ holds }) => holds),
      ...draft.guests.filter(({ email }) => email !== '').map((one) => heldBy(one.capacity)),
    ].map((holds) => ({ holds, response: 'awaited' as const }));
    const { programme } = await this.programmes.ofIncubator(incubatorId);
    const { title, lead } = STRINGS.planning;
    const today = this.clock.today();
    return page(
      request,
      {
        title,
        lead,
        current: '/comites',
        breadcrumb: [{ label: 'Comités', href: '/comites' }],
        hasErrors: Object.keys(errors).length > 0,
        ...(flash ? { flash } : {}),
      },
      <PlanningPage
        incubatorName={name}
        products={products}
        proposed={proposed}
        missing={missingRoles(chosen, invited)}
        warnings={isCalendarDate(draft.date) ? planningWarnings(draft.date, today, chosen, programme) : []}
        turnMinutes={turnMinutes(programme)}
        draft={draft}
        errors={errors}
        today={today}
        csrf={request.csrf ?? ''}
        idempotencyKey={idempotencyKey}
      />,
    );
  }
}

function heldBy(text: string): readonly HeldCapacity[] {
  const { data } = capacity.safeParse(text);
  return data ? [{ role: data.capacity, productId: data.productId }] : [];
}

/** Products that a committee may still have something to decide on. */
const isPlannable = ({ phase }: PlannableProduct): boolean =>
  phase !== 'proposed' && phase !== 'sustainability.transferred' && !phase.startsWith('stopped.');
