import { Injectable } from '@nestjs/common';

import { type CalendarDate, Clock, newId } from '#libs/kernel/index.js';
import { Transactions, type Tx } from '#libs/persistence/index.js';
import { stillStands } from '#libs/workflow-runtime/index.js';
import type { LifecycleState } from '#workflows/contract/index.js';

import type { HistoryLine, ImportOddity } from './portfolio.types.js';

export interface ImportedOrganisation {
  readonly id: string;
  readonly registerId: string;
  readonly name: string;
  readonly acronym: string;
  readonly kind: string;
  readonly domain: string;
  readonly fingerprint: string;
}

export interface ImportedIncubator {
  readonly id: string;
  readonly registerId: string;
  readonly name: string;
  readonly ownerId: string | null;
  readonly website: string | null;
  readonly contact: string | null;
  readonly fingerprint: string;
}

export interface ImportedProduct {
  readonly id: string;
  readonly registerId: string;
  readonly incubatorId: string | null;
  readonly name: string;
  readonly pitch: string;
  readonly contact: string | null;
  readonly links: Readonly<Record<string, string>>;
  readonly topics: readonly string[];
  readonly sponsorIds: readonly string[];
  readonly history: readonly Omit<HistoryLine, 'id'>[];
  readonly oddities: readonly ImportOddity[];
  readonly fingerprint: string;
}

/** What came from the register before: what an import compares with. */
export interface KnownProduct {
  readonly id: string;
  readonly registerId: string;
  readonly fingerprint: string;
  readonly oddities: readonly ImportOddity[];
}

/** The rows that come from the public register, written in bulk: what is the same is left untouched. */
@Injectable()
export class ImportedPortfolio {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Register ids of the organisations that a register once described. */
  async describedOrganisations(): Promise<readonly string[]> {
    const rows = await this.transactions.outside.query<{ register_id: string }[]>(
      'select register_id from organisations where register_id is not null and fingerprint is not null',
    );
    return rows.map((row) => row.register_id);
  }

  /** Every product that came from the register, with the oddities kept of it. */
  async knownProducts(): Promise<readonly KnownProduct[]> {
    return this.transactions.outside.query<KnownProduct[]>(
      `select p.id, p.register_id as "registerId", p.fingerprint,
              coalesce(jsonb_agg(jsonb_build_object('product', o.register_id, 'kind', o.kind, 'detail', o.detail,
                                                    'handled', o.handled) order by o.id)
                       filter (where o.id is not null), '[]') as oddities
         from products p left join import_oddities o on o.product_id = p.id
        where p.register_id is not null and p.fingerprint is not null
        group by p.id`,
    );
  }

  async saveOrganisations(tx: Tx, organisations: readonly ImportedOrganisation[]): Promise<void> {
    await tx.query(
      `insert into organisations as known (id, register_id, name, acronym, kind, domain, fingerprint)
       select id, "registerId", name, nullif(acronym, ''), nullif(kind, ''), nullif(domain, ''), fingerprint
         from jsonb_to_recordset($1::jsonb)
           as o(id uuid, "registerId" text, name text, acronym text, kind text, domain text, fingerprint text)
       on conflict (id) do update
         set name = excluded.name, acronym = excluded.acronym, kind = excluded.kind, domain = excluded.domain,
             fingerprint = excluded.fingerprint
         where known.fingerprint is distinct from excluded.fingerprint`,
      [JSON.stringify(organisations)],
    );
  }

  /** Organisations and incubators that are only named: kept under their identifier until a register describes them. */
  async saveNamed(tx: Tx, table: 'organisations' | 'incubators', named: readonly NamedOnly[]): Promise<void> {
    await tx.query(
      `insert into ${table} (id, register_id, name)
       select id, "registerId", "registerId" from jsonb_to_recordset($1::jsonb) as n(id uuid, "registerId" text)
       on conflict (id) do nothing`,
      [JSON.stringify(named)],
    );
  }

  /** An owner that is not known leaves the incubator without owner. */
  async saveIncubators(tx: Tx, incubators: readonly ImportedIncubator[]): Promise<void> {
    await tx.query(
      `insert into incubators as known (id, register_id, name, owner_id, website, contact, fingerprint)
       select i.id, "registerId", i.name, o.id, website, contact, i.fingerprint
         from jsonb_to_recordset($1::jsonb)
           as i(id uuid, "registerId" text, name text, "ownerId" uuid, website text, contact text, fingerprint text)
         left join organisations o on o.id = i."ownerId"
       on conflict (id) do update
         set name = excluded.name, owner_id = excluded.owner_id, website = excluded.website,
             contact = excluded.contact, fingerprint = excluded.fingerprint
         where known.fingerprint is distinct from excluded.fingerprint
            or known.owner_id is distinct from excluded.owner_id`,
      [JSON.stringify(incubators)],
    );
  }

  /**
   * Writes a product with its sponsors and history in one statement, its row locked until the transaction ends.
   * False when another import had already brought the very same.
   */
  async saveProduct(tx: Tx, product: ImportedProduct): Promise<boolean> {
    const written = await tx.query<unknown[]>(SAVE_PRODUCT, [
      product.id,
      product.registerId,
      product.incubatorId,
      product.name,
      product.pitch,
      product.contact,
      JSON.stringify(product.links),
      JSON.stringify(product.topics),
      product.fingerprint,
      this.clock.now(),
      product.sponsorIds,
      JSON.stringify(product.history.map((line, position) => ({ ...line, position, id: newId() }))),
    ]);
    return written.length === 1;
  }

  /** Replaces what is kept of a product's oddities. */
  async saveOddities(tx: Tx, productId: string, oddities: readonly ImportOddity[]): Promise<void> {
    await tx.query(
      `with gone as (delete from import_oddities where product_id = $1)
       insert into import_oddities (id, product_id, register_id, kind, detail, handled)
       select id, $1, product, kind, detail, handled
         from jsonb_to_recordset($2::jsonb) as o(id uuid, product text, kind text, detail text, handled text)`,
      [productId, JSON.stringify(oddities.map((oddity) => ({ ...oddity, id: newId() })))],
    );
  }

  /** The day of the last move of a lifecycle that was made here and not by an import; undefined when there is none. */
  async lastOwnMove(tx: Tx, productId: string, unappliedRecordId: string | undefined): Promise<OwnMove | undefined> {
    const [move] = await tx.query<OwnMove[]>(
      `select e.payload->>'on' as on, c.state, c.snapshot->'context'->>'since' as since
         from cases c join case_events e on e.case_id = c.id
        where c.subject_id = $1 and c.process = 'product-lifecycle' and e.actor not like 'import:%'
          and ${stillStands('e')}
          and e.payload ? 'on' and ($2::text is null or e.payload->>'recordId' is distinct from $2)
        order by 1 desc limit 1`,
      [productId, unappliedRecordId ?? null],
    );
    return move;
  }
}

interface NamedOnly {
  readonly id: string;
  readonly registerId: string;
}

/** What was last decided here of a phase: the day, and where the product stands by it. */
export interface OwnMove {
  readonly on: CalendarDate;
  readonly state: LifecycleState;
  readonly since: CalendarDate | null;
}

// History lines get new ids each time: the same keys deleted and inserted by one statement would clash. A conflict is looked for
// on one key only: of two imports that bring a new product at the same instant, one would fail on the other key, register_id.
const SAVE_PRODUCT = `
  with alone as materialized (select pg_advisory_xact_lock(hashtextextended($1::text, 0))),
  saved as (
    insert into products as known (id, register_id, incubator_id, name, pitch, contact, links, topics, fingerprint, created_at)
    select $1::uuid, $2, $3::uuid, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10::timestamptz from alone
    on conflict (id) do update
      set incubator_id = excluded.incubator_id, name = excluded.name, pitch = excluded.pitch, contact = excluded.contact,
          links = excluded.links, topics = excluded.topics, fingerprint = excluded.fingerprint
      where known.fingerprint is distinct from excluded.fingerprint
    returning id),
  left_out as (
    delete from product_sponsors using saved where product_id = saved.id and organisation_id <> all($11::uuid[])),
  brought_in as (
    insert into product_sponsors (product_id, organisation_id)
    select saved.id, sponsor from saved, unnest($11::uuid[]) as sponsor
    on conflict do nothing),
  past as (
    delete from product_history using saved where product_id = saved.id),
  told as (
    insert into product_history (id, product_id, position, kind, name, state, starts_on, ends_on, comment)
    select h.id, saved.id, h.position, h.kind, h.name, h.state, h."startsOn", h."endsOn", h.comment
      from saved, jsonb_to_recordset($12::jsonb)
        as h(id uuid, position integer, kind text, name text, state text, "startsOn" date, "endsOn" date, comment text))
  select id from saved`;
