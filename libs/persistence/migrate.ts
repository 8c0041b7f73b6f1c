import { setTimeout as sleep } from 'node:timers/promises';

import { type DataSource, MigrationExecutor, QueryFailedError, type QueryRunner } from 'typeorm';

import { DomainError } from '#libs/kernel/index.js';

/** Any number, the same for all starters: only one of them migrates at a time. */
const MIGRATION_LOCK = 7_115_110_101;

/** Milliseconds between two looks at whether another starter is done. */
const POLL = 100;

/** Milliseconds that a migration may wait for a table: as long, whoever uses it waits behind. */
const LOCK_TIMEOUT = 1_000;

/** Milliseconds of rest before it is tried again, and how many times it is tried: for a quarter of an hour. */
const REST = 2_000;
const ATTEMPTS = 300;

/** SQLSTATEs of a lock that was not got in time, and of a deadlock that was broken. */
const BLOCKED = new Set(['55P03', '40P01']);

/** Somebody keeps a table that a migration needs. */
export class MigrationBlocked extends DomainError {
  readonly code = 'MIGRATION_BLOCKED';
  override readonly status = 503;

  constructor() {
    super(
      'Une transaction retient une table que la mise à jour doit modifier. Rien n’est à moitié fait\u202F; terminez cette transaction, puis relancez « jalon migrate ».',
    );
  }
}

/**
 * Brings the database to this version, while others use it: each migration is one transaction that waits a second at most
 * for a table, and is tried again. Concurrent starters wait for the first and then find nothing to do.
 * @throws MigrationBlocked
 */
export async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    // Asked for again and again rather than waited for: an index built concurrently waits for every statement under way.
    while (!(await isOurs(runner))) await sleep(POLL);
    try {
      return await applyPending(dataSource, runner);
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => {});
      await runner.query('reset lock_timeout').catch(() => {});
    }
  } finally {
    await runner.release();
  }
}

async function isOurs(runner: QueryRunner): Promise<boolean> {
  const [row] = (await runner.query('select pg_try_advisory_lock($1) as ours', [MIGRATION_LOCK])) as {
    ours: boolean;
  }[];
  return row?.ours === true;
}

async function applyPending(dataSource: DataSource, runner: QueryRunner): Promise<readonly string[]> {
  const executor = new MigrationExecutor(dataSource, runner);
  executor.transaction = 'each';
  const pending = await pendingIn(executor);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await runner.query(`set lock_timeout = ${LOCK_TIMEOUT}`);
      await executor.executePendingMigrations();
      return pending;
    } catch (error) {
      if (!(error instanceof QueryFailedError) || !BLOCKED.has(String((error.driverError as { code?: unknown }).code)))
        throw error;
      if (attempt === ATTEMPTS) throw new MigrationBlocked();
      await sleep(REST);
    }
  }
}

const pendingIn = async (executor: MigrationExecutor): Promise<readonly string[]> =>
  (await executor.getPendingMigrations()).map(({ name }) => name);

/** The migrations that {@link migrate} would apply, in their order. Writes nothing. */
export async function pendingMigrations(dataSource: DataSource): Promise<readonly string[]> {
  return pendingIn(new MigrationExecutor(dataSource));
}

/** The database is of an earlier version, and somebody else's to migrate. */
export class MigrationsPending extends DomainError {
  readonly code = 'MIGRATIONS_PENDING';
  override readonly status = 503;

  constructor() {
    super('La base de données est d’une version antérieure. Lancez d’abord « jalon migrate ».');
  }
}

/**
 * Migrations of a newer program change nothing: they add, so that this one goes on during a rollout (ADR 0016).
 * @throws MigrationsPending unless the database is at this version or a newer one.
 */
export async function ensureMigrated(dataSource: DataSource): Promise<void> {
  if ((await pendingMigrations(dataSource)).length > 0) throw new MigrationsPending();
}
