import { setTimeout as sleep } from 'node:timers/promises';

import { DataSource } from 'typeorm';

import { DataDirectoryInUse, defaultHome, runningInstance, startEmbeddedPostgres } from '#libs/embedded/index.js';
import { DomainError } from '#libs/kernel/index.js';
import { dataSourceOptions, ensureMigrated, migrate } from '#libs/persistence/index.js';

import { type DataOptions } from './command-action.js';
import { type CommandContext } from './command-context.js';

/** How long a command waits for another that keeps the embedded database for itself. */
const PATIENCE_MS = 120_000;
const POLL_MS = 100;

/** The database server named by DATABASE_URL does not answer. */
class DatabaseUnreachable extends DomainError {
  readonly code = 'DATABASE_UNREACHABLE';
  override readonly status = 503;
}

/** A database to work on. Its url holds the password: never print it. */
export interface OpenDatabase {
  readonly url: string;
  /** Ours alone, started for this command: it may be migrated without asking. */
  readonly own: boolean;
}

/**
 * Opens the database that a command is to work on, and closes it behind. In this order: the data directory of `--data`,
 * the server of DATABASE_URL, the default data directory. On a data directory, the running Jalon's database is used if
 * there is one, else it is started and stopped here.
 * @throws DataDirectoryInUse when another command keeps it too long, and what starting it throws.
 */
export async function withAnyDatabase<T>(
  options: DataOptions,
  context: CommandContext,
  work: (database: OpenDatabase) => Promise<T>,
): Promise<T> {
  const service = context.env['DATABASE_URL'];
  if (service && !options.data) return work({ url: service, own: false });
  const embedded = await openEmbedded(options.data ?? defaultHome(context.workingDirectory), context);
  try {
    return await work(embedded);
  } finally {
    await embedded.close();
  }
}

/**
 * As {@link withAnyDatabase}, with the database at this version: one of our own is migrated, any other must be already.
 * @throws MigrationsPending, DatabaseUnreachable
 */
export async function withDatabase<T>(
  options: DataOptions,
  context: CommandContext,
  work: (url: string) => Promise<T>,
): Promise<T> {
  return withAnyDatabase(options, context, async ({ url, own }) => {
    await withDataSource(url, async (dataSource) => {
      if (own) await migrate(dataSource);
      else await ensureMigrated(dataSource);
    });
    return work(url);
  });
}

/**
 * A connection for the time of some work, without any row declared.
 * @param options.readOnly the database itself refuses whatever the work would write.
 */
export async function withDataSource<T>(
  url: string,
  work: (dataSource: DataSource) => Promise<T>,
  { readOnly = false }: { readonly readOnly?: boolean } = {},
): Promise<T> {
  const settings = dataSourceOptions(url, 2);
  const extra = { ...settings.extra, ...(readOnly && { options: '-c default_transaction_read_only=on' }) };
  const dataSource = new DataSource({ ...settings, extra });
  try {
    await dataSource.initialize();
  } catch (error) {
    throw new DatabaseUnreachable(`La base de données ne répond pas\u00A0: ${(error as Error).message}`);
  }
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

interface ClosableDatabase extends OpenDatabase {
  close(): Promise<void>;
}

async function openEmbedded(home: string, context: CommandContext): Promise<ClosableDatabase> {
  let told = false;
  for (let waited = 0; ; waited += POLL_MS) {
    const running = runningInstance(home);
    if (running?.purpose === 'server' && running.databaseUrl)
      return { url: running.databaseUrl, own: false, close: () => Promise.resolve() };
    if (!running) {
      try {
        const started = await startEmbeddedPostgres({ home, purpose: 'command' });
        return { url: started.url, own: true, close: () => started.stop() };
      } catch (error) {
        // Another command was quicker: wait for it like for any other.
        if (!(error instanceof DataDirectoryInUse)) throw error;
      }
    }
    if (waited >= PATIENCE_MS && running) throw new DataDirectoryInUse(home, running);
    if (!told) context.log('Une autre commande utilise les données\u00A0; attente…\n');
    told = true;
    await sleep(POLL_MS);
  }
}
