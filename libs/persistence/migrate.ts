import type { DataSource } from 'typeorm';

/** Any number, the same for all starters: only one of them migrates at a time. */
const MIGRATION_LOCK = 7_115_110_101;

/** Brings the database to this version. Concurrent starters wait for the first and then find nothing to do. */
export async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  const guard = dataSource.createQueryRunner();
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const applied = await dataSource.runMigrations();
    return applied.map((migration) => migration.name);
  } finally {
    await guard.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => {});
    await guard.release();
  }
}

/** Names of the migrations that the database still lacks. */
export async function pendingMigrations(dataSource: DataSource): Promise<boolean> {
  return dataSource.showMigrations();
}
