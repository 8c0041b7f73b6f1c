import { chownSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { DataDirectoryUnusable } from './embedded.errors.js';
import { canReach, databaseAccount, isRoot, type SystemAccount } from './system-account.js';

/** Where root keeps the data when the working directory is closed to the database account. */
const SHARED_HOME = '/var/lib/jalon';

/** What lies where in a Jalon home. Only `database` and what it holds belong to the database account. */
export interface DataDirectory {
  readonly home: string;
  readonly database: string;
  readonly cluster: string;
  readonly passwordFile: string;
  readonly instanceFile: string;
}

/** Names the places of a home without touching the disk. */
export function dataDirectory(home: string): DataDirectory {
  const absolute = path.resolve(home);
  const database = path.join(absolute, 'postgres');
  return {
    home: absolute,
    database,
    cluster: path.join(database, 'data'),
    passwordFile: path.join(database, 'password'),
    instanceFile: path.join(absolute, 'instance.json'),
  };
}

/** The home used when none is named: `.jalon` of the working directory, or the machine's own for a root who works in a closed folder. */
export function defaultHome(workingDirectory = process.cwd()): string {
  const local = path.join(workingDirectory, '.jalon');
  if (!isRoot()) return local;
  return canReach(databaseAccount(dataDirectory(local).cluster), workingDirectory) ? local : SHARED_HOME;
}

/**
 * Makes the folders, the home open for passage, the database's closed to everyone but its account.
 * Nothing that was there before changes owner: a home named by mistake is not taken over.
 * @throws DataDirectoryUnusable
 */
export function prepareHome(directory: DataDirectory): SystemAccount {
  const account = databaseAccount(directory.cluster);
  try {
    mkdirSync(directory.home, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
    const isNew = !statSync(directory.database, { throwIfNoEntry: false });
    if (isNew) mkdirSync(directory.database, { mode: 0o700 });
    if (isNew && account.uid !== undefined && account.gid !== undefined)
      chownSync(directory.database, account.uid, account.gid);
  } catch (error) {
    throw DataDirectoryUnusable.because(directory.home, error);
  }
  if (!canReach(account, directory.database))
    throw new DataDirectoryUnusable(
      directory.home,
      'le compte de la base de données n’a pas le droit de le traverser.',
    );
  return account;
}
