import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';

import { DomainError } from '#libs/kernel/index.js';

/**
 * Why the database does not serve us.
 * - DATABASE_UNREACHABLE: down, starting, or its connection was lost;
 * - DATABASE_BUSY: out of connections, or what is asked for waits too long for somebody else;
 * - DATABASE_FULL: no room on its disk.
 */
export type DatabaseTrouble = 'DATABASE_UNREACHABLE' | 'DATABASE_BUSY' | 'DATABASE_FULL';

// Of a commit whose answer was lost nobody knows whether it took place; forms carry a key, so that sending them again is safe.
const MESSAGES: Readonly<Record<DatabaseTrouble, string>> = {
  DATABASE_UNREACHABLE:
    'La base de données ne répond pas. Réessayez dans un instant\u00A0: ce que vous avez envoyé ne sera pas enregistré deux fois.',
  DATABASE_BUSY:
    'La base de données est trop occupée pour vous répondre. Rien n’a été enregistré\u202F; réessayez dans un instant.',
  DATABASE_FULL:
    'La base de données n’a plus de place. Rien n’a été enregistré, et rien n’est perdu\u00A0: réessayez une fois que de la place aura été faite.',
};

/** The database does not serve us now; nothing is wrong with what was asked. */
export class DatabaseUnavailable extends DomainError {
  override readonly status = 503;

  constructor(
    readonly code: DatabaseTrouble,
    override readonly cause: unknown,
  ) {
    super(MESSAGES[code]);
  }
}

/** SQLSTATEs by which PostgreSQL says that it has no room, and those of a server that is overwhelmed or made us wait too long. */
const FULL: ReadonlySet<string> = new Set(['53100']);
const BUSY: ReadonlySet<string> = new Set(['53000', '53200', '53300', '53400', '55P03', '57014']);
/** Lost connections, a server that stops, starts or recovers, a transaction that waited for us too long, a disk that fails. */
const UNREACHABLE = /^08...$|^57P0\d$|^25P0[34]$|^25006$|^58030$/u;

/** What the driver says when the connection itself failed, for which it has no code. */
const LOST = /connection terminated|connection error|timeout expired|fell silent/iu;
const NO_FREE_CONNECTION = /timeout exceeded when trying to connect/iu;
const NETWORK = /^E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/u;

/** Tells an error of the driver for the database's absence; undefined when it says something about the question. */
export function databaseUnavailable(error: unknown): DatabaseUnavailable | undefined {
  if (error instanceof DatabaseUnavailable) return error;
  const trouble = troubleIn(error instanceof QueryFailedError ? error.driverError : error);
  return trouble && new DatabaseUnavailable(trouble, error);
}

function troubleIn(error: unknown): DatabaseTrouble | undefined {
  // TypeORM takes a runner back from whoever holds it when its connection breaks.
  if (error instanceof QueryRunnerAlreadyReleasedError) return 'DATABASE_UNREACHABLE';
  if (error instanceof AggregateError) return troubleIn(error.errors[0]);
  if (!(error instanceof Error)) return undefined;
  const { code = '' } = error as Error & { readonly code?: string };
  if (FULL.has(code)) return 'DATABASE_FULL';
  if (BUSY.has(code) || NO_FREE_CONNECTION.test(error.message)) return 'DATABASE_BUSY';
  return UNREACHABLE.test(code) || NETWORK.test(code) || LOST.test(error.message) ? 'DATABASE_UNREACHABLE' : undefined;
}
