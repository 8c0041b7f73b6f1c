import { Injectable } from '@nestjs/common';

import { NotFound } from '#libs/kernel/index.js';
import { Transactions } from '#libs/persistence/index.js';

import type { Incubator } from './portfolio.types.js';

const SELECT = `
  select i.id, i.register_id as "registerId", i.name, i.website, i.contact,
         case when o.id is null then null else jsonb_build_object('id', o.id, 'name', o.name) end as owner
    from incubators i left join organisations o on o.id = i.owner_id`;

@Injectable()
export class Incubators {
  constructor(private readonly transactions: Transactions) {}

  /** Every incubator, by name. */
  async all(): Promise<readonly Incubator[]> {
    return this.transactions.outside.query<Incubator[]>(`${SELECT} order by i.name, i.id`);
  }

  /** @throws NotFound */
  async byId(id: string): Promise<Incubator> {
    const [incubator] = await this.byIds([id]);
    if (!incubator) throw new NotFound('Cet incubateur n’existe pas.');
    return incubator;
  }

  /** Those that exist, by name. */
  async byIds(ids: readonly string[]): Promise<readonly Incubator[]> {
    return this.transactions.outside.query<Incubator[]>(
      `${SELECT} where i.id = any($1::uuid[]) order by i.name, i.id`,
      [ids],
    );
  }
}
