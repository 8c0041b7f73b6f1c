import { Controller, Get, Req } from '@nestjs/common';

import { Health } from '#libs/audit/index.js';
import { Committees } from '#libs/committees/index.js';
import { DatePolls } from '#libs/date-polls/index.js';
import { CheckUps, Dossiers } from '#libs/dossiers/index.js';
import { Access, type HeldRole, MANAGING_ROLES, type Role, Roles } from '#libs/identity/index.js';
import { Clock, frenchLongDate } from '#libs/kernel/index.js';
import { Portfolio, ProductRecords, Products } from '#libs/portfolio/index.js';

import { visibleScope } from '../portfolio/visible-scope.js';
import { page, Signed, type WebRequest } from '../web/index.js';
import { DashboardPage } from './dashboard.page.js';
import type { Standpoint } from './task.js';
import { tasksOf } from './tasks.js';

/** More committees than anybody has ahead of them. */
const COMMITTEES = 200;
const AHEAD: ReadonlySet<string> = new Set(['planned', 'convened', 'preparing']);
const TEAM: ReadonlySet<Role> = new Set(['intrapreneur', 'coach', 'team-member']);

/** « Tableau de bord »: what needs the person today. */
@Controller('/tableau-de-bord')
export class DashboardController {
  constructor(
    private readonly portfolio: Portfolio,
    private readonly records: ProductRecords,
    private readonly committees: Committees,
    private readonly polls: DatePolls,
    private readonly dossiers: Dossiers,
    private readonly checkUps: CheckUps,
    private readonly products: Products,
    private readonly access: Access,
    private readonly roles: Roles,
    private readonly health: Health,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Req() request: WebRequest, @Signed() person: { id: string; name: string }): Promise<string> {
    const held = await this.roles.ofPerson(person.id);
    const scope = visibleScope(held);
    const standpoint = this.#standpoint(person.id, held);
    const filter = { on: standpoint.today, scope, phases: 'active' } as const;
    const { lines } = await this.portfolio.search({ ...filter, standings: ['overdue', 'due'] });
    const committees = await this.committees.seenBy(person.id, await this.access.productsOf(person.id), {
      ahead: true,
      limit: COMMITTEES,
    });
    const records = await this.records.open(scope);
    const toDate = await this.polls.answeredAmong(committees.map(({ id }) => id));
    const progress = await this.dossiers.progressOf(committees.filter(({ state }) => state === 'preparing'));
    const checkUps = await this.#checkUps(standpoint);
    return page(
      request,
      {
        title: 'Tableau de bord',
        current: '/tableau-de-bord',
        eyebrow: capitalized(frenchLongDate(standpoint.today)),
      },
      <DashboardPage
        tasks={tasksOf({ lines, committees, records, toDate, progress, checkUps }, standpoint)}
        counts={await this.portfolio.counts(filter)}
        upcoming={committees.filter(({ state }) => AHEAD.has(state))}
        health={standpoint.managed.size > 0 ? await this.health.recent() : undefined}
        hasRoles={held.length > 0 || committees.length > 0}
      />,
    );
  }

  async #checkUps({ prepared }: Standpoint) {
    const awaited = await this.checkUps.awaited([...prepared]);
    return Promise.all(
      awaited.map(async (one) => ({ ...one, productName: (await this.products.byId(one.productId)).name })),
    );
  }

  #standpoint(personId: string, held: readonly HeldRole[]): Standpoint {
    const managing = held.filter(({ role }) => MANAGING_ROLES.includes(role));
    const team = held.filter(({ role }) => TEAM.has(role));
    return {
      personId,
      today: this.clock.today(),
      managed: new Set(managing.flatMap(({ incubatorId }) => incubatorId ?? [])),
      prepared: new Set(team.flatMap(({ productId }) => productId ?? [])),
    };
  }
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
