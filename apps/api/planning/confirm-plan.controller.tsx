import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';

import { DomainError, Forbidden, InvalidInput, newId, NotFound } from '#libs/kernel/index.js';
import { ConfirmPlan, PlanViews, ReleaseInvitations } from '#libs/planning/index.js';
import type { Flash } from '#libs/ui/index.js';

import { page, parseForm, seeOther, Signed, type WebRequest } from '../web/index.js';
import { ConfirmPlanPage, type ConfirmPlanView } from './confirm-plan.page.js';
import { PlanPages } from './plan-pages.js';
import { planName, STRINGS } from './planning.strings.js';

const confirmForm = z.object({
  revision: z.coerce.number().int(),
  idempotencyKey: z.uuid(),
  place: z.string().max(300).default(''),
  videoUrl: z.string().max(500).default(''),
  convene: z.enum(['oui', 'non']).default('oui'),
});
const releaseForm = z.object({
  idempotencyKey: z.uuid(),
  intention: z.enum(['envoyer', 'retenir']),
  reason: z.string().default(''),
});

/** Confirming a plan, and what becomes of its invitations. */
@Controller('/planification/:id')
export class ConfirmPlanController {
  constructor(
    private readonly pages: PlanPages,
    private readonly views: PlanViews,
    private readonly confirming: ConfirmPlan,
    private readonly releasing: ReleaseInvitations,
  ) {}

  @Get('/confirmer')
  async show(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() person: { id: string },
    @Param('id', ParseUUIDPipe) planId: string,
  ): Promise<void> {
    const view = await this.views.of(person.id, planId);
    if (view.stage === 'draft') response.type('html').send(await this.#page(request, person.id, planId));
    else seeOther(response, `/planification/${planId}`);
  }

  @Post('/confirmer')
  async confirm(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) planId: string,
    @Body() body: unknown,
  ): Promise<void> {
    const form = parseForm(confirmForm, body);
    try {
      await this.confirming.execute({ ...form, convene: form.convene === 'oui', planId, personId });
      seeOther(response, `/planification/${planId}`);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof Forbidden || error instanceof NotFound) throw error;
      const errors = error instanceof InvalidInput ? error.fields : {};
      const flash: Flash = { kind: 'error', title: 'Le plan n’est pas confirmé', text: error.message };
      const html = await this.#page(request, personId, planId, {
        values: form,
        errors,
        ...(Object.keys(errors).length === 0 ? { flash } : {}),
      });
      response.status(error.status).type('html').send(html);
    }
  }

  @Post('/convocations')
  async release(
    @Req() request: WebRequest,
    @Res() response: Response,
    @Signed() { id: personId }: { id: string },
    @Param('id', ParseUUIDPipe) planId: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { intention, ...form } = parseForm(releaseForm, body);
    try {
      if (intention === 'envoyer') await this.releasing.now({ ...form, planId, personId });
      else await this.releasing.hold({ ...form, planId, personId });
      const text = intention === 'envoyer' ? 'Les convocations partent.' : 'Les convocations sont retenues.';
      seeOther(response, `/planification/${planId}`, { kind: 'success', text });
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof Forbidden || error instanceof NotFound) throw error;
      const flash: Flash = { kind: 'error', text: error.message };
      const errors = error instanceof InvalidInput ? error.fields : {};
      response
        .status(error.status)
        .type('html')
        .send(await this.pages.show(request, personId, planId, { errors, flash }));
    }
  }

  async #page(
    request: WebRequest,
    personId: string,
    planId: string,
    shown: Partial<Pick<ConfirmPlanView, 'values' | 'errors'>> & { readonly flash?: Flash } = {},
  ): Promise<string> {
    const view = await this.views.of(personId, planId);
    const { plan, incubators } = view;
    const { errors = {}, values = { place: '', videoUrl: '', convene: 'oui' } } = shown;
    return page(
      request,
      {
        title: 'Confirmer le plan',
        lead: planName(
          plan.parameters,
          incubators.map(({ name }) => name),
        ),
        current: '/comites',
        breadcrumb: [
          { label: 'Comités', href: '/comites' },
          { label: STRINGS.plan, href: `/planification/${planId}` },
        ],
        hasErrors: Object.keys(errors).length > 0,
        ...(shown.flash ? { flash: shown.flash } : {}),
      },
      <ConfirmPlanPage
        view={view}
        invited={await this.views.invited(plan)}
        values={values}
        errors={errors}
        csrf={request.csrf ?? ''}
        idempotencyKey={newId()}
      />,
    );
  }
}
