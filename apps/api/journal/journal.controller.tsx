import { Controller, Get, Param, ParseUUIDPipe, Query, Req } from '@nestjs/common';

import { Journal, type JournalEntry } from '#libs/audit/index.js';
import { UndoStep } from '#libs/corrections/index.js';
import { Access, MANAGING_ROLES, People } from '#libs/identity/index.js';
import { NotFound } from '#libs/kernel/index.js';
import { Products } from '#libs/portfolio/index.js';
import { ButtonLink } from '#libs/ui/index.js';

import { page, Signed, type WebRequest } from '../web/index.js';
import { JournalList, JournalOfCase, type Names } from './journal.pages.js';

const PER_PAGE = 50;

/** The event log, as far as the reader may see. */
@Controller('/journal')
export class JournalController {
  constructor(
    private readonly journal: Journal,
    private readonly access: Access,
    private readonly people: People,
    private readonly products: Products,
    private readonly undo: UndoStep,
  ) {}

  @Get()
  async list(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Query('page') asked?: string,
    @Query('produit') productId?: string,
  ): Promise<string> {
    const number = Math.max(1, Math.trunc(Number(asked ?? 1)) || 1);
    const visible = await this.access.productsOf(person.id);
    const entries = await this.journal.latest(visible, {
      limit: PER_PAGE + 1,
      offset: (number - 1) * PER_PAGE,
      ...(productId === undefined ? {} : { productId }),
    });
    const shown = entries.slice(0, PER_PAGE);
    const managed = await this.access.incubatorsWhere(person.id, MANAGING_ROLES);
    return page(
      request,
      {
        title: 'Journal',
        current: '/journal',
        wide: true,
        lead: 'Tout ce qui s’est passé, dans l’ordre, sans retouche possible.',
        actions: managed.length > 0 && <ButtonLink href="/courriels">Courriels</ButtonLink>,
      },
      <JournalList
        entries={shown}
        names={await this.#names(shown)}
        page={number}
        more={entries.length > PER_PAGE}
        productId={productId}
      />,
    );
  }

  @Get('/:caseId')
  async show(
    @Req() request: WebRequest,
    @Signed() person: { id: string },
    @Param('caseId', ParseUUIDPipe) caseId: string,
  ): Promise<string> {
    const entries = await this.journal.ofCase(caseId, await this.access.productsOf(person.id));
    const [first] = entries;
    if (!first) throw new NotFound('Ce journal n’existe pas, ou vous n’y avez pas accès.');
    const faults = await this.journal.verify(first.process, first.subjectId);
    const undoable = faults.length === 0 ? await this.undo.offered(person.id, first) : undefined;
    return page(
      request,
      {
        title: first.processLabel,
        current: '/journal',
        breadcrumb: [{ label: 'Journal', href: '/journal' }],
        wide: true,
      },
      <JournalOfCase
        entries={entries}
        names={await this.#names(entries)}
        faults={faults}
        undoable={undoable?.revision}
      />,
    );
  }

  async #names(entries: readonly JournalEntry[]): Promise<Names> {
    const personIds = entries.flatMap(({ actor }) => /^(?:person|signatory):([0-9a-f-]{36})$/u.exec(actor)?.[1] ?? []);
    const people = await this.people.byIds(personIds);
    const products = await this.products.byIds([...new Set(entries.flatMap((entry) => entry.productIds))]);
    return {
      people: new Map([...people].map(([id, { name }]) => [id, name])),
      products: new Map(products.map(({ id, name }) => [id, name])),
    };
  }
}
