import { Injectable } from '@nestjs/common';

import { CommitteeAccess, enumerate, PlannableProducts, planningWarnings } from '#libs/committees/index.js';
import { Clock, frenchDate, newId, parisDate } from '#libs/kernel/index.js';
import { ButtonLink } from '#libs/ui/index.js';

import { page, type WebRequest } from '../web/index.js';
import { CommitteePage, isAhead, type RefusedForm } from './committee.page.js';
import { StateBadge } from './committees-list.page.js';

/** The page of one committee, for those who read it and for those who run it. */
@Injectable()
export class CommitteePages {
  constructor(
    private readonly access: CommitteeAccess,
    private readonly products: PlannableProducts,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when the person may not read it. */
  async show(request: WebRequest, personId: string, committeeId: string, refused?: RefusedForm): Promise<string> {
    const { view: committee, manages } = await this.access.readable(personId, committeeId);
    const today = this.clock.today();
    const products = isAhead(committee) ? await this.products.byIds(committee.products.map(({ id }) => id)) : [];
    const on = parisDate(committee.startsAt);
    return page(
      request,
      {
        title: `Comité du ${frenchDate(on)}`,
        eyebrow: committee.incubatorName,
        lead: enumerate(committee.products.map(({ name }) => name)),
        badges: <StateBadge state={committee.state} />,
        actions: isAhead(committee) && (
          <ButtonLink href={`/comites/${committee.id}/agenda.ics`} kind="tertiary" icon="download" download>
            Ajouter à mon agenda
          </ButtonLink>
        ),
        current: '/comites',
        breadcrumb: [{ label: 'Comités', href: '/comites' }],
        hasErrors: refused !== undefined,
      },
      <CommitteePage
        committee={committee}
        manages={manages}
        warnings={manages && isAhead(committee) ? planningWarnings(on, today, products) : []}
        today={today}
        csrf={request.csrf ?? ''}
        newKey={newId}
        refused={refused}
      />,
    );
  }
}
