import { Controller, Get, Query, Req } from '@nestjs/common';

import { MailLog } from '#libs/audit/index.js';
import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { Forbidden } from '#libs/kernel/index.js';
import { MailDeliveries } from '#libs/mail/index.js';
import { Incubators, Products } from '#libs/portfolio/index.js';

import { page, Signed, type WebRequest } from '../web/index.js';
import { MailLogPage } from './mail-log.page.js';
import { PER_PAGE, readMailsQuery } from './mails.query.js';
import { MAILS, STATE_FILTERS } from './mails.strings.js';

/** « Courriels » : what was written about the committees of an incubator, for those who run them. */
@Controller('/courriels')
export class MailLogController {
  constructor(
    private readonly log: MailLog,
    private readonly deliveries: MailDeliveries,
    private readonly access: Access,
    private readonly incubators: Incubators,
    private readonly products: Products,
  ) {}

  @Get()
  async list(@Req() request: WebRequest, @Signed() person: { id: string }, @Query() asked: unknown): Promise<string> {
    const query = readMailsQuery(asked);
    const managed = await this.access.incubatorsWhere(person.id, MANAGING_ROLES);
    if (managed.length === 0)
      throw new Forbidden('Seuls ceux qui conduisent les comités d’un incubateur voient les courriels des autres.');
    const within = query.incubateur === '' ? managed : managed.filter((id) => id === query.incubateur);
    const all = await this.products.ofIncubators(managed);
    const idsOf = (incubators: readonly string[]) =>
      all.filter(({ incubator }) => incubator && incubators.includes(incubator.id)).map(({ id }) => id);
    const { mails, total } = await this.log.ofProducts(
      idsOf(within),
      {
        ...(query.etat === '' ? {} : { states: STATE_FILTERS[query.etat].states }),
        ...(query.nature === '' ? {} : { kind: query.nature }),
        ...(query.personne === '' ? {} : { personId: query.personne }),
      },
      { limit: PER_PAGE, offset: (query.page - 1) * PER_PAGE },
    );
    const recipients = await this.log.recipients(idsOf(managed));
    const unreachable = await this.deliveries.unreachable(recipients.map(({ id }) => id));
    return page(
      request,
      {
        title: MAILS.title,
        current: '/journal',
        wide: true,
        lead: MAILS.lead,
        breadcrumb: [{ label: 'Journal', href: '/journal' }],
      },
      <MailLogPage
        query={query}
        mails={mails}
        total={total}
        recipients={recipients}
        unreachable={recipients.filter(({ id }) => unreachable.has(id))}
        mayCorrect={(await this.access.incubatorsWhere(person.id, ['incubator-lead'])).length > 0}
        incubators={await this.incubators.byIds(managed)}
      />,
    );
  }
}
