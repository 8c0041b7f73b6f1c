import { Injectable } from '@nestjs/common';

import { Transactions } from '#libs/persistence/index.js';

import type { Organisation } from './portfolio.types.js';

const SELECT = 'select id, register_id as "registerId", name, acronym, kind from organisations';

@Injectable()
export class Organisations {
  constructor(private readonly transactions: Transactions) {}

  /** Every organisation, by name. */
  async all(): Promise<readonly Organisation[]> {
    return this.transactions.outside.query<Organisation[]>(`${SELECT} order by name, id`);
  }

  /** Those that exist, by name. */
  async byIds(ids: readonly string[]): Promise<readonly Organisation[]> {
    return this.transactions.outside.query<Organisation[]>(`${SELECT} where id = any($1::uuid[]) order by name, id`, [
      ids,
    ]);
  }
}
