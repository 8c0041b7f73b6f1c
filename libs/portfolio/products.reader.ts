import { Injectable } from '@nestjs/common';

import { type CalendarDate, type Instant, NotFound } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

import type { HistoryLine, ImportOddity, Organisation, Product } from './portfolio.types.js';

const SELECT = `
  select p.id, p.register_id, p.name, p.pitch, p.contact, p.links, p.topics, p.created_at,
         i.id as incubator_id, i.name as incubator_name, i.register_id as incubator_register_id,
         coalesce(l.state, 'proposed') as phase, l.snapshot->'context'->>'since' as since
    from products p
    left join incubators i on i.id = p.incubator_id
    left join cases l on l.subject_id = p.id and l.process = 'product-lifecycle'`;

interface ProductRecord {
  id: string;
  register_id: string | null;
  name: string;
  pitch: string;
  contact: string | null;
  links: Record<string, string>;
  topics: string[];
  created_at: Date;
  incubator_id: string | null;
  incubator_name: string | null;
  incubator_register_id: string | null;
  phase: LifecycleState;
  since: CalendarDate | null;
}

/** Products with their incubator and phase, their sponsors, and what the register told of their past. */
@Injectable()
export class Products {
  constructor(private readonly transactions: Transactions) {}

  /** @throws NotFound */
  async byId(id: string, tx: Tx = this.transactions.outside): Promise<Product> {
    const [product] = await this.byIds([id], tx);
    if (!product) throw new NotFound('Ce produit n’existe pas.');
    return product;
  }

  /** Those that exist, by name. */
  async byIds(ids: readonly string[], tx: Tx = this.transactions.outside): Promise<readonly Product[]> {
    const records = await tx.query<ProductRecord[]>(`${SELECT} where p.id = any($1::uuid[]) order by p.name, p.id`, [
      ids,
    ]);
    return records.map(productOf);
  }

  /** All the products of some incubators, by name. */
  async ofIncubators(incubatorIds: readonly string[]): Promise<readonly Product[]> {
    const records = await this.transactions.outside.query<ProductRecord[]>(
      `${SELECT} where p.incubator_id = any($1::uuid[]) order by p.name, p.id`,
      [incubatorIds],
    );
    return records.map(productOf);
  }

  /** The administrations that carry a product, by name. */
  async sponsorsOf(productId: string): Promise<readonly Organisation[]> {
    return this.transactions.outside.query<Organisation[]>(
      `select o.id, o.register_id as "registerId", o.name, o.acronym, o.kind
         from product_sponsors s join organisations o on o.id = s.organisation_id
        where s.product_id = $1 order by o.name, o.id`,
      [productId],
    );
  }

  /** What the register told of the product's past, in the register's own order. */
  async historyOf(productId: string): Promise<readonly HistoryLine[]> {
    return this.transactions.outside.query<HistoryLine[]>(
      `select id, kind, name, state, starts_on::text as "startsOn", ends_on::text as "endsOn", comment
         from product_history where product_id = $1 order by position`,
      [productId],
    );
  }

  /** What was odd about the product at its last import. */
  async odditiesOf(productId: string): Promise<readonly ImportOddity[]> {
    return this.transactions.outside.query<ImportOddity[]>(
      'select register_id as product, kind, detail, handled from import_oddities where product_id = $1 order by id',
      [productId],
    );
  }
}

function productOf(record: ProductRecord): Product {
  const { incubator_id: incubatorId } = record;
  const createdAt: Instant = record.created_at.toISOString();
  return {
    id: record.id,
    registerId: record.register_id,
    name: record.name,
    pitch: record.pitch,
    contact: record.contact,
    links: record.links,
    topics: record.topics,
    incubator:
      incubatorId === null
        ? null
        : { id: incubatorId, name: record.incubator_name ?? '', registerId: record.incubator_register_id },
    phase: record.phase,
    since: record.since,
    createdAt,
  };
}
