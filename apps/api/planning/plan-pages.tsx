import { Injectable } from '@nestjs/common';

import { Clock } from '#libs/kernel/index.js';
import { PlanViews } from '#libs/planning/index.js';
import { ButtonLink, type Flash } from '#libs/ui/index.js';

import { page, type WebRequest } from '../web/index.js';
import { PlanPage } from './plan.page.js';
import { draftOf, type ParametersDraft } from './plan.form.js';
import { planName, STRINGS } from './planning.strings.js';

export interface Refusal {
  readonly errors: Readonly<Record<string, string>>;
  readonly flash?: Flash;
  /** Settings as they were typed, when they are what was refused. */
  readonly draft?: ParametersDraft;
}

/** The page of a plan, shown after a look and after a refusal alike. */
@Injectable()
export class PlanPages {
  constructor(
    private readonly views: PlanViews,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async show(
    request: WebRequest,
    personId: string,
    planId: string,
    refusal: Refusal = { errors: {} },
  ): Promise<string> {
    const view = await this.views.of(personId, planId);
    const { plan, incubators, stage } = view;
    return page(
      request,
      {
        title: STRINGS.plan,
        lead: planName(
          plan.parameters,
          incubators.map(({ name }) => name),
        ),
        current: '/comites',
        breadcrumb: [
          { label: 'Comités', href: '/comites' },
          { label: STRINGS.title, href: '/planification/nouvelle' },
        ],
        hasErrors: Object.keys(refusal.errors).length > 0,
        ...(refusal.flash ? { flash: refusal.flash } : {}),
        actions: stage === 'draft' && plan.sittings.length > 0 && (
          <ButtonLink href={`/planification/${plan.id}/confirmer`} icon="check">
            Relire et confirmer
          </ButtonLink>
        ),
      },
      <PlanPage
        view={view}
        draft={refusal.draft ?? draftOf(plan.parameters)}
        errors={refusal.errors}
        personId={personId}
        today={this.clock.today()}
        csrf={request.csrf ?? ''}
      />,
    );
  }
}
