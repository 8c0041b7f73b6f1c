import { AbstractLogger, type DataSourceOptions, type EntityTarget, type ObjectLiteral } from 'typeorm';

import { migrations } from './migrations/index.js';

/** The class of a row, as features hand it to the data source. */
export type RowClass = EntityTarget<ObjectLiteral>;

/** Connections each process keeps at most; PostgreSQL serves about a hundred to all of them together. */
const POOL_SIZE = 10;

/** Errors are thrown and told by whoever catches them; standard output is for answers. */
class Silence extends AbstractLogger {
  protected override writeLog(): void {}
}

/**
 * Options of the one data source.
 * @param url `postgres://user:password@host:port/database`
 */
export function dataSourceOptions(url: string, poolSize = POOL_SIZE): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    synchronize: false,
    migrations,
    migrationsTableName: 'migrations',
    // One for all would hold every lock it took until the last is done.
    migrationsTransactionMode: 'each',
    logger: new Silence(),
    poolSize,
    applicationName: 'jalon',
    extra: { connectionTimeoutMillis: 10_000 },
  };
}
