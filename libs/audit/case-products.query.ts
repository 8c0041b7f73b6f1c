import type { Tx } from '#libs/persistence/index.js';

/** Products a case is about, from its own context: a committee has several. Identifiers, as text. */
export const PRODUCTS_OF_CASE = `
  case c.process
    when 'committee' then array(
      select p->>'productId' from jsonb_array_elements(c.snapshot->'context'->'products') p)
    when 'date-poll' then array(
      select product_id::text from committee_products
       where committee_id = (c.snapshot->'context'->>'committeeId')::uuid)
    when 'deliberation-record' then array[c.snapshot->'context'->>'productId']
    else array[c.subject_id::text]
  end`;

/** {@link PRODUCTS_OF_CASE} from the other end, through indexes: what one may see is found without reading what others do. */
export const CASES_OF_PRODUCTS = `
  select id from cases where subject_id = any($1::uuid[])
  union all
  select k.id from committee_products cp join cases k on k.subject_id = cp.committee_id
   where cp.product_id = any($1::uuid[])
  union all
  select k.id from committee_products cp join date_polls p on p.committee_id = cp.committee_id
    join cases k on k.subject_id = p.id
   where cp.product_id = any($1::uuid[])
  union all
  select k.id from records r join cases k on k.subject_id = r.id where r.product_id = any($1::uuid[])`;

/** The names of the products that each case is about, by the case's identifier. One read. */
export async function productNamesOf(
  tx: Tx,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.query<{ id: string; names: string[] }[]>(
    `select c.id, array(select p.name from products p where p.id = any((${PRODUCTS_OF_CASE})::uuid[]) order by p.name) as names
       from cases c where c.id = any($1::uuid[])`,
    [caseIds],
  );
  return new Map(rows.map(({ id, names }) => [id, names]));
}
