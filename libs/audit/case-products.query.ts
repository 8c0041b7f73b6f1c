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
