import type { DataSource } from 'typeorm';
import type { Pool, PoolClient } from 'pg';

import type { Tx } from './transactions.js';

/** A statement that PostgreSQL parses and plans once a connection, under its name. */
export interface Prepared {
  /** Unique in the product, for this very text. */
  readonly name: string;
  readonly text: string;
}

/**
 * Runs a statement of the hot path straight on the connection of `tx`, or on any one of the pool outside a transaction.
 * What an entity manager does around each statement costs as much as a short one takes.
 * @throws DatabaseError of `pg`, not TypeORM's.
 */
export async function runPrepared<Row extends object>(
  tx: Tx,
  { name, text }: Prepared,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const connection: Pool | PoolClient = tx.queryRunner ? await tx.queryRunner.connect() : poolOf(tx.dataSource);
  const { rows } = await connection.query<Row>({ name, text, values: [...values] });
  return rows;
}

function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { readonly master: Pool }).master;
}
