import { Controller, Get, Query, Req } from '@nestjs/common';

import { Committees } from '#libs/committees/index.js';
import { Access, MANAGING_ROLES } from '#libs/identity/index.js';
import { ButtonLink } from '#libs/ui/index.js';

import { page, Signed, type WebRequest } from '../web/index.js';
import { STRINGS } from './committee.strings.js';
import { CommitteesList } from './committees-list.page.js';

const PER_PAGE = 30;

/** Every committee a person may see. */
@Controller('/comites')
export class CommitteesListController {
  constructor(
    private readonly committees: Committees,
    private readonly access: Access,
  ) {}

  @Get()
  async list(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Query('vue') view?: string,
    @Query('page') asked?: string,
  ): Promise<string> {
    const over = view === 'passes';
    const number = Math.max(1, Math.trunc(Number(asked ?? 1)) || 1);
    const found = await this.committees.seenBy(person.id, await this.access.productsOf(person.id), {
      ahead: !over,
      limit: PER_PAGE + 1,
      offset: (number - 1) * PER_PAGE,
    });
    const manages = (await this.access.incubatorsWhere(person.id, MANAGING_ROLES)).length > 0;
    const { title, lead, plan, planHalfYear } = STRINGS.list;
    return page(
      request,
      {
        title,
        lead,
        current: '/comites',
        actions: manages && (
          <>
            <ButtonLink href="/planification/nouvelle" kind="secondary">
              {planHalfYear}
            </ButtonLink>
            <ButtonLink href="/comites/nouveau">{plan}</ButtonLink>
          </>
        ),
      },
      <CommitteesList
        committees={found.slice(0, PER_PAGE)}
        over={over}
        page={number}
        more={found.length > PER_PAGE}
        manages={manages}
      />,
    );
  }
}
