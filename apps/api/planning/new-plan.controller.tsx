import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { Clock, Forbidden, InvalidInput, newId } from '#libs/kernel/index.js';
import { DraftPlan, type HalfYearPlan, PlanViews, sittingsOf } from '#libs/planning/index.js';
import { Incubators, Programmes } from '#libs/portfolio/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { NewPlanPage, type NewPlanView } from './new-plan.page.js';
import { draftOf, nextHalfYear, parametersForm, several, typedParameters } from './plan.form.js';
import { STRINGS } from './planning.strings.js';

const keyed = z.object({
  incubateur: several.pipe(z.array(z.uuid()).min(1, 'Choisissez au moins un incubateur.')),
  idempotencyKey: z.uuid(),
});

type Shown = Pick<NewPlanView, 'chosen' | 'draft'> & { readonly errors?: Readonly<Record<string, string>> };

/** Where a plan of the half-year begins. */
@Controller('/planification')
export class NewPlanController {
  constructor(
    private readonly drafting: DraftPlan,
    private readonly views: PlanViews,
    private readonly incubators: Incubators,
    private readonly programmes: Programmes,
    private readonly access: Access,
    private readonly clock: Clock,
  ) {}

  @Get()
  toNew(@Res() response: Response): void {
    response.redirect(303, '/planification/nouvelle');
  }

  @Get('/nouvelle')
  async show(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Query('incubateur') asked?: unknown,
  ): Promise<string> {
    const { managed, plans } = await this.#managed(person.id);
    const today = this.clock.today();
    // The days to avoid of the last plan that is not over: a school year is typed once.
    const avoid = (plans[0]?.parameters.avoid ?? []).filter(({ to }) => to >= today);
    const chosen = typeof asked === 'string' && managed.includes(asked) ? [asked] : managed;
    const programmes = await this.programmes.ofIncubators(chosen);
    const { maxProducts } = sittingsOf([...programmes.values()]);
    return this.#page(request, person.id, {
      chosen,
      draft: draftOf({ ...nextHalfYear(today), maxProducts, avoid }),
    });
  }

  @Post('/nouvelle')
  async propose(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Body() body: Record<string, unknown>,
  ): Promise<void> {
    try {
      const { incubateur, idempotencyKey } = parseForm(keyed, body);
      const parameters = parseForm(parametersForm, body);
      const id = await this.drafting.execute({ incubatorIds: incubateur, parameters, personId, idempotencyKey });
      seeOther(response, `/planification/${id}`);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const html = await this.#page(request, personId, {
        chosen: several.catch([]).parse(body['incubateur']),
        draft: typedParameters(body),
        errors: error.fields,
      });
      response.status(error.status).type('html').send(html);
    }
  }

  async #managed(
    personId: string,
  ): Promise<{ readonly managed: readonly string[]; readonly plans: readonly HalfYearPlan[] }> {
    const managed = await this.access.incubatorsWhere(personId, MANAGING_ROLES);
    if (managed.length === 0)
      throw new Forbidden('Planifier le semestre revient à la personne qui a la charge de l’incubateur.');
    const plans = await this.views.list(managed);
    return { managed, plans: plans.filter(({ incubatorIds }) => incubatorIds.every((id) => managed.includes(id))) };
  }

  async #page(request: WebRequest, personId: string, shown: Shown): Promise<string> {
    const { managed, plans } = await this.#managed(personId);
    const { errors = {} } = shown;
    return page(
      request,
      {
        title: STRINGS.title,
        lead: STRINGS.lead,
        current: '/comites',
        breadcrumb: [{ label: 'Comités', href: '/comites' }],
        hasErrors: Object.keys(errors).length > 0,
      },
      <NewPlanPage
        {...shown}
        errors={errors}
        incubators={await this.incubators.byIds(managed)}
        plans={plans}
        today={this.clock.today()}
        csrf={request.csrf ?? ''}
        idempotencyKey={newId()}
      />,
    );
  }
}
