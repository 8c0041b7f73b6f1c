import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';

import { Envelopes } from '#libs/decisions/index.js';
import { Access, MANAGING_ROLES, Roles } from '#libs/identity/index.js';
import { Clock } from '#libs/kernel/index.js';
import { Incubators, Portfolio } from '#libs/portfolio/index.js';
import { ButtonLink } from '#libs/ui/index.js';

import { page, Signed, type WebRequest } from '../web/index.js';
import { portfolioExport } from './portfolio-export.js';
import { filterOf, readPortfolioQuery } from './portfolio-query.js';
import { PortfolioPage } from './portfolio.page.js';
import { visibleScope } from './visible-scope.js';

const PER_PAGE = 50;

/** « Portefeuille »: every product one may see, found, filtered and taken away. */
@Controller('/portefeuille')
export class PortfolioController {
  constructor(
    private readonly portfolio: Portfolio,
    private readonly incubators: Incubators,
    private readonly envelopes: Envelopes,
    private readonly roles: Roles,
    private readonly access: Access,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Req() request: WebRequest, @Signed() person: { id: string }, @Query() asked: unknown): Promise<string> {
    const query = readPortfolioQuery(asked);
    const scope = visibleScope(await this.roles.ofPerson(person.id));
    const on = this.clock.today();
    const { lines, total } = await this.portfolio.search(filterOf(query, scope, on), {
      limit: PER_PAGE,
      offset: (query.page - 1) * PER_PAGE,
    });
    const productIds = lines.map(({ product }) => product.id);
    const managed = await this.access.incubatorsWhere(person.id, MANAGING_ROLES);
    return page(
      request,
      {
        title: 'Portefeuille',
        current: '/portefeuille',
        wide: true,
        actions: managed.length > 0 && <ButtonLink href="/portefeuille/nouveau">Nouveau produit</ButtonLink>,
        lead: 'Un comité est dû au moins tous les six mois pour chaque produit en phase active.',
      },
      <PortfolioPage
        query={query}
        lines={lines}
        total={total}
        perPage={PER_PAGE}
        incubators={await this.incubators.byIds(scope.incubatorIds)}
        envelopes={await this.envelopes.currentOfAll(productIds, on)}
        on={on}
      />,
    );
  }

  @Get('/export.csv')
  async export(@Signed() person: { id: string }, @Query() asked: unknown, @Res() response: Response): Promise<void> {
    const scope = visibleScope(await this.roles.ofPerson(person.id));
    const on = this.clock.today();
    const { lines } = await this.portfolio.search(filterOf(readPortfolioQuery(asked), scope, on));
    const productIds = lines.map(({ product }) => product.id);
    response
      .type('text/csv')
      .attachment(`portefeuille-${on}.csv`)
      .send(portfolioExport(lines, await this.envelopes.currentOfAll(productIds, on)));
  }
}
