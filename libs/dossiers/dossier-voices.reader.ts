import { Injectable } from '@nestjs/common';

import { People } from '#libs/identity/index.js';
import type { Instant } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import { DossierGridRow } from './dossier-grid.row.js';
import { DossierQuestionRow } from './dossier-question.row.js';
import { gridContent, type GridContent } from './grid.content.js';

/** A question put to the team before the sitting. */
export interface DossierQuestion {
  readonly id: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly body: string;
  readonly askedAt: Instant;
}

/** What one sponsor answered to the grid. */
export interface DossierGrid {
  readonly by: { readonly id: string; readonly name: string };
  readonly content: GridContent;
  readonly answeredAt: Instant;
}

/** What members said of a dossier before the sitting, whoever asks: callers see to access. */
@Injectable()
export class DossierVoices {
  constructor(
    private readonly transactions: Transactions,
    private readonly people: People,
  ) {}

  /** Oldest first; for the team and for who facilitates. */
  async questionsOf(dossierId: string): Promise<readonly DossierQuestion[]> {
    const rows = await this.transactions.outside
      .getRepository(DossierQuestionRow)
      .find({ where: { dossierId }, order: { askedAt: 'ASC', id: 'ASC' } });
    const named = await this.#named(rows);
    return rows.map(({ id, personId, body, askedAt }) => ({ id, by: named(personId), body, askedAt }));
  }

  /** For those whom the programme names: see `readsGrids`. */
  async gridsOf(dossierId: string): Promise<readonly DossierGrid[]> {
    const rows = await this.transactions.outside
      .getRepository(DossierGridRow)
      .find({ where: { dossierId }, order: { answeredAt: 'ASC', personId: 'ASC' } });
    const named = await this.#named(rows);
    return rows.map(({ personId, content, answeredAt }) => ({
      by: named(personId),
      content: gridContent.parse(content),
      answeredAt,
    }));
  }

  async #named(rows: readonly { readonly personId: string }[]) {
    const people = await this.people.byIds([...new Set(rows.map(({ personId }) => personId))]);
    return (id: string) => ({ id, name: people.get(id)?.name ?? 'Un membre du comité' });
  }
}
