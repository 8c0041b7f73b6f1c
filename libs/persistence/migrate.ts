import type { DataSource } from 'typeorm';

import { DomainError } from '#libs/kernel/index.js';

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

/** The database is of an earlier version, and somebody else's to migrate. */
export class MigrationsPending extends DomainError {
  readonly code = 'MIGRATIONS_PENDING';
  override readonly status = 503;

  constructor() {
    super('La base de données est d’une version antérieure. Lancez d’abord « jalon migrate ».');
  }
}

/** @throws MigrationsPending unless the database is at this version. */
export async function ensureMigrated(dataSource: DataSource): Promise<void> {
  if (await dataSource.showMigrations()) throw new MigrationsPending();
}
