import { derivedId, type Instant, newId } from '#libs/kernel/index.js';
import type { Tx } from '#libs/persistence/index.js';

import type { CastHistoryLine, CastProduct } from './cast/cast.types.js';
import { INCUBATOR, ORGANISATIONS } from './cast/people.cast.js';
import type { Timeline } from './timeline.js';

/**
 * Always the same identifiers. None comes from the register: an import must neither find these products nor miss them.
 */
export const castId = {
  incubator: derivedId('demonstration', 'incubator'),
  organisation: (key: string): string => derivedId('demonstration', 'organisation', key),
  product: ({ key }: Pick<CastProduct, 'key'>): string => derivedId('demonstration', 'product', key),
} as const;

/** The incubator and the administrations around it. */
export async function insertSurroundings(tx: Tx): Promise<void> {
  await tx.query(
    `insert into organisations (id, name, acronym, kind)
     select id, name, acronym, kind from jsonb_to_recordset($1::jsonb) as o(id uuid, name text, acronym text, kind text)`,
    [JSON.stringify(ORGANISATIONS.map(({ key, ...told }) => ({ ...told, id: castId.organisation(key) })))],
  );
  await tx.query('insert into incubators (id, name, owner_id, website, contact) values ($1, $2, $3, $4, $5)', [
    castId.incubator,
    INCUBATOR.name,
    castId.organisation(INCUBATOR.owner),
    INCUBATOR.website,
    INCUBATOR.contact,
  ]);
}

/** A product with the administrations that carry it and its past. */
export async function insertProduct(tx: Tx, product: CastProduct, timeline: Timeline, at: Instant): Promise<void> {
  const id = castId.product(product);
  await tx.query(
    `insert into products (id, incubator_id, name, pitch, contact, links, topics, created_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8)`,
    [
      id,
      castId.incubator,
      product.name,
      product.pitch,
      `${product.key}@fabrique.example`,
      JSON.stringify(product.links),
      JSON.stringify(product.topics),
      at,
    ],
  );
  await tx.query('insert into product_sponsors (product_id, organisation_id) select $1, unnest($2::uuid[])', [
    id,
    product.organisations.map(castId.organisation),
  ]);
  await tx.query(
    `insert into product_history (id, product_id, position, kind, name, state, starts_on, ends_on, comment)
     select id, $1, position, kind, name, state, "startsOn", "endsOn", comment
       from jsonb_to_recordset($2::jsonb)
         as h(id uuid, position integer, kind text, name text, state text, "startsOn" date, "endsOn" date, comment text)`,
    [
      id,
      JSON.stringify(
        datedHistory(product.history, timeline).map((line, position) => ({ ...line, position, id: newId() })),
      ),
    ],
  );
}

/** A history with its days, all of them worked, each phase ended by the next. */
export function datedHistory(history: readonly CastHistoryLine[], timeline: Timeline) {
  return history.map(({ kind, name, state, startedDaysAgo, comment }, index) => {
    const next = kind === 'phase' && history.slice(index + 1).find((line) => line.kind === 'phase');
    return {
      kind,
      name,
      state,
      startsOn: timeline.workingDayAgo(startedDaysAgo),
      endsOn: next ? timeline.workingDayAgo(next.startedDaysAgo) : null,
      comment,
    };
  });
}
