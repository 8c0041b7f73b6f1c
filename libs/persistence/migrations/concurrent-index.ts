import type { QueryRunner } from 'typeorm';

/**
 * Builds an index while the table is read and written, unlike a plain `create index`, which holds up every write until it
 * is done. Only in a migration with `transaction = false`; begins again what an earlier attempt left half-built.
 * @param definition what follows the name: `on cases (process)`.
 */
export async function createIndexConcurrently(runner: QueryRunner, name: string, definition: string): Promise<void> {
  // It waits for transactions to end, and nobody waits for it.
  await runner.query('set lock_timeout = 0');
  await runner.query(`drop index concurrently if exists ${name}`);
  await runner.query(`create index concurrently ${name} ${definition}`);
}
