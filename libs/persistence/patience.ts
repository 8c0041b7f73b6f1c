import { Socket } from 'node:net';

import type { Client, ClientBase, PoolConfig } from 'pg';

/** Milliseconds a statement may wait for a row or a table that somebody else holds: a person waits for the answer. */
const LOCK = 8_000;

/** Milliseconds that PostgreSQL works on one statement of ours at most. */
const STATEMENT = 15_000;

/** Milliseconds without a byte after which a connection that owes an answer is taken for dead; longer than any statement. */
const SILENCE = 20_000;

/**
 * Milliseconds after which PostgreSQL ends a transaction that says nothing: one of a process that was cut off in the middle
 * keeps its cases locked, and would until the network gave up, hours later.
 */
const SILENT_TRANSACTION = 30_000;

/**
 * Settings of a pool that serves: neither people nor effects wait without end for a database that hangs, a connection cut
 * off half-way or somebody's lock. Not for migrations, which may have to wait.
 */
export const PATIENCE = {
  connectionTimeoutMillis: 10_000,
  lock_timeout: LOCK,
  statement_timeout: STATEMENT,
  idle_in_transaction_session_timeout: SILENT_TRANSACTION,
  onConnect: endWhenSilent,
} as const satisfies PoolConfig;

/**
 * Ends a connection through which nothing went for a while. Pools let go of idle ones sooner: one that is that silent owes an
 * answer which will not come.
 */
export function endWhenSilent(client: ClientBase): void {
  const { stream } = (client as Client).connection;
  if (stream instanceof Socket)
    stream.setTimeout(SILENCE, () => stream.destroy(new Error('the connection to the database fell silent')));
}
