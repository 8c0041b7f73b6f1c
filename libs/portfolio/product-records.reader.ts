import { Injectable } from '@nestjs/common';

import { Transactions } from '#libs/persistence/index.js';
import type { RecordContext } from '#workflows/deliberation-record/index.js';
import type { PortfolioScope } from './portfolio.types.js';

/** A deliberation record of a product, as its case stands. */
export interface ProductRecord {
  readonly recordId: string;
  /** Path of the case's state: `inReview`, `awaitingSignOff`… */
  readonly state: string;
  readonly context: RecordContext;
  readonly product: { readonly id: string; readonly name: string; readonly incubatorId: string | null };
}

interface RecordRow {
  subject_id: string;
  state: string;
  context: RecordContext;
  product_id: string;
  name: string;
  incubator_id: string | null;
}

/**
 * By way of `records`, which knows its product. An index into the snapshots would serve as well, and would make every move of
 * every case write to all the indexes of `cases`.
 */
const SELECT = `
  select c.subject_id, c.state, c.snapshot->'context' as context, p.id as product_id, p.name, p.incubator_id
    from products p
    join records r on r.product_id = p.id
    join cases c on c.subject_id = r.id and c.process = 'deliberation-record'`;

/** The deliberation records of products, from first draft to seal. */
@Injectable()
export class ProductRecords {
  constructor(private readonly transactions: Transactions) {}

  /** Those that somebody still has to do something about, oldest sitting first. */
  async open(scope: PortfolioScope): Promise<readonly ProductRecord[]> {
    const rows = await this.transactions.outside.query<RecordRow[]>(
      `${SELECT} where c.state in ('drafting', 'inReview', 'awaitingSignOff', 'changesRequested', 'signed')
         and (p.incubator_id = any($1::uuid[]) or p.id = any($2::uuid[]))
       order by c.created_at`,
      [scope.incubatorIds, scope.productIds],
    );
    return rows.map(recordOf);
  }

  /** All those of one product, latest first. */
  async ofProduct(productId: string): Promise<readonly ProductRecord[]> {
    const rows = await this.transactions.outside.query<RecordRow[]>(
      `${SELECT} where p.id = $1 order by c.created_at desc`,
      [productId],
    );
    return rows.map(recordOf);
  }
}

const recordOf = (row: RecordRow): ProductRecord => ({
  recordId: row.subject_id,
  state: row.state,
  context: row.context,
  product: { id: row.product_id, name: row.name, incubatorId: row.incubator_id },
});
