import { Injectable } from '@nestjs/common';
import { DatabaseError } from 'pg';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';

/** One transaction's connection: pass it to whatever must commit together. */
export type Tx = EntityManager;

const ATTEMPTS = 5;

/** SQLSTATE of a deadlock and of a serialization failure: the work may simply be done again. */
const RETRIED = new Set(['40P01', '40001']);

/** Runs work in one transaction; work that PostgreSQL aborted to break a deadlock is run again from its start. */
@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /** @param work must have no effect outside its transaction: it may run more than once. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.dataSource.transaction(work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isRetried(error)) throw error;
      }
    }
  }

  /** The connection to use outside any transaction. */
  get outside(): Tx {
    return this.dataSource.manager;
  }
}

/** Prepared statements fail with the driver's own error, others with TypeORM's around it. */
function isRetried(error: unknown): boolean {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return cause instanceof DatabaseError && RETRIED.has(cause.code ?? '');
}
